import Applier
import Planner

/// What an apply came to, as far as a forge is told.
struct AppliedPlan: Sendable {
  /// The plan; nil where none was made.
  let plan: Plan?
  /// What became of its changes; empty where nothing was performed.
  let outcomes: [(change: Change, outcome: Outcome)]
  /// Why nothing was performed; nil where it was, or had nothing to do.
  let refusal: String?
  /// Why there was no plan; nil where there was one.
  let failure: String?
  /// Changes that were held back, with why.
  let held: [Digest: String]
  let pending: Set<Digest>
  /// The tip that was applied; nil where no plan was made.
  let revision: String?
  /// The commit with its results, where the remote has it.
  let recorded: String?

  /// The orders that failed in the run before, or that it did not come to, and of which this run had a change.
  let leftBefore: Set<OrderID>

  /// Changes of the plan that were held back, in its order.
  var heldChanges: [(change: Change, why: String)] {
    (plan?.changes ?? []).compactMap { change in held[change.digest].map { (change, $0) } }
  }

  /// What accepts what is left to do, unless something moves before; nil where nothing is left.
  var nextAcceptance: Digest? {
    guard let plan, !plan.changes.isEmpty else { return nil }
    if outcomes.isEmpty { return plan.acceptance }
    let left = outcomes.filter { !$0.outcome.isApplied }.map(\.change.digest.description)
    return left.isEmpty ? nil : planDigest(of: left)
  }

  /// Those of its changes that somebody is told about.
  func part(_ isOfIt: (Change) -> Bool) -> AppliedPart {
    let own = outcomes.filter { isOfIt($0.change) && held[$0.change.digest] == nil }
    return AppliedPart(
      done: own.filter(\.outcome.isApplied), failed: own.filter { !$0.outcome.isApplied },
      held: heldChanges.filter { isOfIt($0.change) })
  }
}

/// Some of a run's changes, by what became of them.
struct AppliedPart: Sendable {
  let done, failed: [(change: Change, outcome: Outcome)]
  /// Those that were held back, with why.
  let held: [(change: Change, why: String)]

  var count: Int { done.count + failed.count + held.count }
  /// Whether all of it is as the branch wants it.
  var isDone: Bool { failed.isEmpty && held.isEmpty }
  /// `2 applied, 1 held back`; empty for nothing.
  var words: String {
    [(done.count, "applied"), (failed.count, "not done"), (held.count, "held back")].filter { $0.0 > 0 }
      .map { "\(thousands($0.0)) \($0.1)" }.joined(separator: ", ")
  }
}

extension ApplyRefusal {
  /// One sentence without a full stop; nothing in it is anybody's text.
  var words: String {
    switch self {
    case .stalePlan: "every change of the saved plan is stale"
    case .overLimit: "the plan is over a safety limit, and nobody accepted it"
    case .needlessAcceptance: "the accepted digest is of another plan, and this one needs none"
    case .anotherPanel: "the panel does not seem to be the one in the results"
    case .declined, .notSeen: "nobody agreed to it"
    case .lockLost: "the lock was lost before anything was done"
    }
  }
}
