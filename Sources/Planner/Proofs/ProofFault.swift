/// Why a note is no proof as botfleet writes them.
public struct ProofFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// In a few words: `its payload is not a statement: "subject" is missing`.
  public let description: String

  init(_ words: String) { description = words }
}

/// The members of a JSON object, taken out by their keys. What nobody asks for is left alone, as in-toto and DSSE want it.
struct JSONFields {
  private let what: String
  private let values: [String: JSONValue]

  /// - Parameter what: what the object is, for faults: `its envelope`.
  init(_ value: JSONValue?, _ what: String) throws(ProofFault) {
    guard case .object(let members)? = value else { throw ProofFault("\(what) is not an object") }
    self.what = what
    values = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  subscript(key: String) -> JSONValue? { values[key] }

  /// A text that is one line of at most so many bytes.
  func text(_ key: String, upTo limit: Int = 1000) throws(ProofFault) -> String {
    guard case .string(let text)? = values[key] else { throw ProofFault("\(what) has no text \"\(key)\"") }
    guard text.utf8.count <= limit, !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else {
      throw ProofFault("\(what) has a \"\(key)\" that is too long, or more than a line")
    }
    return text
  }

  /// The same; nil for null.
  func optionalText(_ key: String) throws(ProofFault) -> String? {
    if case .null? = values[key] { return nil }
    return try text(key)
  }

  func count(_ key: String) throws(ProofFault) -> Int {
    guard case .integer(let number)? = values[key], number >= 0 else {
      throw ProofFault("\(what) has no number \"\(key)\"")
    }
    return number
  }

  func list(_ key: String, upTo limit: Int) throws(ProofFault) -> [JSONValue] {
    guard case .array(let items)? = values[key] else { throw ProofFault("\(what) has no list \"\(key)\"") }
    guard items.count <= limit else { throw ProofFault("\(what) has too many \"\(key)\"") }
    return items
  }

  /// A value that a text stands for.
  func value<Value>(_ key: String, _ read: (String) -> Value?) throws(ProofFault) -> Value {
    let text = try text(key)
    guard let value = read(text) else {
      throw ProofFault("\(what) has a \"\(key)\" that cannot be read: \(escapedForDisplay(text, upTo: 80))")
    }
    return value
  }
}
