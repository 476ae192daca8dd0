import Synchronization

/// A clock that stands still until somebody sleeps, who then moves it at once.
final class ManualClock: Clock {
  struct Instant: InstantProtocol {
    let offset: Duration

    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private let nanoseconds = Atomic<Int64>(0)

  var now: Instant { Instant(offset: .nanoseconds(nanoseconds.load(ordering: .sequentiallyConsistent))) }
  var minimumResolution: Duration { .nanoseconds(1) }

  /// Everything that was slept so far.
  var elapsed: Duration { now.offset }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    let (seconds, attoseconds) = deadline.offset.components
    nanoseconds.max(seconds * 1_000_000_000 + attoseconds / 1_000_000_000, ordering: .sequentiallyConsistent)
    await Task.yield()
  }
}
