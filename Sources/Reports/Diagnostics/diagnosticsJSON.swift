public import Planner

/// Problems as JSON, `"format": "botfleet.diagnostics/1"`, described by `schemas/diagnostics.schema.json`.
public func diagnosticsJSON(_ diagnostics: [Diagnostic]) -> String {
  jsonText(
    .object([
      .init("format", .string("botfleet.diagnostics/1")),
      .init("errors", .integer(diagnostics.count { $0.severity == .error })),
      .init("warnings", .integer(diagnostics.count { $0.severity == .warning })),
      .init("diagnostics", .array(diagnostics.map(\.json))),
    ]))
}

extension Diagnostic {
  var json: JSONValue {
    .object([
      .init("severity", .string(severity.rawValue)), .init("code", .string(code)), .init("message", .string(message)),
      .init("hint", .optional(hint)), .init("path", .string(path)), .init("line", .optional(place?.line)),
      .init("column", .optional(place?.column)), .init("excerpt", .optional(excerpt)),
    ])
  }

  /// A document has a place or an ending; an environment variable has neither.
  var isAboutDocument: Bool { place != nil || path.contains(".") || path.contains("/") }
}
