import Planner

/// How long to wait before a request is sent again, and how often.
struct Backoff: Sendable {
  private let first = Duration.milliseconds(500)

  /// The same for a call. What a server hangs on that cannot be deleted may be a database that is gone for ever: that is soon given up.
  func repetitions(of call: APIRequest, after failure: PanelFailure) -> Int {
    call.method == .delete && isOfDatabase(failure) ? 1 : repetitions(after: failure)
  }

  /// So many repetitions, then the failure is the answer. Whoever has waited for a timeout has waited long.
  func repetitions(after failure: PanelFailure) -> Int {
    if case .noAnswer(_, .timeout) = failure { 1 } else { 3 }
  }

  /// Doubles from half a second, between half and the whole of it by chance, so that clients do not return all at once.
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
