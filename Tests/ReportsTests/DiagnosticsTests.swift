import Foundation
import Planner
import Reports
import Snapshots
import Testing

struct DiagnosticsTests {
  static let examples = [
    Diagnostic(
      .error, code: "unknown-tier", "no such tier: prro", hint: "did you mean pro",
      at: Place(path: "fleet/orders/ord-1042.yaml", line: 7, column: 7), excerpt: "tier: prro"),
    Diagnostic(
      .error, code: "tab", "a tab cannot indent", at: Place(path: "fleet/orders/tab.yaml", line: 3, column: 3),
      excerpt: "\t\tname: x"),
    Diagnostic(
      .error, code: "bad-unit", "MB is no unit here", hint: "512MiB",
      at: Place(path: "fleet/orders/wide.yaml", line: 2, column: 15), excerpt: "name: 漢字ボット 🤖 512MB"),
    Diagnostic(
      .warning, code: "egg-rule", "100% of, this: is % escaped",
      at: Place(path: "fleet/a b,c:d%.yaml", line: 1, column: 1), excerpt: "\u{1b}[31mred\u{202e}"),
    Diagnostic(
      .error, code: "too-long", "far right",
      at: Place(path: "fleet/orders/long.yaml", line: 1, column: 5001),
      excerpt: String(repeating: "a", count: 5000) + "!" + String(repeating: "b", count: 5000)),
    Diagnostic(.error, code: "missing-document", "there is no catalog", path: "fleet/catalog.yaml"),
    Diagnostic(.error, code: "bad-url", "no URL", path: "PTERODACTYL_PANEL_URL"),
  ]

  @Test func `As text each has its place, its line and a caret`() throws {
    try expectSnapshot(diagnosticsText(Self.examples, style: .plain), "diagnostics.txt")
    try expectSnapshot(
      diagnosticsText(Self.examples, style: Style(palette: .coloured, width: .columns(80))), "diagnostics-80.ansi")
  }

  @Test(arguments: [
    ("tier: prro", 7, "p"), ("\t\tx", 3, "x"), ("漢字x", 3, "x"), ("🤖🤖x", 3, "x"), ("e\u{301}x", 3, "x"),
    ("\u{202e}\u{1b}x", 3, "x"),
    (String(repeating: "a", count: 900) + "x" + String(repeating: "b", count: 900), 901, "x"),
    ("x" + String(repeating: "b", count: 900), 1, "x"), (String(repeating: "a", count: 900) + "x", 901, "x"),
  ])
  func `The caret stands below what it means`(line: String, column: Int, marked: Character) {
    let diagnostic = Diagnostic(
      .error, code: "c", "m", at: Place(path: "p", line: 1, column: column), excerpt: line)
    let lines = diagnosticsText([diagnostic], style: Style(palette: .plain, width: .columns(80))).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    let caret = lines[2].distance(from: lines[2].startIndex, to: lines[2].firstIndex(of: "^") ?? lines[2].startIndex)
    var columns = 0
    let below = lines[1].first { character in
      defer { columns += "漢字🤖".contains(character) ? 2 : 1 }
      return columns == caret
    }
    #expect(below == marked)
  }

  @Test func `A caret may stand behind the line's end`() {
    let diagnostic = Diagnostic(
      .error, code: "c", "m", at: Place(path: "p", line: 1, column: 9), excerpt: "tier")
    #expect(diagnosticsText([diagnostic], style: .plain).contains("  | tier\n  |     ^\n"))
  }

  @Test func `As workflow commands nothing ends a command early`() throws {
    let text = diagnosticsGitHub(Self.examples)
    #expect(text.split(separator: "\n").count == Self.examples.count)
    try expectSnapshot(text, "diagnostics.github")
  }

  @Test func `As JSON they keep their values`() throws {
    let text = diagnosticsJSON(Self.examples)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let first = try #require((object["diagnostics"] as? [[String: Any]])?[3])
    #expect(first["excerpt"] as? String == "\u{1b}[31mred\u{202e}")
    #expect(!text.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" })
    try expectSnapshot(text, "examples.diagnostics.json")
  }

  @Test func `As SARIF they keep their places`() throws {
    try expectSnapshot(diagnosticsSARIF(Self.examples, version: "0.1.0"), "diagnostics.sarif")
  }

  @Test func `None are nothing`() {
    #expect(diagnosticsText([], style: .plain) == "")
    #expect(diagnosticsGitHub([]) == "")
  }

  @Test func `No line of a log is a command to the runner`() {
    let evil = Diagnostic(
      .error, code: "c", "::stop-commands::x ##[add-mask]y", hint: "::error::z",
      at: Place(path: "::error::p", line: 1, column: 1), excerpt: "  ::add-mask::a")
    let lines = diagnosticsText([evil], style: .plain).split(separator: "\n")
    #expect(!lines.contains { $0.drop { $0 == " " }.hasPrefix("::") || $0.contains("##[") })
  }
}
