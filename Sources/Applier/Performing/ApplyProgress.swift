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

/// Tells a run to end in order: what is under way is finished, nothing new is begun.
public actor ShutdownSignal {
  /// How soon it has to end.
  public nonisolated let stage = ShutdownStage()
  private var phase = Phase.preparing(undo: {})
  private var isAsked = false
  private var isRight: @Sendable () async -> Bool = { true }

  private enum Phase {
    case preparing(undo: @Sendable () async -> Void)
    case working
  }

  /// What whoever asked a run to end has to do.
  public enum Answer: Sendable {
    /// Nothing was begun, and nothing will be: take back what was prepared.
    case undo(@Sendable () async -> Void)
    /// Wait: it ends in order.
    case wait
    /// It was asked before.
    case again
  }

  public init() {}

  /// What takes back all that was prepared so far.
  public func prepared(undo: @escaping @Sendable () async -> Void) { phase = .preparing(undo: undo) }

  /// Work begins, unless the run is to end.
  public func begin() -> Bool {
    guard !isAsked else { return false }
    phase = .working
    return true
  }

  /// Nothing new is begun either where this does not hold any more.
  public func require(_ condition: @escaping @Sendable () async -> Bool) { isRight = condition }

  /// Asks the run to end.
  @discardableResult
  public func stop() -> Answer {
    guard !isAsked else { return .again }
    isAsked = true
    switch phase {
    case .preparing(let undo): return .undo(undo)
    case .working: return .wait
    }
  }

  /// Never returns where whoever asked the run to end is taking back what was prepared, and ends the program then.
  public func suspendUntilExit() async {
    guard isAsked, case .preparing = phase else { return }
    while true { try? await Task.sleep(for: .seconds(3600)) }
  }

  /// Whether the run is to end.
  public var isStopped: Bool {
    get async {
      if isAsked { return true }
      return await !isRight()
    }
  }
}
