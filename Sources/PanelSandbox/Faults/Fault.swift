/// Something that goes wrong with requests of a certain kind, a certain number of times.
struct Fault: Sendable, Equatable {
  enum Time: String, Sendable {
    /// The request is not performed.
    case before
    /// It is performed, and the caller does not learn so.
    case after
  }

  var kind: FaultKind
  var time: Time
  /// nil: any method.
  var method: String?
  /// `*` stands for anything; nil: any path.
  var path: String?
  /// So many matching requests are let through first.
  var skips = 0
  /// How often it happens; nil: from then on always.
  var times: Int?

  /// Whether the fault is about such a request.
  func concerns(_ request: Request) -> Bool {
    (method.map { $0 == request.method } ?? true) && (path.map { matches(request.path, pattern: $0) } ?? true)
  }

  /// What the caller gets; `answer` is nil when the request was not performed.
  func spoiled(_ answer: Answer?, to request: Request, at now: Moment) -> Answer {
    var spoiled = answer ?? .json(["object": "list", "data": []])
    switch kind {
    case .reset: spoiled.delivery = .reset
    case .resetHalfway: spoiled.delivery = .resetHalfway
    case .cutOff: spoiled.delivery = .cutOff
    case .hang(let milliseconds): spoiled.delivery = .silence(milliseconds)
    case .slow: break
    case .truncatedJSON: spoiled.body = Array(spoiled.body.prefix(spoiled.body.count / 2))
    case .notJSON: spoiled.body = Array("<html>this is no JSON</html>".utf8)
    case .status(let status, .html): return .page(status: status, title: "\(status) \(ReasonPhrase.of(status))")
    case .status(let status, .json): return refusal(status).answer(to: request)
    case .throttled(let retryAfter): return throttled(retryAfter, at: now).answer(to: request)
    case .maintenance: return Refusal(503, "HttpException", "Service Unavailable").answer(to: request)
    case .databaseDown: return Refusal.unexpected("QueryException").answer(to: request)
    case .cacheDown: return Refusal.unexpected("ConnectionException").answer(to: request)
    case .twoFactor: return secondFactorRequired.answer(to: request)
    }
    return spoiled
  }

  private func refusal(_ status: Int) -> Refusal {
    status == 500 ? .unexpected("ErrorException") : Refusal(status, "HttpException", ReasonPhrase.of(status))
  }

  private func throttled(_ retryAfter: Int?, at now: Moment) -> Refusal {
    var refusal = Refusal.tooManyAttempts
    if let retryAfter {
      refusal.headers = [
        ("Retry-After", String(retryAfter)), ("X-RateLimit-Reset", String(now.seconds + retryAfter)),
      ]
    }
    return refusal
  }

  private var secondFactorRequired: Refusal {
    Refusal(
      400, "TwoFactorAuthRequiredException",
      "Two-factor authentication is required on this account in order to access this endpoint.")
  }
}

/// Whether a path fits a pattern in which `*` stands for anything.
private func matches(_ path: String, pattern: String) -> Bool {
  let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
  guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else { return path == pattern }
  guard path.hasPrefix(first), path.hasSuffix(last), path.count >= first.count + last.count else { return false }
  var rest = path.dropFirst(first.count).dropLast(last.count)
  for piece in pieces.dropFirst().dropLast() {
    guard let found = rest.firstRange(of: piece) else { return false }
    rest = rest[found.upperBound...]
  }
  return true
}
