import FoundationEssentials

/// A clock of the panel's own: it goes with the real one, and can be moved forward.
struct SandboxClock: Sendable {
  private let start = ContinuousClock.now
  private let startedAt = SandboxClock.wallClock()
  private var skipped = 0

  var now: Moment {
    let elapsed = start.duration(to: .now).components
    let milliseconds = Int(elapsed.seconds) * 1000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
    return Moment(milliseconds: startedAt + milliseconds + skipped)
  }

  /// Moves the clock forward.
  mutating func skip(_ milliseconds: Int) { skipped += max(0, milliseconds) }

  private static func wallClock() -> Int { Int(Date().timeIntervalSince1970 * 1000) }
}
