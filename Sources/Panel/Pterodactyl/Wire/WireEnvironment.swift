/// The variables of a server that were asked for, and apart from them what the others hold. The panel's own, `STARTUP` and `P_SERVER_…`, are left out: they are
/// added to each answer and stored nowhere.
struct WireEnvironment: Decodable {
  let values: [String: String]
  /// What stands in the others, where any were asked for or may still be; a value that is no text is left out.
  let unseen: [String: String]
  /// The variables that were left out so, where they may still be asked for.
  let textless: [String]

  init(from decoder: any Decoder) throws {
    guard let container = try mapContainer(of: decoder, keyedBy: Name.self) else {
      (values, unseen, textless) = ([:], [:], [])
      return
    }
    var values: [String: String] = [:]
    for name in Self.names(in: container, decoder) {
      values[name.stringValue] = try container.decode(String.self, forKey: name)
    }
    self.values = values
    (unseen, textless) = Self.unseen(in: container, decoder)
  }

  private static func unseen(
    in container: KeyedDecodingContainer<Name>, _ decoder: any Decoder
  ) -> ([String: String], textless: [String]) {
    let names: Set<String>
    let isFinal: Bool
    switch EnvironmentReading.key.flatMap({ decoder.userInfo[$0] as? EnvironmentReading }) {
    case .declared(let declared)? where !declared.isEmpty: (names, isFinal) = (declared, true)
    case .declaredSoFar(let declared)?: (names, isFinal) = (declared, false)
    case .declared?, .whole?, nil: return ([:], [])
    }
    var (unseen, textless): ([String: String], [String]) = ([:], [])
    for name in container.allKeys where !names.contains(name.stringValue) && !name.isPanelsOwn {
      let value = try? container.decode(String.self, forKey: name)
      unseen[name.stringValue] = value
      if value == nil, !isFinal { textless.append(name.stringValue) }
    }
    return (unseen, textless)
  }

  private static func names(in container: KeyedDecodingContainer<Name>, _ decoder: any Decoder) -> [Name] {
    let reading = EnvironmentReading.key.flatMap { decoder.userInfo[$0] as? EnvironmentReading }
    switch reading {
    case .whole: return container.allKeys.filter { !$0.isPanelsOwn }
    case .declared(let names), .declaredSoFar(let names):
      return names.map { Name($0) }.filter { container.contains($0) && !$0.isPanelsOwn }
    case nil: preconditionFailure("decode always says what is to be read")
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }

    var isPanelsOwn: Bool { stringValue == "STARTUP" || stringValue.hasPrefix("P_SERVER_") }
  }
}
