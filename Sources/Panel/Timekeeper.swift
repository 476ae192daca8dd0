/// The time and the waiting that a panel's client is given, so that tests need not wait.
public struct Timekeeper: Sendable {
  /// How much time has gone by since some moment.
  let now: @Sendable () -> Duration
  /// Returns at a moment, counted as `now` counts, or throws when the task is cancelled.
  let sleepUntil: @Sendable (Duration) async throws -> Void
  /// A number from 0 up to 1, by chance.
  let chance: @Sendable () -> Double
  private let speed: Double

  /// Keeps time by a clock; `chance` spreads repetitions of many clients over time.
  ///
  /// - Parameter speed: how many seconds go by in one of the clock's, for benchmarks on an embedded panel whose time goes as fast.
  public init<C: Clock>(
    _ clock: C, speed: Double = 1, chance: @escaping @Sendable () -> Double
  ) where C.Duration == Duration {
    let start = clock.now
    now = { start.duration(to: clock.now) * speed }
    sleepUntil = { try await clock.sleep(until: start.advanced(by: $0 / speed), tolerance: nil) }
    self.chance = chance
    self.speed = speed
  }

  /// Whether a second is a second.
  var isReal: Bool { speed == 1 }

  /// Returns after a duration, or throws when the task is cancelled.
  func sleep(_ duration: Duration) async throws { try await sleepUntil(now() + duration) }

  /// How long a duration is on the clock.
  func onClock(_ duration: Duration) -> Duration { duration / speed }
}
