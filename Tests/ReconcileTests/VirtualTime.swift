import Applier
import Foundation
import Guarding
import Planner

/// Clocks that stand still until a test moves them on. Short waits, as those between retries, pass at once; those of a stop do not.
final class VirtualTime: Sendable {
  private struct State {
    var passed = Duration.zero
    var next = 0
    var sleepers: [Int: (until: Duration, continuation: CheckedContinuation<Void, Never>)] = [:]
  }

  private let state = Guarded(State())
  private let start = Instant(seconds: 1_795_348_800)

  var now: Instant { Instant(seconds: start.seconds + Int(state.withLock(\.passed).components.seconds)) }

  var time: LockRequest.Time {
    LockRequest.Time(
      now: { self.now }, elapsed: { self.state.withLock(\.passed) }, sleep: { await self.sleep($0) })
  }

  /// Moves the clocks on, and wakes whoever waited for that.
  func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.passed += duration
      let due = state.sleepers.filter { $0.value.until <= state.passed }
      for number in due.keys { state.sleepers[number] = nil }
      return due.values.map(\.continuation)
    }
    for continuation in due { continuation.resume() }
  }

  private func sleep(_ duration: Duration) async {
    if duration < .seconds(10), duration != .seconds(4) {
      try? await Task.sleep(for: .milliseconds(1))
      return advance(by: duration)
    }
    let number = state.withLock { state in
      state.next += 1
      return state.next
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if Task.isCancelled { return true }
          state.sleepers[number] = (state.passed + duration, continuation)
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.sleepers.removeValue(forKey: number)?.continuation }?.resume()
    }
  }
}
