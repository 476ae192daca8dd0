/// A rule that compares a value with others.
enum ChoiceRule: Equatable {
  case oneOf([String])
  case noneOf([String])
  case same(RuleReference)
  case different([RuleReference])
  /// Equal to another variable, by default the one with `_confirmation` behind its name.
  case confirmed(RuleReference?)
  case oneOfAnother(RuleReference)

  /// Nil where the name is none of these.
  init?(_ notation: RuleNotation) throws(EggRuleProblem) {
    switch notation.name {
    case "in": self = .oneOf(notation.parameters)
    case "not_in": self = .noneOf(notation.parameters)
    case "same": self = .same(try notation.reference())
    case "different":
      try notation.require(1)
      self = .different(notation.references)
    case "confirmed": self = .confirmed(notation.references.first)
    case "in_array":
      let reference = try notation.reference()
      if notation.parameters[0].contains("*") {
        throw .notJudged(rule: notation.written, why: "it looks through a list")
      }
      self = .oneOfAnother(reference)
    default: return nil
    }
  }

  func judge(_ subject: RuleSubject) -> RuleOutcome {
    let value = subject.value ?? ""
    switch self {
    case .oneOf(let words):
      let value = LooseText(value)
      return .passes(if: words.contains(where: value.equals), otherwise: "must be one of \(shown(words))")
    case .noneOf(let words):
      let value = LooseText(value)
      return .passes(if: !words.contains(where: value.equals), otherwise: "must be none of \(shown(words))")
    case .same(let reference): return same(subject, reference)
    case .confirmed(let reference):
      return same(subject, reference ?? .variable(subject.variable + "_confirmation"))
    case .different(let references):
      let isTaken = references.contains { subject.environment.lookUp($0) == found(subject) }
      return .passes(if: !isTaken, otherwise: "must differ from another variable")
    case .oneOfAnother(let reference):
      let other = subject.environment.lookUp(reference)
      let isEqual = other == .null ? subject.value == nil : other.text.map { LooseText($0).equals(value) } ?? false
      return .passes(if: isEqual, otherwise: "must be the value of another variable")
    }
  }

  private func shown(_ words: [String]) -> String {
    let some = words.prefix(20).joined(separator: ", ")
    return words.count > 20 ? "\(some) … (\(words.count) in all)" : some
  }

  private func same(_ subject: RuleSubject, _ reference: RuleReference) -> RuleOutcome {
    let other = subject.environment.lookUp(reference)
    let isSame = other == found(subject) || (other == .nothing && subject.value == nil)
    return .passes(if: isSame, otherwise: "must be the same as another variable")
  }

  private func found(_ subject: RuleSubject) -> EggEnvironment.Found {
    subject.value.map(EggEnvironment.Found.text) ?? .null
  }
}
