import Planner

/// Reads what web servers write into a `Date` header: `Sun, 22 Nov 2026 12:15:05 GMT`; nil for anything else.
func parseHTTPDate(_ text: String) -> Instant? {
  let parts = text.split(separator: " ")
  guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else { return nil }
  let number = month + 1
  return Instant("\(parts[3])-\(number < 10 ? "0" : "")\(number)-\(parts[1])T\(parts[4])Z")
}

private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
