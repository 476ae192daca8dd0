public import Planner

/// What happens during an apply, as it happens.
public enum ApplyProgress: Sendable {
  case began(Change)
  case ended(Change, Outcome)
  /// So many of the servers that were made are still being installed, and are waited for until then.
  case installing(Int, until: Instant)
  /// So many servers were begun, and the panel did not say what became of them: it is waited for whether it keeps them.
  case doubting(Int)
  /// All changes were tried; the panel is read once more.
  case observing
  /// The results are being committed.
  case recording
}

/// Tells a run to end in order: what is under way is finished, nothing new is begun. Each run has a signal of its own.
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

  /// Work begins, unless the run is to end; says whether it does.
  public func begin() -> Bool {
    guard !isAsked else { return false }
    hasBegun = true
    return true
  }

  /// Nothing new is begun either where this does not hold any more.
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

  /// Whether the run is to end.
  public var isStopped: Bool {
    get async {
      if isAsked { return true }
      return await !isRight()
    }
  }
}
