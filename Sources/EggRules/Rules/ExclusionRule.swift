/// A rule that lifts those after it.
enum ExclusionRule: Equatable {
  case exclude
  case excludeIf(RuleCondition)
  case excludeUnless(RuleCondition)
  case excludeWith(RuleReference)
  case excludeWithout([RuleReference])

  /// Nil where the name is none of these.
  init?(_ notation: RuleNotation) throws(EggRuleProblem) {
    switch notation.name {
    case "exclude": self = .exclude
    case "exclude_if": self = .excludeIf(try notation.condition())
    case "exclude_unless": self = .excludeUnless(try notation.condition())
    case "exclude_with": self = .excludeWith(try notation.reference())
    case "exclude_without":
      try notation.require(1)
      self = .excludeWithout(notation.references)
    default: return nil
    }
  }

  func judge(_ subject: RuleSubject) -> RuleOutcome {
    isMet(in: subject.environment) ? .excluded : .passes
  }

  private func isMet(in environment: EggEnvironment) -> Bool {
    switch self {
    case .exclude: true
    case .excludeIf(let condition):
      environment.lookUp(condition.reference) != .nothing && condition.holds(in: environment)
    case .excludeUnless(let condition): !condition.holds(in: environment)
    case .excludeWith(let reference): environment.lookUp(reference) != .nothing
    case .excludeWithout(let references): !references.allSatisfy { environment.lookUp($0).isFilled }
    }
  }
}
