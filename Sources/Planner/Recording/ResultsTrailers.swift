/// The keys of a results commit's trailers.
enum ResultsTrailer: String, CaseIterable {
  case fleet = "Fleet"
  case revision = "Fleet-Revision"
  case plan = "Plan-Digest"
  case orders = "Orders"
  case heldBack = "Held-Back"
  case heldBackSince = "Held-Back-Since"
  case run = "Run"
  case asOf = "As-Of"
  case accepted = "Accepted"
  case because = "Accepted-Because"
  case lockTookOver = "Lock-Took-Over"
  case pullRequest = "Pull-Request"
  case approvedBy = "Approved-By"
  case proof = "Proof"
  case previousResults = "Previous-Results"

  /// Whether a commit may have several.
  var isRepeatable: Bool { self == .pullRequest || self == .approvedBy }

  /// Whether it names orders, on as many lines as they take.
  var isFolded: Bool { self == .orders || self == .heldBack }
}

/// The trailers of one message, taken out one after the other.
struct ResultsTrailers {
  private var values: [ResultsTrailer: [String]] = [:]

  /// Reads lines of `Key: value`, and lines that a space begins, which go on with the one above.
  init(_ lines: [Substring]) throws(ResultsCommit.Fault) {
    var last: ResultsTrailer?
    for line in lines {
      if line.utf8.first == UInt8(ascii: " ") {
        // Only the orders are folded.
        guard let last, last.isFolded, let index = values[last]?.indices.last else {
          throw .init("a trailer is folded that is not one of orders")
        }
        values[last]?[index] += line
        continue
      }
      let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
      guard let key = ResultsTrailer(rawValue: String(line[..<colon])) else {
        throw .init(
          "it has a line among its trailers that is none of botfleet's: \(escapedForDisplay(String(line), upTo: 80))")
      }
      let value = line[colon...].dropFirst()
      guard key.isFolded && value.isEmpty || value.utf8.first == UInt8(ascii: " ") else {
        throw .init("its trailer \(key.rawValue) has no value")
      }
      guard key.isRepeatable || values[key] == nil else {
        throw .init("it has the trailer \(key.rawValue) more than once")
      }
      values[key, default: []].append(String(value.dropFirst()))
      last = key
    }
  }

  /// The value, which nobody finds any more.
  mutating func take(_ key: ResultsTrailer) -> String? { values.removeValue(forKey: key)?.first }

  mutating func takeAll(_ key: ResultsTrailer) -> [String] { values.removeValue(forKey: key) ?? [] }

  mutating func take<Value>(_ key: ResultsTrailer, _ read: (String) -> Value?) throws(ResultsCommit.Fault) -> Value? {
    guard let text = take(key) else { return nil }
    guard let value = read(text) else { throw .init("its trailer \(key.rawValue) cannot be read") }
    return value
  }

  /// The orders, each once and sorted, as they are written.
  mutating func orders(_ key: ResultsTrailer = .orders) throws(ResultsCommit.Fault) -> [OrderID] {
    guard let text = take(key), !text.isEmpty else { return [] }
    let orders = text.split(separator: " ", omittingEmptySubsequences: false).map { OrderID(String($0)) }
    let found = orders.compactMap(\.self)
    guard found.count == orders.count else { throw .init("its trailer \(key.rawValue) names what is no order's id") }
    guard zip(found, found.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .init("its trailer \(key.rawValue) is not sorted, or names an order twice")
    }
    return found
  }
}
