/// Counts requests per user in fixed windows of a minute, each beginning with its first request.
struct RateLimiter: Sendable {
  /// The two APIs are counted apart.
  enum API: Sendable, Hashable {
    case application, client
  }

  enum Verdict: Sendable, Equatable {
    case counted(limit: Int, remaining: Int)
    /// Seconds until the window ends, and when that is (seconds since 1970).
    case refused(limit: Int, retryAfter: Int, reset: Int)
  }

  private struct Counter: Hashable, Sendable {
    let user: Int
    let api: API
  }

  private var limits: [API: Int]
  private var windows: [Counter: (end: Moment, count: Int)] = [:]
  private static let window = 60_000

  init(application: Int, client: Int) { limits = [.application: application, .client: client] }

  /// Counts a request. Refused ones do not count, and do not prolong the window (scenario 61).
  mutating func count(_ user: Int, _ api: API, at now: Moment) -> Verdict {
    let limit = limits[api] ?? 0
    let counter = Counter(user: user, api: api)
    var window = windows[counter] ?? (end: now, count: 0)
    if window.end <= now { window = (end: now + Self.window, count: 0) }
    defer { windows[counter] = window }
    guard window.count < limit else {
      let left = (window.end.milliseconds - now.milliseconds + 999) / 1000
      return .refused(limit: limit, retryAfter: max(1, left), reset: now.seconds + max(1, left))
    }
    window.count += 1
    return .counted(limit: limit, remaining: limit - window.count)
  }
}

extension RateLimiter.Verdict {
  /// The headers that tell of it.
  var headers: [(name: String, value: String)] {
    switch self {
    case .counted(let limit, let remaining):
      [("X-RateLimit-Limit", String(limit)), ("X-RateLimit-Remaining", String(remaining))]
    case .refused(let limit, let retryAfter, let reset):
      [
        ("X-RateLimit-Limit", String(limit)), ("X-RateLimit-Remaining", "0"), ("Retry-After", String(retryAfter)),
        ("X-RateLimit-Reset", String(reset)),
      ]
    }
  }
}
