import FoundationEssentials

/// A value of a token's claims, whatever its kind.
enum ClaimValue: Decodable, Hashable, Sendable {
  case text(String)
  case number(Double)
  case boolean(Bool)
  case list([ClaimValue])
  case object([String: ClaimValue])
  case null

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .boolean(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([ClaimValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: ClaimValue].self))
    }
  }

  /// An object from JSON; nil for everything else.
  static func object(parsing bytes: [UInt8]) -> [String: ClaimValue]? {
    // Depth is bounded by the size of a token, and the decoder has a limit of its own.
    guard let value = try? JSONDecoder().decode(ClaimValue.self, from: Data(bytes)), case .object(let members) = value
    else { return nil }
    return members
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }

  /// Whether it is a text, or a list that has it.
  func names(_ wanted: String) -> Bool {
    switch self {
    case .text(let text): text == wanted
    case .list(let values): values.contains(.text(wanted))
    case .number, .boolean, .object, .null: false
    }
  }

  /// The value at a path of keys.
  func at(_ path: [String]) -> ClaimValue? {
    guard let key = path.first else { return self }
    guard case .object(let members) = self else { return nil }
    return members[key]?.at(Array(path.dropFirst()))
  }
}
