/// A list on one line: `[a, "112233445566778899"]`. It is read as exactly these texts.
public func flowSequence(_ items: [String]) -> String {
  "[\(items.map { plainOrQuoted($0, in: .flow) }.joined(separator: ", "))]"
}

/// A mapping of texts on one line: `{ id: cus-8f3a, name: "Doe, Jane" }`. It is read as exactly these texts.
///
/// - Parameter entries: one at least; no key comes twice.
public func flowMapping(_ entries: [(key: String, value: String)]) -> String {
  let entries = entries.map { "\(plainOrQuoted($0.key, in: .flow)): \(plainOrQuoted($0.value, in: .flow))" }
  return "{ \(entries.joined(separator: ", ")) }"
}
