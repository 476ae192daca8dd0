import NIOConcurrencyHelpers

/// Counts requests of the last minute, by source and in all.
final class RequestRate: Sendable {
  private let limits: ListenLimits
  /// A clock that only goes forward.
  private let elapsed: @Sendable () -> Duration
  private let counts = NIOLockedValueBox<Counts>(Counts())

  /// So many sources are told apart at a time; more would be a way to fill memory.
  private static let mostSources = 50_000

  private struct Counts {
    var minute = 0
    var all = 0
    var bySource: [String: Int] = [:]
    var refused: [String: Int] = [:]
  }

  init(_ limits: ListenLimits, elapsed: @escaping @Sendable () -> Duration) {
    (self.limits, self.elapsed) = (limits, elapsed)
  }

  /// Counts a request.
  ///
  /// - Returns: nil where it may go on, else the seconds after which its source may try again.
  func admit(_ source: String) -> Int? {
    let now = elapsed()
    let (minute, second) = (Int(now.components.seconds / 60), Int(now.components.seconds % 60))
    return counts.withLockedValue { counts in
      if counts.minute != minute { counts = Counts(minute: minute) }
      counts.all += 1
      let isKnown = counts.bySource[source] != nil
      if isKnown || counts.bySource.count < Self.mostSources { counts.bySource[source, default: 0] += 1 }
      let isTooMany =
        counts.all > limits.requests || counts.bySource[source, default: 0] > limits.requestsBySource
        || counts.refused[source, default: 0] >= limits.refusalsBySource
      return isTooMany ? 60 - second : nil
    }
  }

  /// Counts a refusal for who somebody is: whoever guesses secrets gets few guesses.
  func noteRefusal(_ source: String) {
    counts.withLockedValue { counts in
      if counts.refused[source] != nil || counts.refused.count < Self.mostSources {
        counts.refused[source, default: 0] += 1
      }
    }
  }
}
