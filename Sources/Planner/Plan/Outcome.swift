/// What became of one change.
public enum Outcome: Hashable, Sendable {
  /// Everything was done; the address is the one that a new server really got.
  case applied(address: String?)
  case failed(OrderResult.Failure)
  /// Not tried, and why.
  case skipped(Skip)
  /// Whether it was done could not be found out; the next run looks again.
  case unknown(OrderResult.Failure)

  /// Why a change was not tried.
  public enum Skip: Hashable, Sendable {
    /// The plan that was reviewed does not hold it.
    case notReviewed
    /// Planned for another state than the one found just before.
    case stale(String)
    /// The user that its server was to belong to could not be made.
    case ownerMissing(customer: String)
    /// The run ended before its turn.
    case interrupted
  }
}

/// One apply: its plan and what became of each change.
public struct Run: Sendable {
  public let plan: Plan
  /// By change, as in the plan.
  public let outcomes: [Change: Outcome]
  public let startedAt: Instant

  public init(plan: Plan, outcomes: [Change: Outcome], startedAt: Instant) {
    self.plan = plan
    self.outcomes = outcomes
    self.startedAt = startedAt
  }
}
