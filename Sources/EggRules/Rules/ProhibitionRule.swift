/// A rule that forbids a value, or other values beside it.
enum ProhibitionRule: Equatable {
  case prohibited
  case prohibitedIf(RuleCondition)
  case prohibitedUnless(RuleCondition)
  case prohibits([RuleReference])

  /// Nil where the name is none of these.
  init?(_ notation: RuleNotation) throws(EggRuleProblem) {
    switch notation.name {
    case "prohibited": self = .prohibited
    case "prohibited_if": self = .prohibitedIf(try notation.condition())
    case "prohibited_unless": self = .prohibitedUnless(try notation.condition())
    case "prohibits": self = .prohibits(notation.references)
    default: return nil
    }
  }

  func judge(_ subject: RuleSubject) -> RuleOutcome {
    .passes(if: subject.value == nil || !isForbidden(in: subject.environment), otherwise: message)
  }

  private func isForbidden(in environment: EggEnvironment) -> Bool {
    switch self {
    case .prohibited: true
    case .prohibitedIf(let condition): condition.holds(in: environment)
    case .prohibitedUnless(let condition): !condition.holds(in: environment)
    case .prohibits(let references): references.contains { environment.lookUp($0).isFilled }
    }
  }

  private var message: String {
    switch self {
    case .prohibited: "must not be given"
    case .prohibitedIf, .prohibitedUnless: "must not be given beside the other values"
    case .prohibits: "must not be given together with a variable that it excludes"
    }
  }
}
