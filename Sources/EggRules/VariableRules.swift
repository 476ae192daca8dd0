/// The rules of one variable of an egg, read from Laravel's notation: `required|string|max:20`.
public struct VariableRules {
  /// What is wrong with the rules themselves, whatever the value.
  public let problems: [EggRuleProblem]
  private let rules: [Named]
  /// Whether a variable without a value is passed over.
  public let isNullable: Bool
  private let stopsAtFirst: Bool
  private let comparesNumbers: Bool

  private struct Named {
    let name: String
    let rule: EggRule
  }

  /// Reads the rules as Laravel does: cut at every `|`, even inside of a pattern.
  public init(_ text: String) {
    var problems: [EggRuleProblem] = []
    var rules: [Named] = []
    for piece in text.split(separator: "|") {
      guard let notation = RuleNotation(piece) else { continue }
      do throws(EggRuleProblem) {
        rules.append(Named(name: notation.name, rule: try EggRule(notation)))
      } catch {
        problems.append(error)
      }
    }
    self.problems = problems
    self.rules = rules
    isNullable = rules.contains { $0.rule == .mark(.nullable) }
    stopsAtFirst = rules.contains { $0.rule == .mark(.bail) }
    comparesNumbers = rules.contains { $0.rule.makesSizesNumeric }
  }

  /// The words among which a value has to be (`in:starter,pro`); nil where no rule names any.
  public var choices: [String]? {
    for named in rules { if case .choice(.oneOf(let words)) = named.rule { return words } }
    return nil
  }

  /// What validation would say of a variable's value.
  public func judge(_ variable: String, in environment: EggEnvironment) -> EggVerdict {
    var verdict = EggVerdict()
    let subject = RuleSubject(variable, in: environment, comparesNumbers: comparesNumbers)
    for named in rules {
      if subject.value == nil, isNullable, named.rule.isSkippedByNullable { continue }
      switch named.rule.judge(subject) {
      case .passes: break
      case .excluded: return verdict
      case .open(let why): verdict.leaveOpen(named.name, why)
      case .fails(let message):
        verdict.refuse(by: named.name, message)
        if stopsAtFirst || named.rule.stopsWhenFailed { return verdict }
      }
    }
    return verdict
  }
}
