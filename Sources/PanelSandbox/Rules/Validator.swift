/// Checks input against rules the way Laravel does: field by field in the order of the rules, one violation a rule.
struct Validator {
  /// What a rule may ask the database: whether there is such a row.
  typealias Records = (_ table: String, _ column: String, _ value: JSON, _ except: RecordExcept) -> Bool

  let input: JSON
  /// Friendly names of fields, as messages use them.
  var names: [String: String] = [:]
  /// Whose rules these are.
  var series = PanelSeries.current
  let records: Records

  /// The violations of all fields, in order.
  ///
  /// - Throws: the 500 that the panel answers where a rule itself is at fault.
  func violations(of fields: [(field: String, rules: [NamedRule])]) throws(Refusal) -> [Violation] {
    var found: [Violation] = []
    for entry in fields {
      for field in expanded(entry.field) { found += try violations(of: field, declaredAs: entry.field, entry.rules) }
    }
    return found
  }

  /// `a.*` is every key of `a` that the input has.
  private func expanded(_ field: String) -> [String] {
    guard field.hasSuffix(".*") else { return [field] }
    let parent = String(field.dropLast(2))
    switch input.value(at: parent) {
    case .array(let items): return items.indices.map { "\(parent).\($0)" }
    case .object(let members): return members.keys.map { "\(parent).\($0)" }
    default: return []
    }
  }

  private func violations(of field: String, declaredAs pattern: String, _ rules: [NamedRule]) throws(Refusal)
    -> [Violation]
  {
    let check = FieldCheck(field: field, input: input, rules: rules.map(\.rule), records: records, series: series)
    let message = RuleMessage(name: displayName(field, pattern), check: check, validator: self)
    let stopsAtFirst = rules.contains { $0.rule == .bail }
    var found: [Violation] = []
    for named in rules {
      guard check.isLookedAt(named.rule, failedBefore: !found.isEmpty), try !check.passes(named.rule) else { continue }
      found.append(Violation(field: field, rule: named.name, message: message.text(for: named)))
      if stopsAtFirst || named.rule.isImplicit { break }
    }
    return found
  }

  /// A field's name in messages: friendly if it has one; of list items the path itself; else underscores are spaces.
  func displayName(_ field: String, _ pattern: String? = nil) -> String {
    if let name = names[field] ?? pattern.flatMap({ names[$0] }) { return name }
    if let pattern, pattern.hasSuffix("*") { return field }
    return String(field.map { $0 == "_" ? " " : $0 })
  }
}

/// Which rows a question to the database leaves aside.
enum RecordExcept: Sendable, Equatable {
  case nothing
  /// This row.
  case row(Int)
  /// Rows that belong to a server.
  case assigned
}
