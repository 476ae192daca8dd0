/// Takes typed fields out of an entry of the fixture, naming the entry when one is missing.
struct FixtureReader {
  let entry: JSONObject
  let name: String

  init(_ value: JSON, _ name: String) throws(FixtureError) {
    guard let entry = value.members else { throw FixtureError(description: "\(name): not an object") }
    self.entry = entry
    self.name = name
  }

  static func entries(_ fixture: JSON, _ name: String) throws(FixtureError) -> [FixtureReader] {
    var readers: [FixtureReader] = []
    for (index, value) in (fixture[name]?.items ?? []).enumerated() {
      readers.append(try FixtureReader(value, "\(name)[\(index)]"))
    }
    return readers
  }

  func integer(_ field: String) throws(FixtureError) -> Int {
    guard let value = optionalInteger(field) else { throw missing(field, "a whole number") }
    return value
  }

  func text(_ field: String) throws(FixtureError) -> String {
    guard let value = entry[field]?.text else { throw missing(field, "a text") }
    return value
  }

  func object(_ field: String) throws(FixtureError) -> FixtureReader {
    try FixtureReader(entry[field] ?? .null, "\(name).\(field)")
  }

  func optionalInteger(_ field: String) -> Int? {
    if case .integer(let value)? = entry[field] { value } else { nil }
  }

  func optionalText(_ field: String) -> String? { entry[field]?.text }

  func flag(_ field: String, default fallback: Bool = false) -> Bool {
    if case .bool(let value)? = entry[field] { value } else { fallback }
  }

  func missing(_ field: String, _ what: String) -> FixtureError {
    FixtureError(description: "\(name).\(field): expected \(what)")
  }
}

/// A fixture file that cannot be used, and why.
public struct FixtureError: Error, CustomStringConvertible, Sendable {
  /// For a person, naming the entry.
  public let description: String
}
