import HTTP
import Logging

/// Logs each request and its outcome in one line, for `--verbose`.
///
/// Headers and bodies are never logged: they hold the key, and customers' values. Neither is anything in a path or a
/// query that names a person.
struct RequestLog: Sendable {
  let log: Logger

  /// `panel: GET servers?page=2: 200 after 123 ms, 239 of 240 requests left`.
  ///
  /// - Parameter waited: how long the request waited for the panel's limit before it was sent.
  func answered(
    _ call: APIRequest, _ response: HTTPResponse, _ reading: RequestAllowance.Reading, after time: Duration,
    waited: Duration
  ) {
    log.debug(
      "panel: \(call.loggedName): \(response.status) after \(milliseconds(time))\(words(for: reading))\(words(forWait: waited))"
    )
  }

  /// `panel: GET servers/17: no answer after 30000 ms: the time was up`.
  func unanswered(_ call: APIRequest, _ failure: PanelFailure, after time: Duration, waited: Duration) {
    log.debug("panel: \(call.loggedName): \(failure) after \(milliseconds(time))\(words(forWait: waited))")
  }

  /// Nothing is sent for this long.
  func pauses(_ pause: Duration) {
    log.debug("panel: asking again in \(milliseconds(pause))")
  }

  private func words(for reading: RequestAllowance.Reading) -> String {
    switch reading {
    case .left(let left, let limit): ", \(left) of \(limit) requests left"
    case .spent(let pause?): ", no requests left for \(milliseconds(pause))"
    case .spent(nil): ", no requests left"
    case .unlimited: ", no limit"
    case .uncounted, .doubtful: ""
    }
  }

  private func words(forWait waited: Duration) -> String {
    waited < .milliseconds(100) ? "" : ", sent after \(milliseconds(waited)) of waiting for the limit"
  }

  private func milliseconds(_ duration: Duration) -> String { "\(Int(duration / .milliseconds(1))) ms" }
}

extension APIRequest {
  /// Replaces what names a person.
  private static let mask = "«hidden»"
  /// The query items that may be shown; any other may name a person.
  private static let shownQueries: Set<String> = ["include", "sort", "per_page", "page", "filter%5Bserver_id%5D"]

  /// `GET users/external/«hidden»?include=servers`: a server's external id is its order's, a user's is the customer's.
  var loggedName: String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isOfPerson = parts.count > 2 && parts[0] != "servers" && parts[1] == "external"
    let shownPath = isOfPerson ? "\(parts[0])/external/\(Self.mask)" : path
    let shownQuery = query.map { item in
      let name = String(item.prefix { $0 != "=" })
      return Self.shownQueries.contains(name) ? item : "\(name)=\(Self.mask)"
    }
    return "\(method.rawValue) \(shownPath)" + (shownQuery.isEmpty ? "" : "?" + shownQuery.joined(separator: "&"))
  }
}
