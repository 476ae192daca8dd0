/// How soon a run that was asked to end has to finish what it is doing. The stage only rises; whoever raises it keeps
/// the time.
public actor ShutdownStage {
  /// What the run no longer waits for, each including all before it.
  public enum Level: Int, Comparable, Sendable {
    case none
    /// What was only prepared.
    case preparing
    /// Whatever only comes about by waiting, such as installations.
    case waiting
    /// Changes under way on the panel: their outcomes are unknown.
    case changes
    /// Reading the panel again.
    case reading
    /// The repository's remote: results stay in this clone.
    case remote
    /// Giving the lock back: it expires.
    case lock

    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  private var level = Level.none
  private var nextWaiter = 0
  private var waiters: [Int: (level: Level, continuation: CheckedContinuation<Void, Never>)] = [:]

  public init() {}

  /// Raises the stage, if it is not that high already.
  public func rise(to level: Level) {
    self.level = max(self.level, level)
    let reached = waiters.filter { $0.value.level <= self.level }
    for (number, waiter) in reached {
      waiters[number] = nil
      waiter.continuation.resume()
    }
  }

  /// Runs something whose task is cancelled at a level, and returns its result.
  nonisolated public func cancelling<Value: Sendable>(
    at level: Level, _ body: @escaping @Sendable () async -> Value
  ) async -> Value {
    await withTaskGroup(of: Ended<Value>.self) { group in
      group.addTask { .body(await body()) }
      group.addTask {
        await self.reached(level)
        return .patience
      }
      var value: Value?
      for await ended in group {
        if case .body(let returned) = ended { value = returned }
        group.cancelAll()
      }
      guard let value else { preconditionFailure("a task ended without a value") }
      return value
    }
  }

  private enum Ended<Value: Sendable>: Sendable {
    case body(Value)
    case patience
  }

  /// Returns at a level, or when the task is cancelled.
  private func reached(_ wanted: Level) async {
    guard level < wanted else { return }
    nextWaiter += 1
    let number = nextWaiter
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled { continuation.resume() } else { waiters[number] = (wanted, continuation) }
      }
    } onCancel: {
      Task { await self.forget(number) }
    }
  }

  private func forget(_ number: Int) {
    waiters.removeValue(forKey: number)?.continuation.resume()
  }
}
