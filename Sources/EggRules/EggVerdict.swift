/// What the rules of one variable say about its value.
public struct EggVerdict: Equatable, Sendable {
  /// The rules that refuse the value, as a request would be answered: first things first.
  public private(set) var violations: [Violation] = []
  /// What could not be told about this very value.
  public private(set) var problems: [EggRuleProblem] = []

  /// One rule that refuses the value.
  public struct Violation: Hashable, Sendable {
    /// The rule as the answer to a request names it: `required_with`.
    public let rule: String
    /// Our own words, to be put behind the variable's name: `must be at most 20 characters`.
    public let message: String

    public init(rule: String, message: String) {
      self.rule = rule
      self.message = message
    }
  }

  mutating func refuse(by rule: String, _ message: String) {
    violations.append(Violation(rule: rule, message: message))
  }

  mutating func leaveOpen(_ rule: String, _ why: String) {
    problems.append(.notJudged(rule: rule, why: why))
  }
}
