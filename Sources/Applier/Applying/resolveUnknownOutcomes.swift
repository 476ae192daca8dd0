import Planner

extension Run {
  /// The run corrected by the observation after it: what was answered as done and is not there was not done, and what
  /// got no answer and is there was.
  func settled(by look: Look, _ doubt: Doubt = Doubt(unconfirmed: [], takenBack: [])) -> Run {
    with(
      outcomes.map { change, outcome in (change, doubt.settle(change, outcome.settled(of: change, by: look))) },
      verification)
  }

  /// The run with what became of the servers that it waited for.
  func noting(awaited: [ServerID], in seen: Observation) -> Run {
    guard !awaited.isEmpty else { return self }
    let awaited = Set(awaited)
    let told = Set(outcomes.lazy.filter { $0.change.kind == .create }.map(\.change.order))
    var (failed, open): ([OrderID], [OrderID]) = ([], [])
    for server in seen.servers where awaited.contains(server.id) {
      guard let order = server.order else { continue }
      if server.status == .installing { open.append(order) }
      if server.status == .installFailed, !told.contains(order) { failed.append(order) }
    }
    return with(outcomes, verification, .init(failed: failed.sorted(), open: open.sorted()))
  }

  /// The run as the panel answered it, because the panel could not be read again.
  func unseen(because why: String) -> Run { with(outcomes, .unseen(why: why)) }

  /// The run with what somebody else changed meanwhile in orders for which it did everything.
  ///
  /// - Parameter again: what would be done next, as of the same moment and with what this run records.
  func noting(movedIn again: Plan) -> Run {
    let applied = Set(outcomes.lazy.filter(\.outcome.isApplied).map(\.change.order))
    var moved = Dictionary(
      again.changes.map { ($0.order, $0.differences.filter(\.cause.isDrift).map(\.field)) }, uniquingKeysWith: +)
    // A suspension by hand is no change, for it stays.
    for order in again.suspendedByHand.subtracting(plan.suspendedByHand) {
      moved[order, default: []].append(.suspended)
    }
    return with(
      outcomes,
      .seen(
        moved: moved.filter { applied.contains($0.key) && !$0.value.isEmpty }
          .map { Moved(order: $0.key, fields: $0.value) }.sorted { $0.order < $1.order }))
  }

  private func with(
    _ outcomes: [(change: Change, outcome: Outcome)], _ verification: Verification,
    _ installations: Installations? = nil
  ) -> Run {
    Run(
      plan: plan, revision: revision, startedAt: startedAt, outcomes: outcomes, failedBefore: failedBefore,
      verification: verification, installations: installations ?? self.installations)
  }
}

extension Outcome {
  fileprivate func settled(of change: Change, by look: Look) -> Outcome {
    switch self {
    case .applied(let server, let address):
      if let failure = look.contradiction(of: change, answered: server) { return .contradicted(failure) }
      return done(change, server, address, look)
    case .unknown(let failure):
      if look.shows(change) { return done(change, look.server(of: change), nil, look) }
      // The panel itself answered that it failed, and has finished with it.
      return failure.kind == .panelFailing ? .failed(failure.leftUndone) : self
    case .installFailed, .failed, .skipped, .contradicted: return self
    }
  }

  private func done(_ change: Change, _ server: ObservedServer?, _ told: String?, _ look: Look) -> Outcome {
    let isNew = change.kind == .create || change.kind == .adopt || change.kind == .link
    let address = told ?? (isNew ? look.server(of: change)?.address : nil)
    guard change.kind == .create, let server, look.server(of: change)?.status == .installFailed else {
      return .applied(server: server, address: address)
    }
    return .installFailed(server: server, address: address)
  }
}

extension OrderResult.Failure {
  /// The panel began, and did not get to the end: of a server that was to be deleted, the daemon may have deleted the
  /// files.
  fileprivate var leftUndone: OrderResult.Failure {
    .init(action: action, .leftUndone, message: "\(message) and left it undone")
  }
}

extension Look {
  /// Whether the server shows all of a change.
  fileprivate func shows(_ change: Change) -> Bool {
    switch change.kind {
    case .createUser, .linkUser: canSeeUsers && contradiction(of: change, answered: nil) == nil
    case .create, .link, .update, .suspend, .unsuspend, .terminate, .adopt:
      contradiction(of: change, answered: nil) == nil
    }
  }
}
