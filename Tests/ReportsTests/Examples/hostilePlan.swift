import Planner

/// Texts that try to be more than text.
let hostileTexts = [
  "\u{1b}[31mred\u{1b}[0m \u{9b}2J", "\u{202e}gnp.exe", "\u{2066}isolated\u{2069}", "zero\u{200b}width\u{feff}",
  "two\nlines\r\nand\u{2028}more", "tab\tbed", "| a | table |", "```\nfence\n```", "~~~", "`code` ``code``",
  "<script>alert(1)</script><img src=x onerror=alert(1)>", "</table></details>", "<!-- comment", "@everyone #1 GH-1",
  "[link](javascript:alert(1)) ![image](https://example.com/x.png)", "https://example.com www.example.com a@b.example",
  "::error::log", "##[add-mask]log", "&lt;&amp;&#64;", "-->", "]]>", "\"quoted\" 'quoted'", "\u{0}\u{7f}\u{85}",
  "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}algo", "\u{e0001}\u{e0041}tags", "\u{3164}\u{2800}\u{a0}blank",
  String(repeating: "long ", count: 2000), String(repeating: "\u{202e}", count: 10_000),
  String(repeating: "`", count: 300),
]

/// A plan in which each foreign text tries each of them.
let hostilePlan = plan(
  fleet: hostileTexts[10], revision: .commit(hostileTexts[0]),
  changes: hostileTexts.enumerated().map { index, text in
    Change(
      order: order("ord-\(100 + index)"), kind: .update, reasons: [.drifted], server: target(index + 1),
      differences: [
        difference(.name, text, "bot", .drifted), difference(.variable(text), nil, text),
        difference(.command, text + "1", text + "2", .conflicting),
      ], actions: [.updateBuild(spec().build)], soldBefore: sold("pro"), soldNow: sold(text, text))
  },
  waiting: hostileTexts.enumerated().map { index, text in
    Waiting(order: order("ord-\(300 + index)"), reason: .noSuchUser(externalID: text), scope: .creation)
  },
  notices: hostileTexts.enumerated().map { index, text in
    Notice(order: order("ord-\(400 + index)"), kind: .ruleNotJudged(variable: text, rule: text))
  },
  refusals: hostileTexts.map { .anotherPanel(order: order("ord-1"), recordedUUID: $0, observedUUID: $0) },
  diagnostics: hostileTexts.map {
    Diagnostic(.error, code: "hostile", $0, hint: $0, at: Place(path: $0, line: 1, column: 2), excerpt: $0)
  })

/// A thousand deletions.
let endangeredPlan = plan(
  changes: (1000...1999).map {
    Change(
      order: order("ord-\($0)"), kind: .terminate, reasons: [.terminated(since: nil)], server: target($0, .suspended),
      differences: [], actions: [.delete])
  })
