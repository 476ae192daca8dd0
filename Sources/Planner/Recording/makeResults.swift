/// The results that a run leaves behind: only those that differ from what is recorded.
///
/// - Parameters:
///   - run: the plan, and what became of each of its changes.
///   - fleet: the fleet that the plan was made for; its results are what is recorded.
///   - servers: what the panel has after the run.
/// - Returns: sorted by order. An order that waits and never had a server has none.
public func makeResults(of run: Run, for fleet: Fleet, after servers: [ObservedServer]) -> [OrderResult] {
  let index = ServerIndex(servers)
  let outcomes = Outcomes(of: run)
  let held = run.plan.heldBack.union(fleet.identityMismatch(index, except: outcomes.done))
  let apart = run.plan.faulty.union(run.plan.waiting.map(\.order))
  let context = ResultDraft.RunContext(run, of: fleet)
  var news: [OrderResult] = []
  // A draft holds what it is made from: those of a large fleet would take more memory than the fleet.
  func add(_ draft: ResultDraft) {
    if let result = draft.result, result != draft.previous { news.append(result) }
  }
  for order in fleet.soundOrders where !held.contains(order.id) {
    let isApart = apart.contains(order.id) || order.state == .terminated
    add(
      ResultDraft(
        order: .declared(order), previous: fleet.results[order.id], server: index[order.id],
        done: outcomes.done[order.id], usersFailure: outcomes.usersFailures[order.id],
        standing: isApart ? .apart : .inStep, context: context))
  }
  for removed in fleet.removed where !held.contains(removed.order) {
    add(
      ResultDraft(
        order: .removed(removed.order, fleet.settings.policy.removed), previous: removed, server: index[removed.order],
        done: outcomes.done[removed.order], usersFailure: nil, standing: .apart, context: context))
  }
  return news.sorted { $0.order < $1.order }
}

/// What became of each order.
private struct Outcomes {
  private(set) var done: [OrderID: (change: Change, outcome: Outcome)] = [:]
  /// Why a user could not be made or linked, by the order that first needed it.
  private(set) var usersFailures: [OrderID: OrderResult.Failure] = [:]

  init(of run: Run) {
    for entry in run.outcomes {
      switch (entry.change.kind, entry.outcome) {
      case (.createUser, .failed(let failure)), (.createUser, .unknown(let failure)),
        (.createUser, .contradicted(let failure)), (.linkUser, .failed(let failure)),
        (.linkUser, .unknown(let failure)), (.linkUser, .contradicted(let failure)):
        usersFailures[entry.change.order] = failure
      case (.createUser, .applied), (.createUser, .installFailed), (.createUser, .skipped), (.linkUser, .applied),
        (.linkUser, .installFailed), (.linkUser, .skipped):
        break
      case (.create, _), (.link, _), (.update, _), (.suspend, _), (.unsuspend, _), (.terminate, _), (.adopt, _):
        done[entry.change.order] = entry
      }
    }
  }
}

extension Fleet {
  /// Orders under whose ids the panel has another server than the recorded one: only a change puts another one into a record.
  fileprivate func identityMismatch(
    _ servers: ServerIndex, except done: [OrderID: (change: Change, outcome: Outcome)]
  ) -> Set<OrderID> {
    let identityMismatch = results.values.filter { result in
      guard let recorded = result.livingServer, let server = servers[result.order] else { return false }
      return recorded.packedUUID != server.packedUUID && done[result.order] == nil
    }
    return Set(identityMismatch.map(\.order))
  }
}

extension Plan {
  /// Orders of which nothing is recorded, for what is observed is not about them.
  fileprivate var heldBack: Set<OrderID> {
    var held = Set(vanished.map(\.order)).subtracting(changes.map(\.order))
    for case .anotherPanel(let order, _, _) in refusals { held.insert(order) }
    return held
  }
}
