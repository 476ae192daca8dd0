/// Why a rule of an egg is not judged.
public enum EggRuleProblem: Error, Hashable {
  /// Neither we nor Laravel 11 know the rule; every request that comes to it ends as a 500.
  case unknown(rule: String)
  /// A rule that we know, written so that a request ends as a 500, or that no value can ever be right.
  case malformed(rule: String, why: String)
  /// A rule that Laravel understands and we cannot answer: it asks a database, the DNS or a clock, or has a pattern
  /// that our matcher does not have.
  case notJudged(rule: String, why: String)

  /// Whether validation itself fails, whatever the value. The others are a warning, and never held against a value.
  ///
  /// A misspelt rule and a pattern that is cut at its bar end every request as a 500 (observed).
  public var breaksValidation: Bool {
    switch self {
    case .unknown, .malformed: true
    case .notJudged: false
    }
  }

  /// The rule's name as the egg writes it.
  public var rule: String {
    switch self {
    case .unknown(let rule), .malformed(let rule, _), .notJudged(let rule, _): rule
    }
  }
}

extension EggRuleProblem: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknown(let rule): "the rule `\(rule)` is not known"
    case .malformed(let rule, let why): "the rule `\(rule)` \(why)"
    case .notJudged(let rule, let why): "the rule `\(rule)` is not checked: \(why)"
    }
  }
}
