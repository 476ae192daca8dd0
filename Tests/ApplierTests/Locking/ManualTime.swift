import Applier
import Guarding
import Planner

/// A time that stands still until somebody sleeps, who then moves it at once; its clock may be wrong.
final class ManualTime: Sendable {
  private let slept = Guarded(Duration.zero)
  private let wrongBy: Duration
  /// Called after each sleep, outside of it.
  private let afterSleep: @Sendable (Duration) async -> Void

  init(wrongBy: Duration = .zero, afterSleep: @escaping @Sendable (Duration) async -> Void = { _ in }) {
    self.wrongBy = wrongBy
    self.afterSleep = afterSleep
  }

  func pass(_ duration: Duration) { slept.withLock { $0 += duration } }

  var elapsed: Duration { slept.withLock { $0 } }

  var now: Instant { Instant(seconds: 1_795_348_800 + Int((elapsed + wrongBy).components.seconds)) }

  var forLock: LockRequest.Time {
    LockRequest.Time(now: { self.now }, elapsed: { self.elapsed }) { duration in
      self.pass(duration)
      await self.afterSleep(self.elapsed)
    }
  }
}
