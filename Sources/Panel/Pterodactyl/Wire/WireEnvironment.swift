/// The variables of a server that were asked for, and apart from them what the others hold. The panel's own, `STARTUP` and `P_SERVER_…`, are left out: they are
/// added to each answer and stored nowhere.
struct WireEnvironment: Decodable {
  let values: [String: String]
  /// What stands in the others, where any were asked for; a value that is no text is left out.
  let unseen: [String: String]

  init(from decoder: any Decoder) throws {
    guard let key = EnvironmentReading.key, let reading = decoder.userInfo[key] as? EnvironmentReading else {
      preconditionFailure("decode always says what is to be read")
    }
    var (values, unseen): ([String: String], [String: String]) = ([:], [:])
    for (name, text) in try Self.texts(in: decoder, asking: reading) where !isPanelsOwn(name) {
      if reading.asks(for: name) {
        values[name] = text
      } else if reading.keepsOthers {
        unseen[name] = text
      }
    }
    (self.values, self.unseen) = (values, unseen)
  }

  /// All values that are texts; one that is asked for has to be.
  private static func texts(in decoder: any Decoder, asking reading: EnvironmentReading) throws -> [String: String] {
    // As a rule all of them are, and then they are decoded at once.
    if let texts = try? decoder.singleValueContainer().decode([String: String].self) { return texts }
    guard let container = try mapContainer(of: decoder, keyedBy: Name.self) else { return [:] }
    var texts: [String: String] = [:]
    for name in container.allKeys where !isPanelsOwn(name.stringValue) {
      texts[name.stringValue] =
        reading.asks(for: name.stringValue)
        ? try container.decode(String.self, forKey: name) : try? container.decode(String.self, forKey: name)
    }
    return texts
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

private func isPanelsOwn(_ name: String) -> Bool { name == "STARTUP" || name.hasPrefix("P_SERVER_") }

extension EnvironmentReading {
  fileprivate func asks(for name: String) -> Bool {
    switch self {
    case .declared(let names): names.contains(name)
    case .whole: true
    }
  }

  /// Whether what nobody asked for is kept apart.
  fileprivate var keepsOthers: Bool {
    switch self {
    case .declared(let names): !names.isEmpty
    case .whole: false
    }
  }
}
