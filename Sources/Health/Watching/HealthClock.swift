public import Planner

/// The time, and waiting, as whoever runs a watch has them.
public struct HealthClock: Sendable {
  let now: @Sendable () -> Instant
  /// Only goes forward.
  let elapsed: @Sendable () -> Duration
  /// Returns after a while, or at once where the task is cancelled.
  let sleep: @Sendable (Duration) async -> Void

  public init(
    now: @escaping @Sendable () -> Instant, elapsed: @escaping @Sendable () -> Duration,
    sleep: @escaping @Sendable (Duration) async -> Void
  ) {
    (self.now, self.elapsed, self.sleep) = (now, elapsed, sleep)
  }
}
