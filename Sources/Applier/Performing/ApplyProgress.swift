public import Planner

/// What happens during an apply, as it happens.
public enum ApplyProgress: Sendable {
  case began(Change)
  case ended(Change, Outcome)
  /// This many of the servers that were created are still being installed; the run waits until the given time.
  case installing(Int, until: Instant)
  /// The panel did not answer for this many servers that were begun; the run waits to see whether it keeps them.
  case doubting(Int)
  /// All changes were tried; the panel is being read again.
  case observing
  /// The results are being committed.
  case recording
}

/// Tells a run to end in order: it finishes changes under way and begins nothing new. Each run has a signal of its own.
public actor ShutdownSignal {
  /// How soon it has to end.
  public nonisolated let stage = ShutdownStage()
  /// Whether the run was asked to end.
  public private(set) var isAsked = false
  private var hasBegun = false
  private var isRight: @Sendable () async -> Bool = { true }

  /// What whoever asked a run to end may expect.
  public enum Answer: Sendable {
    /// Nothing was begun, and nothing will be: the run takes back what it prepared, and returns.
    case nothingBegun
    /// Wait: it ends in order.
    case wait
    /// It was asked before.
    case again
  }

  public init() {}

  /// Begins the work, unless the run should end; says whether it did.
  public func begin() -> Bool {
    guard !isAsked else { return false }
    hasBegun = true
    return true
  }

  /// Sets a condition without which nothing new is begun either.
  public func require(_ condition: @escaping @Sendable () async -> Bool) { isRight = condition }

  /// Asks the run to end.
  ///
  /// - Parameter announce: called with the answer before the run can learn that it was asked.
  @discardableResult
  public func stop(announcing announce: @Sendable (Answer) -> Void = { _ in }) async -> Answer {
    let answer: Answer = isAsked ? .again : hasBegun ? .wait : .nothingBegun
    announce(answer)
    guard !isAsked else { return answer }
    isAsked = true
    await stage.rise(to: .preparing)
    return answer
  }

  /// Whether the run should end.
  public var isStopped: Bool {
    get async {
      if isAsked { return true }
      return await !isRight()
    }
  }
}
