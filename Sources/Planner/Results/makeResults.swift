/// The results that a run leaves behind: only those that differ from what is recorded.
///
/// - Parameters:
///   - run: the plan, and what became of each of its changes.
///   - fleet: the fleet that the plan was made for; its results are what is recorded.
///   - servers: what the panel has after the run.
/// - Returns: sorted by order. An order that waits and never had a server has none.
public func makeResults(of run: Run, for fleet: Fleet, after servers: [ObservedServer]) -> [OrderResult] {
  let index = ServerIndex(servers)
  var done: [OrderID: (change: Change, outcome: Outcome)] = [:]
  for entry in run.outcomes where entry.change.kind != .createUser { done[entry.change.order] = entry }
  let held = run.plan.heldBack
  let apart = run.plan.faulty.union(run.plan.waiting.map(\.order))
  var results: [OrderResult] = []
  for order in fleet.orders where !fleet.unreadable.contains(order.id) && !held.contains(order.id) {
    let draft = ResultDraft(
      order: .declared(order, fleet), previous: fleet.results[order.id], server: index[order.id], done: done[order.id],
      standing: apart.contains(order.id) || order.state == .terminated ? .apart : .inStep, run: run)
    if let result = draft.result, result != fleet.results[order.id] { results.append(result) }
  }
  for orphan in run.plan.orphans {
    let draft = ResultDraft(
      order: .removed(orphan.order), previous: fleet.results[orphan.order], server: index[orphan.order],
      done: done[orphan.order], standing: .apart, run: run)
    if let result = draft.result, result != fleet.results[orphan.order] { results.append(result) }
  }
  return results.sorted { $0.order < $1.order }
}

extension Plan {
  /// Orders of which nothing is recorded, for what is observed is not about them.
  fileprivate var heldBack: Set<OrderID> {
    var held = Set(vanished.map(\.order)).subtracting(changes.map(\.order))
    for case .anotherPanel(let order, _, _) in refusals { held.insert(order) }
    return held
  }
}
