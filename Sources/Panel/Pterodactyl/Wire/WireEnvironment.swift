import Planner

/// The variables of a server that were asked for, and apart from them what the others hold. The panel's own, `STARTUP` and `P_SERVER_…`, are left out: they are
/// added to each answer and stored nowhere.
struct WireEnvironment: Decodable {
  let values: Variables
  /// What stands in the others, where any were asked for or may still be; a value that is no text is left out.
  let unseen: Variables
  /// The variables that were left out so, where they may still be asked for.
  let textless: [String]

  init(from decoder: any Decoder) throws {
    guard let key = EnvironmentReading.key, let reading = decoder.userInfo[key] as? EnvironmentReading else {
      preconditionFailure("decode always says what is to be read")
    }
    var (values, unseen): ([Variables.Element], [Variables.Element]) = ([], [])
    var textless: [String] = []
    // Decoding a dictionary whole takes twice as long.
    let container = try mapContainer(of: decoder, keyedBy: Name.self)
    for name in container?.allKeys ?? [] where !name.isPanelsOwn {
      if reading.asks(for: name.stringValue) {
        if let value = try container?.decode(String.self, forKey: name) { values.append((name.stringValue, value)) }
      } else if reading.keepsOthers {
        if let value = try? container?.decode(String.self, forKey: name) {
          unseen.append((name.stringValue, value))
        } else if reading.mayAskForMore {
          textless.append(name.stringValue)
        }
      }
    }
    (self.values, self.unseen, self.textless) = (Variables(values), Variables(unseen), textless)
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }

    var isPanelsOwn: Bool { stringValue == "STARTUP" || stringValue.utf8.starts(with: "P_SERVER_".utf8) }
  }
}

extension EnvironmentReading {
  fileprivate func asks(for name: String) -> Bool {
    switch self {
    case .declared(let names), .declaredSoFar(let names): names.contains(name)
    case .whole: true
    }
  }

  /// Whether what nobody asked for is kept apart.
  fileprivate var keepsOthers: Bool {
    switch self {
    case .declared(let names): !names.isEmpty
    case .declaredSoFar: true
    case .whole: false
    }
  }

  /// Whether some of it may still be asked for.
  fileprivate var mayAskForMore: Bool {
    switch self {
    case .declaredSoFar: true
    case .declared, .whole: false
    }
  }
}
