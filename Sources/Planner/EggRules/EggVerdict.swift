/// What the rules of one variable say about its value.
struct EggVerdict: Equatable {
  /// What the panel would refuse, in the order in which it would say so.
  private(set) var violations: [Violation] = []
  /// What could not be told about this very value.
  private(set) var problems: [EggRuleProblem] = []

  /// One rule that refuses the value.
  struct Violation: Hashable {
    /// The rule as the panel's answer names it in `meta.rule`: `required_with`.
    let rule: String
    /// Our own words, to be put behind the variable's name: `must be at most 20 characters`.
    let message: String
  }

  mutating func refuse(by rule: String, _ message: String) {
    violations.append(Violation(rule: rule, message: message))
  }

  mutating func leaveOpen(_ rule: String, _ why: String) {
    problems.append(.notJudged(rule: rule, why: why))
  }
}
