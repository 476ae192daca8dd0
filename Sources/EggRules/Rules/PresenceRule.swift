/// A rule about whether there is a value; Laravel calls these implicit, and looks at them even without one.
enum PresenceRule: Equatable {
  case required
  case requiredIf(RuleCondition)
  case requiredUnless(RuleCondition)
  case requiredIfAccepted(RuleReference)
  case requiredIfDeclined(RuleReference)
  case requiredWith([RuleReference])
  case requiredWithAll([RuleReference])
  case requiredWithout([RuleReference])
  case requiredWithoutAll([RuleReference])
  case accepted
  case acceptedIf(RuleCondition)
  case declined
  case declinedIf(RuleCondition)
  /// `present` and its conditional forms: a variable of the egg is always there, if without a value.
  case present
  case missing
  case missingIf(RuleCondition)
  case missingUnless(RuleCondition)
  case missingWith([RuleReference])
  case missingWithAll([RuleReference])

  /// Nil where the name is none of these.
  init?(_ notation: RuleNotation) throws(EggRuleProblem) {
    switch notation.name {
    case "required", "filled": self = .required
    case "required_if": self = .requiredIf(try notation.condition())
    case "required_unless": self = .requiredUnless(try notation.condition())
    case "required_if_accepted": self = .requiredIfAccepted(try notation.reference())
    case "required_if_declined": self = .requiredIfDeclined(try notation.reference())
    case "required_with": self = .requiredWith(notation.references)
    case "required_with_all": self = .requiredWithAll(notation.references)
    case "required_without": self = .requiredWithout(notation.references)
    case "required_without_all": self = .requiredWithoutAll(notation.references)
    case "accepted": self = .accepted
    case "accepted_if": self = .acceptedIf(try notation.condition())
    case "declined": self = .declined
    case "declined_if": self = .declinedIf(try notation.condition())
    case "present": self = .present
    case "present_if", "present_unless": self = try Self.checked(.present, notation, 2)
    case "present_with", "present_with_all": self = try Self.checked(.present, notation, 1)
    case "missing": self = .missing
    case "missing_if": self = .missingIf(try notation.condition())
    case "missing_unless": self = .missingUnless(try notation.condition())
    case "missing_with": self = try Self.checked(.missingWith(notation.references), notation, 1)
    case "missing_with_all": self = try Self.checked(.missingWithAll(notation.references), notation, 1)
    default: return nil
    }
  }

  private static func checked(_ rule: Self, _ notation: RuleNotation, _ count: Int) throws(EggRuleProblem) -> Self {
    try notation.require(count)
    return rule
  }

  func judge(_ subject: RuleSubject) -> RuleOutcome {
    switch self {
    case .required, .requiredIf, .requiredUnless, .requiredIfAccepted, .requiredIfDeclined, .requiredWith,
      .requiredWithAll, .requiredWithout, .requiredWithoutAll:
      .passes(if: subject.value != nil || !isDemanded(in: subject.environment), otherwise: "is required")
    case .accepted, .acceptedIf:
      .passes(if: Self.isAccepted(subject.value) || !isDemanded(in: subject.environment), otherwise: Self.accept)
    case .declined, .declinedIf:
      .passes(if: Self.isDeclined(subject.value) || !isDemanded(in: subject.environment), otherwise: Self.decline)
    case .present:
      .passes
    case .missing, .missingIf, .missingUnless, .missingWith, .missingWithAll:
      .passes(
        if: !isDemanded(in: subject.environment),
        otherwise: "can never be valid: it must be missing, but it is always present")
    }
  }

  /// Whether the rule asks for anything, others' values being what they are.
  private func isDemanded(in environment: EggEnvironment) -> Bool {
    let isFilled = { (reference: RuleReference) in environment.lookUp(reference).isFilled }
    let exists = { (reference: RuleReference) in environment.lookUp(reference) != .nothing }
    return switch self {
    case .required, .accepted, .declined, .missing: true
    case .present: false
    case .requiredIf(let condition): exists(condition.reference) && condition.holds(in: environment)
    case .acceptedIf(let condition), .declinedIf(let condition), .missingIf(let condition):
      condition.holds(in: environment)
    case .requiredUnless(let condition), .missingUnless(let condition): !condition.holds(in: environment)
    case .requiredIfAccepted(let reference): Self.isAccepted(environment.lookUp(reference).text)
    case .requiredIfDeclined(let reference): Self.isDeclined(environment.lookUp(reference).text)
    case .requiredWith(let references): references.contains(where: isFilled)
    case .requiredWithAll(let references): references.allSatisfy(isFilled)
    case .requiredWithout(let references): !references.allSatisfy(isFilled)
    case .requiredWithoutAll(let references): !references.contains(where: isFilled)
    case .missingWith(let references): references.contains(where: exists)
    case .missingWithAll(let references): references.allSatisfy(exists)
    }
  }

  private static func isAccepted(_ value: String?) -> Bool {
    value.map { ["yes", "on", "1", "true"].contains($0) } ?? false
  }

  private static func isDeclined(_ value: String?) -> Bool {
    value.map { ["no", "off", "0", "false"].contains($0) } ?? false
  }

  private static let accept = "must be yes, on, 1 or true"
  private static let decline = "must be no, off, 0 or false"
}
