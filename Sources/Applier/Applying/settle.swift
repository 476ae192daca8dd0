import Planner

extension Run {
  /// The run with every doubt settled by what was observed after it: an order of which nothing is left to do was applied, whatever
  /// the answer that got lost said.
  func settled(by again: Plan, _ servers: [ObservedServer]) -> Run {
    let open = again.ordersWithActions
    let byExternalID = Dictionary(servers.compactMap { server in server.externalID.map { ($0, server) } }) { first, _ in
      first
    }
    let settled = outcomes.map { change, outcome -> (change: Change, outcome: Outcome) in
      guard case .unknown = outcome, change.kind != .createUser, !open.contains(change.order) else {
        return (change, outcome)
      }
      let server = byExternalID[change.order.text]
      guard server != nil || change.kind == .terminate else { return (change, outcome) }
      return (change, .applied(server: server, address: nil))
    }
    return Run(plan: plan, revision: revision, startedAt: startedAt, outcomes: settled)
  }

  /// The changes that would be made again although they were applied.
  func leftOver(in again: Plan) -> [Change] {
    var applied: Set<OrderID> = []
    for (change, outcome) in outcomes where outcome.isApplied { applied.insert(change.order) }
    return again.changes.filter { !$0.actions.isEmpty && applied.contains($0.order) }
  }
}

extension Plan {
  fileprivate var ordersWithActions: Set<OrderID> { Set(changes.lazy.filter { !$0.actions.isEmpty }.map(\.order)) }
}
