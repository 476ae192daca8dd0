/// What git tells of a fleet's documents and results, beside what is written in them.
public struct GitEvidence: Hashable, Sendable {
  /// The day on which the branch came to say that an order is terminated, where that was asked and is known.
  public var terminatedOn: [OrderID: Day]
  /// When the branch came to have an order's document, where that was asked and is known.
  public var declaredAt: [OrderID: Instant]
  /// Since when the branch has an order's document as it is now, where its server is recorded nowhere and that is known.
  public var askedSince: [OrderID: Instant]
  /// The orders of which the history that is here is too short to tell that.
  public var tooShortFor: Set<OrderID>
  /// Since when, after what was applied last, some revision wanted the order's server suspended; asked only of servers that are, and of
  /// which the last apply left the contrary. The beginning of time where the order itself said `state: suspended`.
  public var suspensionAskedSince: [OrderID: Instant]
  /// The orders of which the history that is here is too short to tell that.
  public var suspensionsBeyondHistory: Set<OrderID>
  /// What is left behind on the branch of results that wait.
  public var leftBehind: [LeftBehind]
  /// The name of that branch.
  public var waitingBranch: String
  /// The orders whose results wait there, and are nowhere else.
  public var waiting: Set<OrderID>

  public init(
    terminatedOn: [OrderID: Day] = [:], declaredAt: [OrderID: Instant] = [:],
    askedSince: [OrderID: Instant] = [:], tooShortFor: Set<OrderID> = [],
    suspensionAskedSince: [OrderID: Instant] = [:], suspensionsBeyondHistory: Set<OrderID> = [],
    leftBehind: [LeftBehind] = [],
    waitingBranch: String = "", waiting: Set<OrderID> = []
  ) {
    self.terminatedOn = terminatedOn
    self.declaredAt = declaredAt
    self.askedSince = askedSince
    self.tooShortFor = tooShortFor
    self.suspensionAskedSince = suspensionAskedSince
    self.suspensionsBeyondHistory = suspensionsBeyondHistory
    self.leftBehind = leftBehind
    self.waitingBranch = waitingBranch
    self.waiting = waiting
  }
}
