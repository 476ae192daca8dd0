@testable import Planner

/// The plan for a fleet on a panel at noon.
func aPlan(
  for fleet: Fleet, on panel: Observation, asOf: Instant = noon, recreate: Set<OrderID> = [],
  resume: Set<OrderID> = []
) -> Plan {
  makePlan(
    from: panel, to: fleet, trusting: TrustedResults(fleet.results), asOf: asOf, recreate: recreate,
    resume: resume)
}

/// A plan in one line an order, in words that a test can spell out: `update ord-1: update-build`.
func inShort(_ plan: Plan) -> [String] {
  plan.changes.map(inShort) + plan.waiting.map(inShort)
    + plan.vanished.map { "vanished \($0.order)" } + plan.orphans.map { "orphan \($0.order)" }
}

func inShort(_ change: Change) -> String {
  let actions = change.actions.map(\.word).joined(separator: ", ")
  return actions.isEmpty
    ? "\(change.kind.rawValue) \(change.order)" : "\(change.kind.rawValue) \(change.order): \(actions)"
}

func inShort(_ waiting: Waiting) -> String { "waiting \(waiting.order): \(waiting.reason), \(waiting.scope)" }

/// Differences in the words that people read: `memory: 512MiB -> 1GiB (edited)`.
func inShort(_ differences: [Difference]) -> [String] {
  differences.map { "\($0.field.label): \($0.old.words) -> \($0.new) (\($0.cause.rawValue))" }
}

extension ObservedValue {
  /// The value, or what stands in its place.
  fileprivate var words: String {
    switch self {
    case .unset: "nothing"
    case .shown(let text): text
    case .hidden: "hidden"
    }
  }
}
