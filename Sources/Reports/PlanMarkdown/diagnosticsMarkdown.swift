public import Planner

/// Problems of documents as Markdown, in a fence where a code host interprets nothing; errors first. Empty where there are none.
///
/// - Parameter budget: bytes that the text may have; whole problems are left out at the end where it is too small, and counted.
public func diagnosticsMarkdown(_ diagnostics: [Diagnostic], budget: Int = 65_536) -> String {
  let style = Style(palette: .plain, width: .columns(110))
  let sorted = diagnostics.filter { $0.severity == .error } + diagnostics.filter { $0.severity == .warning }
  let rows = sorted.map { (text: render(diagnosticLines($0, style), style), rows: 1) }
  let title = "Problems in documents"
  let whole = MarkdownPart(title, rows, highlight: "text")
  if whole.size <= budget { return rows.isEmpty ? "" : whole.opening + rows.map(\.text).joined() + whole.closing }
  let note = { (count: Int) in "\n**\(counted(count, "more problem"))**, left out to fit here: `botfleet validate`\n" }
  var room = budget - whole.frame.utf8.count - note(rows.count).utf8.count
  let shown = rows.prefix { row in
    room -= row.text.utf8.count
    return room >= 0
  }
  let rest = note(rows.count - shown.count)
  return shown.isEmpty ? rest : whole.opening + shown.map(\.text).joined() + whole.closing + rest
}
