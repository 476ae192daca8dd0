/// Edits an order so that it says what the panel already has, for a server that was changed on the panel but not in
/// git.
///
/// A pure function. What customers decide is no drift, and never in it.
///
/// - Parameters:
///   - order: an order of the fleet that can be read.
///   - bytes: its document.
///   - plan: the plan of the fleet on that panel, as of the same time.
public func acceptDrift(
  _ order: Order, _ bytes: [UInt8], in listing: FleetListing, of fleet: Fleet, from observation: Observation,
  trusting trusted: TrustedResults, planned plan: Plan, asOf: Instant
) -> AcceptedDrift {
  let drift = plan.drift(of: order.id)
  guard let server = ServerIndex(observation.servers)[order.id] else {
    return AcceptedDrift(
      order: order.id, path: order.path, before: bytes, after: bytes, taken: [], pinned: nil, left: [], following: [])
  }
  var acceptance = DriftAcceptance(
    OrderDraft(order, bytes, in: listing, catalog: fleet.catalog), of: server, in: fleet, users: observation.users,
    day: asOf.day)
  let pinned = plan.isPinnedElsewhere(order.id) && acceptance.takePin() ? server.node : nil
  var obstacles: [Field: AcceptedDrift.Obstacle] = [:]
  acceptance.takeLimits(drift.filter { $0.field.group == .build })
  for difference in drift { obstacles[difference.field] = acceptance.take(difference) }
  let again = makePlan(
    from: observation, to: fleet.replacing(acceptance.draft.order), trusting: trusted, asOf: asOf)
  let open = again.differences(of: order.id)
  let left = drift.filter { drifted in open.contains { $0.field == drifted.field } }
  return AcceptedDrift(
    order: order.id, path: order.path, before: bytes, after: acceptance.draft.bytes,
    taken: drift.filter { !left.contains($0) }, pinned: pinned,
    left: left.map { .init(difference: $0, obstacle: obstacles[$0.field] ?? .unwritable) },
    following: acceptance.draft.bytes == bytes ? [] : open.filter { !plan.holds($0, of: order.id) })
}

extension Plan {
  /// What another hand moved of an order's server.
  fileprivate func drift(of order: OrderID) -> [Difference] {
    differences(of: order).filter(\.cause.isDrift)
  }

  /// The fields in which an order's server differs from what it should be, including updates for which its node has no
  /// room.
  fileprivate func differences(of order: OrderID) -> [Difference] {
    changes.filter { $0.order == order }.flatMap(\.differences)
      + held.filter { $0.order == order }.flatMap(\.differences) + keptSuspension(of: order)
  }

  /// A suspension by hand differs from what the order wants although no change puts it back.
  private func keptSuspension(of order: OrderID) -> [Difference] {
    notices.compactMap { notice in
      guard notice.order == order, case .suspendedByHand(let suspension) = notice.kind,
        suspension.orderWants == .running
      else { return nil }
      return Difference(field: .suspended, old: .shown("yes"), new: "no", cause: .drifted)
    }
  }

  fileprivate func isPinnedElsewhere(_ order: OrderID) -> Bool {
    notices.contains { notice in
      if case .moveByHand = notice.kind { notice.order == order } else { false }
    }
  }

  fileprivate func holds(_ difference: Difference, of order: OrderID) -> Bool {
    differences(of: order).contains { $0.field == difference.field && $0.new == difference.new }
  }
}

extension Fleet {
  /// The fleet with one of its orders as it is given.
  fileprivate func replacing(_ order: Order) -> Fleet {
    Fleet(
      revision: revision, settings: settings, catalog: catalog, orders: orders.map { $0.id == order.id ? order : $0 },
      results: results, unreadable: unreadable, evidence: evidence, rest: rest)
  }
}
