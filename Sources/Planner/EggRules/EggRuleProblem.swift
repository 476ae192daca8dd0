/// Why a rule of an egg is not judged.
enum EggRuleProblem: Error, Hashable {
  /// Neither we nor Laravel 11 know the rule; the panel answers 500 when it comes to it.
  case unknown(rule: String)
  /// A rule that we know, written so that the panel answers 500, or that no value can ever be right.
  case malformed(rule: String, why: String)
  /// A rule that the panel understands and we cannot answer: it asks a database, the DNS or a clock, or has a pattern
  /// that our matcher does not have.
  case notJudged(rule: String, why: String)

  /// Whether the panel fails at every server that the rule is held against. The others are a warning to the operator, and never held
  /// against an order.
  ///
  /// Source: panel-behaviour, section 17: a misspelt rule and a pattern that is cut at its bar are a 500 for every create.
  var breaksThePanel: Bool {
    switch self {
    case .unknown, .malformed: true
    case .notJudged: false
    }
  }

  /// The rule's name as the egg writes it.
  var rule: String {
    switch self {
    case .unknown(let rule), .malformed(let rule, _), .notJudged(let rule, _): rule
    }
  }
}

extension EggRuleProblem: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknown(let rule): "the rule `\(rule)` is not known"
    case .malformed(let rule, let why): "the rule `\(rule)` \(why)"
    case .notJudged(let rule, let why): "the rule `\(rule)` is not judged: \(why)"
    }
  }
}
