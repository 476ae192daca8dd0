/// One apply: its plan, and what became of each change.
public struct Run: Sendable {
  public let plan: Plan
  /// The commit that the orders were read from.
  public let revision: String
  public let startedAt: Instant
  /// Each change with its outcome, in the plan's order.
  public let outcomes: [(change: Change, outcome: Outcome)]
  /// Why orders failed in the run before.
  public let failedBefore: [OrderID: OrderResult.Failure]
  public let verification: Verification
  /// What became of installations that were waited for, beside the outcomes.
  public let installations: Installations

  /// Servers that were waited for until they are installed, by their orders.
  public struct Installations: Hashable, Sendable {
    /// Made by an earlier run, and their installation failed.
    public let failed: [OrderID]
    /// Still being installed when the wait was over.
    public let open: [OrderID]

    public init(failed: [OrderID] = [], open: [OrderID] = []) {
      self.failed = failed
      self.open = open
    }

    public var isEmpty: Bool { failed.isEmpty && open.isEmpty }
  }

  /// How the outcomes were held against what the panel has after the run.
  public enum Verification: Hashable, Sendable {
    /// The panel was read once more, and the outcomes say what was seen.
    ///
    /// - Parameter moved: of what was applied, and another hand changed elsewhere meanwhile.
    case seen(moved: [Moved])
    /// It could not be read once more, and why: the outcomes are what it answered.
    case unseen(why: String)
  }

  /// What another hand changed of an order's server while the run was at work.
  public struct Moved: Hashable, Sendable {
    public let order: OrderID
    public let fields: [Field]

    public init(order: OrderID, fields: [Field]) {
      self.order = order
      self.fields = fields
    }
  }

  public init(
    plan: Plan, revision: String, startedAt: Instant, outcomes: [(change: Change, outcome: Outcome)],
    failedBefore: [OrderID: OrderResult.Failure] = [:], verification: Verification = .seen(moved: []),
    installations: Installations = Installations()
  ) {
    self.plan = plan
    self.revision = revision
    self.startedAt = startedAt
    self.outcomes = outcomes
    self.failedBefore = failedBefore
    self.verification = verification
    self.installations = installations
  }

  /// Whether a change failed in the run before as it did in this one, so that another run alone will not help.
  public func isRepeated(_ change: Change, _ outcome: Outcome) -> Bool {
    guard let failure = outcome.failure, let before = failedBefore[change.order] else { return false }
    // That is only a matter of time.
    return before.isSame(as: failure) && failure.kind != .notConfirmed
  }

  /// What another hand changed meanwhile, as far as it was seen.
  public var moved: [Moved] {
    switch verification {
    case .seen(let moved): moved
    case .unseen: []
    }
  }

  /// What the panel has after the run, as far as the run itself knows: for when it cannot be asked again.
  public func servers(after before: [ObservedServer]) -> [ObservedServer] {
    var byID = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
    for (change, outcome) in outcomes {
      let server: ObservedServer?
      switch outcome {
      case .applied(let left, _): server = left
      case .installFailed(let made, _): server = made
      case .failed, .skipped, .unknown, .contradicted: continue
      }
      if let target = change.server { byID[target.id] = nil }
      if let server { byID[server.id] = server }
    }
    return byID.values.sorted { $0.id < $1.id }
  }
}
