/// The time and the waiting that a client of some service uses, so that tests need not wait.
public struct Timekeeper: Sendable {
  /// How much time has passed since some moment.
  public let now: @Sendable () -> Duration
  /// Returns at a moment, counted as `now` counts, or throws when the task is cancelled.
  public let sleepUntil: @Sendable (Duration) async throws -> Void
  /// A random number from 0 up to 1.
  public let chance: @Sendable () -> Double
  private let speed: Double

  /// Keeps time by a clock; `chance` spreads the repetitions of many clients over time.
  ///
  /// - Parameter speed: how many seconds pass during one of the clock's, for benchmarks against something whose time is as fast.
  public init<C: Clock>(
    _ clock: C, speed: Double = 1, chance: @escaping @Sendable () -> Double
  ) where C.Duration == Duration {
    let start = clock.now
    now = { start.duration(to: clock.now) * speed }
    sleepUntil = { try await clock.sleep(until: start.advanced(by: $0 / speed), tolerance: nil) }
    self.chance = chance
    self.speed = speed
  }

  /// Whether a second is a real second.
  public var isReal: Bool { speed == 1 }

  /// Returns after a duration, or throws when the task is cancelled.
  public func sleep(_ duration: Duration) async throws { try await sleepUntil(now() + duration) }

  /// How long a duration is on the clock.
  public func onClock(_ duration: Duration) -> Duration { duration / speed }
}
