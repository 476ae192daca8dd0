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
    case .slow, .pretended: break
    case .truncatedJSON: spoiled.body = Array(spoiled.body.prefix(spoiled.body.count / 2))
    case .notJSON: spoiled.body = Array("<html>this is no JSON</html>".utf8)
    case .status(let status, .html): return .page(status: status, title: "\(status) \(ReasonPhrase.of(status))")
    case .wrongTotal: spoiled.body = withWrongTotal(spoiled.body)
    case .status, .daemonLost:
      guard let refusal else { preconditionFailure("a page was answered above") }
      var answer = refusal.answer(to: request)
      answer.headers += spoiled.headers.filter { $0.name.lowercased().hasPrefix("x-ratelimit") }
      return answer
    case .throttled(let retryAfter): return throttled(retryAfter, at: now).answer(to: request)
    case .maintenance: return Refusal(503, "HttpException", "Service Unavailable").answer(to: request)
    case .databaseDown: return Refusal.unexpected("QueryException").answer(to: request)
    case .cacheDown: return Refusal.unexpected("ConnectionException").answer(to: request)
    case .twoFactor: return secondFactorRequired.answer(to: request)
    }
    return spoiled
  }

  /// Whether the panel counts the request before it says so.
  var isCounted: Bool {
    switch kind {
    case .status(401, .json), .status(503, .json): false
    case .status, .daemonLost, .reset, .resetHalfway, .cutOff, .hang, .slow, .throttled, .truncatedJSON, .notJSON,
      .wrongTotal, .pretended, .maintenance, .twoFactor, .databaseDown, .cacheDown:
      true
    }
  }

  /// What the panel itself says; nil where it is not the panel that says it.
  var refusal: Refusal? {
    switch kind {
    case .daemonLost: .daemon(.unreachable, requestID: "")
    case .status(401, .json): .unauthenticated
    case .status(403, .json): .notPermitted
    case .status(404, .json): .modelNotFound
    case .status(500, .json): .unexpected("ErrorException")
    case .status(let status, .json): Refusal(status, "HttpException", ReasonPhrase.of(status))
    case .status(_, .html), .reset, .resetHalfway, .cutOff, .hang, .slow, .throttled, .truncatedJSON, .notJSON,
      .wrongTotal, .pretended, .maintenance, .twoFactor, .databaseDown, .cacheDown:
      nil
    }
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

/// A list's body with one more announced than there are; anything else as it is.
private func withWrongTotal(_ body: [UInt8]) -> [UInt8] {
  guard var list = (try? JSONParser.parse(body))?.members, var meta = list["meta"]?.members,
    var pagination = meta["pagination"]?.members, case .integer(let total)? = pagination["total"]
  else { return body }
  pagination["total"] = .integer(total + 1)
  meta["pagination"] = .object(pagination)
  list["meta"] = .object(meta)
  return JSONWriter.encode(.object(list))
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

/// What can be wrong with a panel from its start: the kinds of `--fail`.
public struct FaultProfile: Sendable {
  /// The daemons refuse every connection; the panel itself is well.
  let daemonsRefuse: Bool
  /// What every answer suffers from.
  let fault: Fault?

  /// The kind of this name; nil if there is none.
  public init?(named name: String) {
    if name == "daemon" {
      daemonsRefuse = true
      fault = nil
      return
    }
    guard let kind = FaultKind(name: name) else { return nil }
    daemonsRefuse = false
    fault = Fault(kind: kind, time: kind.needsAnswer ? .after : .before)
  }

  /// What a person may choose from.
  public static let names = [
    "daemon", "http-STATUS", "reset", "reset-halfway", "cut-off", "hang", "slow", "truncated", "not-json",
    "wrong-total", "pretended", "daemon-lost", "throttled", "maintenance", "two-factor", "database-down", "cache-down",
  ]
}
