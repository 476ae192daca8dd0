/// When the next request may be sent: so many a minute, evenly, within what the panel answers.
struct Pace: Sendable {
  private var free = Duration.zero

  /// Requests a minute that watching may take of the panel's limit: what is left to people is left, and a tenth for what people do here.
  ///
  /// - Parameter limit: nil where the panel has not told yet, and is asked slowly.
  static func perMinute(of limit: Int?, leaving reservePercent: Int) -> Int {
    max(6, (limit ?? 60) * (100 - min(max(reservePercent, 0), 95)) / 100 * 9 / 10)
  }

  /// How long to wait.
  func pause(at now: Duration) -> Duration { max(.zero, free - now) }

  /// So many requests are sent now, or were.
  mutating func spend(_ requests: Int, perMinute: Int, at now: Duration) {
    free = max(free, now) + .seconds(60) / perMinute * requests
  }

  /// Nothing is sent for so many seconds.
  mutating func rest(_ seconds: Int, at now: Duration) { free = max(free, now + .seconds(seconds)) }
}
