/// One apply: its plan, and what became of each change.
public struct Run: Sendable {
  public let plan: Plan
  /// The commit that the orders were read from.
  public let revision: String
  public let startedAt: Instant
  /// Each change with its outcome, in the plan's order.
  public let outcomes: [(change: Change, outcome: Outcome)]

  public init(plan: Plan, revision: String, startedAt: Instant, outcomes: [(change: Change, outcome: Outcome)]) {
    self.plan = plan
    self.revision = revision
    self.startedAt = startedAt
    self.outcomes = outcomes
  }

  /// What the panel has after the run, as far as the run itself knows: for when it cannot be asked again.
  public func servers(after before: [ObservedServer]) -> [ObservedServer] {
    var byID = Dictionary(uniqueKeysWithValues: before.map { ($0.id, $0) })
    for (change, outcome) in outcomes {
      guard case .applied(let server, _) = outcome else { continue }
      if let target = change.server { byID[target.id] = nil }
      if let server { byID[server.id] = server }
    }
    return byID.values.sorted { $0.id < $1.id }
  }
}
