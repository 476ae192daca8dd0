import Planner

extension Run {
  /// The run as what was seen after it shows it: what was answered as done and is not there was not done, and what had no answer and
  /// is there was.
  func settled(by look: Look) -> Run {
    with(outcomes.map { change, outcome in (change, outcome.settled(of: change, by: look)) }, verification)
  }

  /// The run as its panel answered it, for nobody could look.
  func unseen(because why: String) -> Run { with(outcomes, .unseen(why: why)) }

  /// The run with what another hand changed meanwhile of the orders that it did everything for.
  ///
  /// - Parameter again: what would be done next, of the same moment and with what this run records.
  func noting(movedIn again: Plan) -> Run {
    let applied = Set(outcomes.lazy.filter(\.outcome.isApplied).map(\.change.order))
    let moved = again.changes.compactMap { change -> Moved? in
      let fields = change.differences.filter(\.cause.isDrift).map(\.field)
      return applied.contains(change.order) && !fields.isEmpty ? Moved(order: change.order, fields: fields) : nil
    }
    return with(outcomes, .seen(moved: moved))
  }

  private func with(_ outcomes: [(change: Change, outcome: Outcome)], _ verification: Verification) -> Run {
    Run(
      plan: plan, revision: revision, startedAt: startedAt, outcomes: outcomes, failedBefore: failedBefore,
      verification: verification)
  }
}

extension Outcome {
  fileprivate func settled(of change: Change, by look: Look) -> Outcome {
    switch self {
    case .applied(let server, _):
      return look.contradiction(of: change, answered: server).map { .contradicted($0) } ?? self
    case .unknown(let failure):
      if look.shows(change) { return .applied(server: look.server(of: change), address: nil) }
      // The panel itself has answered that it failed, and is done with it.
      return failure.code == "panel-failing" ? .failed(failure.leftUndone) : self
    case .failed, .skipped, .contradicted: return self
    }
  }
}

extension OrderResult.Failure {
  /// The panel began with it, and did not get to its end: of a server that was to be deleted, the daemon may have deleted the files.
  fileprivate var leftUndone: OrderResult.Failure {
    .init(action: action, code: "left-undone", message: "\(message) and left it undone")
  }
}

extension Look {
  /// Whether all of a change is there to be seen.
  fileprivate func shows(_ change: Change) -> Bool {
    switch change.kind {
    case .createUser: canSeeUsers && contradiction(of: change, answered: nil) == nil
    case .create, .update, .suspend, .unsuspend, .terminate, .adopt:
      contradiction(of: change, answered: nil) == nil
    }
  }
}
