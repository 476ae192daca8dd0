import Planner

/// How long to wait before a request is sent again, and how often.
struct Backoff: Sendable {
  private let first = Duration.milliseconds(500)

  /// The same for a request. A server that cannot be deleted may depend on a database that is gone for good; such a
  /// request is given up soon.
  func repetitions(of call: APIRequest, after failure: PanelFailure) -> Int {
    call.method == .delete && isOfDatabase(failure) ? 1 : repetitions(after: failure)
  }

  /// How many repetitions before the failure is final. A request that timed out has already waited long.
  func repetitions(after failure: PanelFailure) -> Int {
    if case .noAnswer(_, .timeout) = failure { 1 } else { 3 }
  }

  /// Doubles from half a second, at random between half and the whole of it, so that clients do not all return at once.
  func pause(before repetition: Int, chance: Double) -> Duration {
    first * (1 << repetition) * (0.5 + 0.5 * chance)
  }
}

/// Reads what web servers write into a `Date` header: `Sun, 22 Nov 2026 12:15:05 GMT`; nil for anything else.
func parseHTTPDate(_ text: String) -> Instant? {
  let parts = text.split(separator: " ")
  guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else { return nil }
  let number = month + 1
  return Instant("\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4])Z")
}

private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
