import Applier

/// Lets a loop wait for a time, or until somebody rings.
actor Bell {
  private let sleep: @Sendable (Duration) async -> Void
  private var sleeper: Task<Void, Never>?
  private var isRung = false

  init(sleep: @escaping @Sendable (Duration) async -> Void) { self.sleep = sleep }

  /// Ends the wait, or the next one where nobody waits now.
  func ring() {
    isRung = true
    sleeper?.cancel()
  }

  /// Returns after a duration, when somebody rings or rang, or when the task is cancelled.
  func wait(atMost pause: Duration) async {
    if !isRung, !Task.isCancelled {
      let sleep = sleep
      let task = Task { await sleep(pause) }
      sleeper = task
      await withTaskCancellationHandler {
        await task.value
      } onCancel: {
        task.cancel()
      }
      sleeper = nil
    }
    isRung = false
  }
}
