/// What a run leaves open of the orders that it read.
///
/// - Parameters:
///   - run: the plan, and what became of each of its changes.
///   - again: what would be done next, as of the same moment and with what the run records; nil where the panel could not be read again.
///   - fleet: the orders that it read, with what it records.
/// - Returns: nil where too many orders are open for a document.
public func makeOpenOrders(after run: Run, next again: Plan?, in fleet: Fleet) -> OpenOrders? {
  let day = run.plan.asOf
  var open: [OrderID: OpenOrders.Reason] = [:]
  func note(_ order: OrderID, _ reason: OpenOrders.Reason) { if open[order] == nil { open[order] = reason } }
  let recorded = OpenOrders(recordedIn: fleet, revision: run.revision, asOf: day)
  open = recorded.open
  for order in fleet.undated { note(order, .undone) }
  for (change, outcome) in run.outcomes { if let reason = outcome.openReason { note(change.order, reason) } }
  for moved in run.moved { note(moved.order, .undone) }
  let next = again ?? run.plan
  if again != nil { for change in next.changes { note(change.order, .undone) } }
  for waiting in next.waiting where waiting.reason.endsByItself { note(waiting.order, .waiting) }
  for order in next.faulty { note(order, .refused) }
  return OpenOrders(
    revision: run.revision, asOf: day, servers: recorded.servers, open: open, terminating: recorded.terminating,
    due: fleet.dueDays(after: day)
  ).limited
}

extension OpenOrders {
  /// As much as the results alone tell.
  public init(recordedIn fleet: Fleet, revision: String, asOf: Day) {
    let declared = fleet.declaredIDs
    var open: [OrderID: Reason] = [:]
    var terminating: [OrderID: Day] = [:]
    var servers = 0
    for (order, result) in fleet.results {
      if result.livingServer != nil {
        servers += 1
        terminating[order] = result.terminatingSince
      } else if !declared.contains(order) {
        // Of what is gone in every way, there is nothing more to do.
        continue
      }
      open[order] = result.openReason
    }
    self.init(revision: revision, asOf: asOf, servers: servers, open: open, terminating: terminating)
  }

  /// Whether it says the same as another one, as far as results alone tell.
  ///
  /// - Parameter told: as much as they tell.
  public func agrees(withRecorded told: OpenOrders) -> Bool {
    servers == told.servers && terminating == told.terminating
      && told.open.allSatisfy { open[$0.key] == $0.value }
  }
}

extension OrderResult {
  fileprivate var openReason: OpenOrders.Reason? {
    if let failure { return failure.kind?.mayHaveTakenEffect == true ? .unknown : .failed }
    switch phase {
    case .installing: return .installing
    case .failed: return .failed
    case .running, .suspended, .terminated: return nil
    }
  }
}

extension Outcome {
  fileprivate var openReason: OpenOrders.Reason? {
    switch self {
    case .applied: nil
    case .unknown: .unknown
    case .installFailed, .failed, .contradicted: .failed
    case .skipped: .undone
    }
  }
}

extension Fleet {
  /// The orders whose servers are to be deleted, or have no order any more, and of which no day is recorded yet: the clocks differed, or
  /// the change was held back.
  fileprivate var undated: [OrderID] {
    let ending = soundOrders.filter { order in
      guard order.state == .terminated, !order.isProtected, let result = results[order.id] else { return false }
      return result.livingServer != nil && result.terminatingSince == nil
    }
    return ending.map(\.id) + removed.filter { $0.orphanedSince == nil }.map(\.order)
  }

  /// The orders that begin or end by themselves after a day, and the day from which on a run has something to do for them.
  fileprivate func dueDays(after day: Day) -> [OrderID: Day] {
    var due: [OrderID: Day] = [:]
    for order in soundOrders where order.state != .terminated && order.quote != .cancelled {
      if let from = order.from, from > day {
        due[order.id] = from
      } else if let until = order.until, until >= day {
        due[order.id] = until.adding(days: 1)
      }
    }
    return due
  }
}

extension Waiting.Reason {
  /// Whether it may end although no document is edited and no day begins.
  fileprivate var endsByItself: Bool {
    switch self {
    case .quotePending, .paymentPending, .overdue, .refunded, .suspendedInOrder, .notBegun, .ended, .tierRetired,
      .eggChange:
      false
    case .noSuchUser, .userNotLinkable, .serverNotLinkable, .externalIDTaken, .nowhereToPlace, .upgradeDoesNotFit,
      .eggRefusesValue, .missingPermissions, .installing, .restoringBackup, .unfamiliarStatus:
      true
    }
  }
}
