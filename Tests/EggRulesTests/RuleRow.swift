import Testing

@testable import EggRules

/// One row of a table of verdicts: these rules, this value, this answer of the panel.
///
/// How the tables read: a line at the margin has the rules of a variable `A`, and behind `with` the values of other
/// variables of the egg (`B`, `C`; in brackets their rules). Each line below it has the panel's verdict, the value
/// (`(none)` where it is left out, `\u{A0}` for a character that cannot be seen), and why.
///
/// Where the verdicts come from: each row was put to the validator that the panel uses (Laravel 11.28.1, with
/// brick/math 0.12.1 and egulias/email-validator 4.0.2, on PHP 8.2) in the way the panel's `VariableValidatorService`
/// does it. `RecordedVariablesTests` has what a whole panel answered over HTTP.
struct RuleRow: CustomTestStringConvertible {
  let rules: String
  let others: [(name: String, rules: String, value: String)]
  let value: String?
  /// The rules that refuse the value, as the panel names them; none where it is fine.
  let refusedBy: [String]
  let why: String

  /// Judges the value, and compares.
  func check() {
    let variables =
      [EggVariable(name: "A", rules: rules, defaultValue: "")]
      + others.map { EggVariable(name: $0.name, rules: $0.rules, defaultValue: "") }
      + ["B", "C"].filter { name in !others.contains { $0.name == name } }.map {
        EggVariable(name: $0, rules: "nullable", defaultValue: "")
      }
    var sent = Dictionary(uniqueKeysWithValues: others.map { ($0.name, $0.value) })
    sent["A"] = value
    let rules = VariableRules(rules)
    let verdict = rules.judge("A", in: EggEnvironment(.init(variables), sent: sent))
    #expect(rules.problems.isEmpty)
    #expect(verdict.problems.isEmpty)
    #expect(verdict.violations.map(\.rule) == refusedBy, "\(why)")
    #expect(verdict.violations.allSatisfy { !$0.message.isEmpty })
  }

  var testDescription: String {
    "\(rules) \(others.map { "\($0.name)=\($0.value)" }.joined(separator: " ")) \(value ?? "(none)"): \(why)"
  }

  /// The rows of a table.
  static func read(_ table: String) -> [RuleRow] {
    var rows: [RuleRow] = []
    var rules = ""
    var others: [(String, String, String)] = []
    for line in table.split(separator: "\n") {
      if line.hasPrefix("  ") {
        rows.append(row(line.dropFirst(2), rules, others))
      } else {
        let halves = line.split(separator: "   with ", maxSplits: 1)
        rules = String(halves[0])
        others = halves.count == 2 ? halves[1].split(separator: ", ").map(other) : []
      }
    }
    return rows
  }

  private static func row(_ line: Substring, _ rules: String, _ others: [(String, String, String)]) -> RuleRow {
    let mark = line.firstRange(of: #" ""#)?.lowerBound ?? line.endIndex
    let none = line.firstRange(of: " (none)")?.lowerBound ?? line.endIndex
    let verdict = line[..<min(mark, none)].split(separator: " ").joined(separator: " ")
    let refusedBy = verdict == "ok" ? [] : verdict.dropFirst("refused by ".count).split(separator: ", ")
    let (value, why) = none < mark ? (nil, line[none...].dropFirst(" (none)".count)) : valueAndReason(line[mark...])
    return RuleRow(
      rules: rules, others: others, value: value, refusedBy: refusedBy.map(String.init),
      why: String(why.drop { $0 == " " }))
  }

  /// A value ends at the last quote that space follows; so it may hold quotes itself.
  private static func valueAndReason(_ text: Substring) -> (String?, Substring) {
    let quoted = text.dropFirst(2)
    guard let end = quoted.ranges(of: #""  "#).last else { return (nil, "the row has no reason") }
    return (unescaped(String(quoted[..<end.lowerBound])), quoted[end.upperBound...])
  }

  private static func unescaped(_ text: String) -> String {
    let pieces = text.split(separator: #"\u{"#, omittingEmptySubsequences: false)
    var result = String.UnicodeScalarView(pieces[0].unicodeScalars)
    for piece in pieces.dropFirst() {
      let halves = piece.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      if let scalar = UInt32(halves[0], radix: 16).flatMap(Unicode.Scalar.init) { result.append(scalar) }
      if halves.count == 2 { result.append(contentsOf: halves[1].unicodeScalars) }
    }
    return String(result)
  }

  /// `B = 1` or `B = 1 (boolean)`.
  private static func other(_ text: Substring) -> (String, String, String) {
    let halves = text.split(separator: " = ", maxSplits: 1)
    let value = halves[1].split(separator: " (", maxSplits: 1)
    let rules = value.count == 2 ? String(value[1].dropLast()) : "nullable"
    return (String(halves[0]), rules, unescaped(String(value[0])))
  }
}
