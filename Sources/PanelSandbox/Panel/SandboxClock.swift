import FoundationEssentials

/// A clock of the panel's own: it goes with the real one, or so many times faster, and can be moved forward.
struct SandboxClock: Sendable {
  private let start = ContinuousClock.now
  private let startedAt = SandboxClock.wallClock()
  private let speed: Double
  private var skipped = 0

  init(speed: Double) { self.speed = speed }

  var now: Moment {
    let elapsed = (start.duration(to: .now) * speed).components
    let milliseconds = Int(elapsed.seconds) * 1000 + Int(elapsed.attoseconds / 1_000_000_000_000_000)
    return Moment(milliseconds: startedAt + milliseconds + skipped)
  }

  /// Moves the clock forward.
  mutating func skip(_ milliseconds: Int) { skipped += max(0, milliseconds) }

  /// Returns when so many milliseconds of the panel's time are over.
  func sleep(_ milliseconds: Int) async throws { try await Task.sleep(for: .milliseconds(milliseconds) / speed) }

  private static func wallClock() -> Int { Int(Date().timeIntervalSince1970 * 1000) }
}
