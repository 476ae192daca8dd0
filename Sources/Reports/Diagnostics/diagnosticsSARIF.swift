public import Planner

/// Problems as SARIF 2.1.0, which code hosts and editors read.
///
/// - Parameters:
///   - version: botfleet's own.
public func diagnosticsSARIF(_ diagnostics: [Diagnostic], version: String) -> String {
  let codes = Set(diagnostics.map(\.code)).sorted()
  let driver = JSONValue.object([
    .init("name", .string("botfleet")), .init("version", .string(version)),
    .init("rules", .array(codes.map { .object([.init("id", .string($0))]) })),
  ])
  let run = JSONValue.object([
    .init("tool", .object([.init("driver", driver)])), .init("columnKind", .string("unicodeCodePoints")),
    .init("results", .array(diagnostics.map { $0.result(codes) })),
  ])
  return jsonText(
    .object([
      .init("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), .init("version", .string("2.1.0")),
      .init("runs", .array([run])),
    ]))
}

extension Diagnostic {
  fileprivate func result(_ codes: [String]) -> JSONValue {
    let text = hint.map { "\(message)\n\($0)" } ?? message
    return .object([
      .init("ruleId", .string(code)), .init("ruleIndex", .optional(codes.firstIndex(of: code))),
      .init("level", .string(severity.rawValue)), .init("message", .object([.init("text", .string(text))])),
      .init("locations", .array([location])),
    ])
  }

  private var location: JSONValue {
    guard isAboutDocument else {
      let variable = JSONValue.object([.init("name", .string(path)), .init("kind", .string("variable"))])
      return .object([.init("logicalLocations", .array([variable]))])
    }
    let artifact = JSONValue.object([.init("uri", .string(relativeURI(path)))])
    let members =
      [JSONValue.Member("artifactLocation", artifact)] + (place.map { [.init("region", region(at: $0))] } ?? [])
    return .object([.init("physicalLocation", .object(members))])
  }

  private func region(at place: Place) -> JSONValue {
    let snippet = excerpt.map { [JSONValue.Member("snippet", .object([.init("text", .string($0))]))] } ?? []
    return .object([.init("startLine", .integer(place.line)), .init("startColumn", .integer(place.column))] + snippet)
  }
}

/// The path as a relative URI: all but unreserved characters and `/` as `%XX`.
func relativeURI(_ path: String) -> String {
  path.utf8.reduce(into: "") { text, byte in
    let scalar = Unicode.Scalar(byte)
    if byte < 0x80
      && (Character(scalar).isLetter || Character(scalar).isNumber || "-._~/".unicodeScalars.contains(scalar))
    {
      text.unicodeScalars.append(scalar)
    } else {
      text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
  }
}
