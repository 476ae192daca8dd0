extension PlanDraft {
  /// Plans an order that has no server on the panel.
  mutating func planMissing(_ order: Order, servers: ServerIndex, recreate: Set<OrderID>) {
    let wanted = wanted(by: order, under: fleet.settings.policy, asOf: asOf.day)
    let lost = fleet.results[order.id]?.livingServer.map { lost in
      vanished(order, lost, servers)
    }
    if let reason = reasonToCreate(order, in: fleet, asOf: asOf.day, recreate: recreate), lost?.strayed == nil {
      return planCreation(of: order, servers, because: reason)
    }
    switch wanted {
    case .gone: break
    case .undecided(let reason): wait(order.id, for: reason, .creation)
    case .running, .suspended, .asItIs:
      if let lost { vanished.append(lost) } else { waitUnserved(order, wanted) }
    }
  }

  /// An order whose recorded server the panel does not have under its id any more.
  func vanished(_ order: Order, _ lost: OrderResult.Server, _ servers: ServerIndex) -> Vanished {
    Vanished(
      order: order.id, recorded: lost, strayed: strayed(from: lost, of: order.id, servers),
      isNamed: order.server != nil)
  }

  /// What has a recorded server's uuid. Its external id is shown where the record is trusted: uuids can be made up to ask for it.
  private func strayed(
    from lost: OrderResult.Server, of order: OrderID, _ servers: ServerIndex
  ) -> Vanished.Strayed? {
    servers[uuid: lost.uuid].map { server in
      let isTrusted = trusted.results[order]?.livingServer?.uuid == lost.uuid
      let externalID = server.externalID.map { isTrusted ? ObservedValue.shown($0) : .hidden } ?? .unset
      return .init(id: server.id, externalID: externalID)
    }
  }

  /// A cancelled order without a server needs nothing; the others wait for what they lack.
  private mutating func waitUnserved(_ order: Order, _ wanted: Intent) {
    switch wanted {
    case .asItIs(let reason): wait(order.id, for: reason, .creation)
    case .suspended(.overdue): wait(order.id, for: .overdue, .creation)
    case .suspended(.refunded): wait(order.id, for: .refunded, .creation)
    case .suspended(.inOrder): wait(order.id, for: .suspendedInOrder, .creation)
    case .suspended(.ended(let until)): wait(order.id, for: .ended(until: until), .creation)
    case .suspended(.cancelled), .running, .gone, .undecided: break
    }
  }
}

/// Why an order that has no server on the panel gets one; nil where it gets none.
///
/// A server that vanished is made again only by name, then also for an order that is suspended, but never for a cancelled one.
func reasonToCreate(
  _ order: Order, in fleet: Fleet, asOf day: Day, recreate: Set<OrderID>
) -> Change.Reason? {
  // It names a server that there is, or was.
  guard order.server == nil else { return nil }
  let isLost = fleet.results[order.id]?.livingServer != nil
  let isAskedFor = isLost && recreate.contains(order.id)
  switch wanted(by: order, under: fleet.settings.policy, asOf: day) {
  case .running: return isAskedFor ? .recreated : isLost ? nil : .ordered
  case .suspended(.overdue), .suspended(.refunded), .suspended(.inOrder), .suspended(.ended), .asItIs:
    return isAskedFor ? .recreated : nil
  case .suspended(.cancelled), .undecided, .gone: return nil
  }
}
