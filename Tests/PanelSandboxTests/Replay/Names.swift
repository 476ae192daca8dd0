@testable import PanelSandbox

/// What a scenario has captured so far, to be filled in for `{name}`.
struct Names {
  private var values: [String: JSON]

  init(base: String) { values = ["base": .string(base)] }

  /// Remembers a value; a name that ends in `_uuid` also gives the identifier that begins the uuid.
  mutating func capture(_ value: JSON, as name: String) {
    values[name] = value
    if name.hasSuffix("_uuid"), let uuid = value.text {
      values[name.dropLast(5) + "_identifier"] = .string(String(uuid.prefix(8)))
    }
  }

  /// The value with every known `{name}` filled in; a text that is nothing but `{name}` takes the value's type.
  func filled(_ value: JSON) -> JSON {
    switch value {
    case .string(let text): whole(text) ?? .string(filled(text))
    case .array(let items): .array(items.map(filled))
    case .object(let members): .object(JSONObject(members.map { (filled($0.key), filled($0.value)) }))
    case .null, .bool, .integer, .number, .encoded: value
    }
  }

  func filled(_ text: String) -> String {
    // Nearly every text has no placeholder, and regular expressions are slow.
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    return text.replacing(/\{([a-z][a-z0-9_]*)\}/) { match in
      values[String(match.1)].flatMap(PHPNumber.text) ?? String(match.0)
    }
  }

  private func whole(_ text: String) -> JSON? {
    text.hasPrefix("{") && text.hasSuffix("}") ? values[String(text.dropFirst().dropLast())] : nil
  }
}
