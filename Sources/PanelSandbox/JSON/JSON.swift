/// A JSON value, with objects in the order they were written.
///
/// PHP knows one kind of array; where the panel does not tell `[]` from `{}`, neither do `isList` and `items`.
enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSON])
  case object(JSONObject)
  /// Bytes that are JSON already; only ever written, never read.
  case encoded([UInt8])
}

extension JSON {
  /// The text, if this is one.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The members of an object; nil for everything else.
  var members: JSONObject? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The values of an array or object in order; nil for scalars.
  var items: [JSON]? {
    switch self {
    case .array(let items): items
    case .object(let members): members.map(\.value)
    case .null, .bool, .integer, .number, .string, .encoded: nil
    }
  }

  /// Whether this is what PHP calls an array.
  var isArray: Bool { items != nil }

  subscript(key: String) -> JSON? {
    switch self {
    case .object(let members): members[key]
    case .array(let items): Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil }
    case .null, .bool, .integer, .number, .string, .encoded: nil
    }
  }

  /// The value at a dotted path, nil where a step of it is missing.
  func value(at path: String) -> JSON? {
    var found: JSON? = self
    for step in path.split(separator: ".") { found = found?[String(step)] }
    return found
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(nilLiteral: ()) { self = .null }
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }

  init(_ text: String?) { self = text.map { .string($0) } ?? .null }
  init(_ number: Int?) { self = number.map { .integer($0) } ?? .null }
  init(_ bool: Bool) { self = .bool(bool) }
}
