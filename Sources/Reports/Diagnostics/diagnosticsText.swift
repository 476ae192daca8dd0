public import Planner

/// Problems as text for people: place, message, the line with a caret, the mend; and how many there are.
///
/// ```
/// fleet/orders/ord-1042.yaml:7:7: error: no such tier: prro
///   | tier: prro
///   |       ^
///   = did you mean pro
/// ```
/// Empty where there are none.
public func diagnosticsText(_ diagnostics: [Diagnostic], style: Style) -> String {
  if diagnostics.isEmpty { return "" }
  let lines = diagnostics.flatMap { diagnosticLines($0, style) + [.empty] }
  return render(lines + [Line(countSentence(diagnostics), .strong)], style)
}

func diagnosticLines(_ diagnostic: Diagnostic, _ style: Style) -> [Line] {
  let place = diagnostic.place.map { ":\($0.line):\($0.column)" } ?? ""
  let head = Line(
    [
      Span(diagnostic.path, .strong, upTo: 300), Span("\(place): ", .strong),
      Span(diagnostic.severity.rawValue, diagnostic.severity.ink), Span(": "), Span(diagnostic.message),
    ], hanging: 4)
  let hint = diagnostic.hint.map { [Line([Span("  = ", .faint), Span($0, .new)], hanging: 4)] } ?? []
  return [head] + sourceLines(of: diagnostic, style) + hint
}

/// The line that it stands in, and the caret below it; both behind a bar, so that no line of a log begins with foreign text.
private func sourceLines(of diagnostic: Diagnostic, _ style: Style) -> [Line] {
  guard let place = diagnostic.place, let excerpt = diagnostic.excerpt else { return [] }
  let source = MarkedLine(excerpt, column: place.column, room: min(style.width.limit, 200) - 4)
  let caret = String(repeating: " ", count: source.columnsBefore) + "^"
  return [
    Line([Span("  | ", .faint), Span(source.text, upTo: .max)]),
    Line([Span("  | ", .faint), Span(caret, diagnostic.severity.ink, upTo: .max)]),
  ]
}

private func countSentence(_ diagnostics: [Diagnostic]) -> String {
  let errors = diagnostics.count { $0.severity == .error }
  let warnings = diagnostics.count - errors
  let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
  return counts.joined(separator: ", ") + "."
}

extension Diagnostic.Severity {
  var ink: Ink {
    switch self {
    case .error: .danger
    case .warning: .changed
    }
  }
}
