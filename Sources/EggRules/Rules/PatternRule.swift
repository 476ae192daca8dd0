/// `regex` and `not_regex`.
enum PatternRule: Equatable {
  case matches(PHPPattern)
  case matchesNot(PHPPattern)

  /// Nil where the name is none of these.
  init?(_ notation: RuleNotation) throws(EggRuleProblem) {
    switch notation.name {
    case "regex": self = .matches(try Self.pattern(notation))
    case "not_regex": self = .matchesNot(try Self.pattern(notation))
    default: return nil
    }
  }

  private static func pattern(_ notation: RuleNotation) throws(EggRuleProblem) -> PHPPattern {
    try notation.require(1)
    do throws(PatternFault) {
      return try PHPPattern(notation.parameters[0])
    } catch {
      switch error {
      case .refused(let why): throw .malformed(rule: notation.written, why: "has a pattern that \(why)")
      case .notSupported(let what): throw .notJudged(rule: notation.written, why: "its pattern has \(what)")
      }
    }
  }

  func judge(_ subject: RuleSubject) -> RuleOutcome {
    switch self {
    case .matches(let pattern):
      judge(subject, pattern, wanted: .found, otherwise: "must match \(pattern.text)")
    case .matchesNot(let pattern):
      judge(subject, pattern, wanted: .notFound, otherwise: "must not match \(pattern.text)")
    }
  }

  /// No value matches nothing, and does not "not match" either.
  private func judge(
    _ subject: RuleSubject, _ pattern: PHPPattern, wanted: PatternAnswer, otherwise message: String
  ) -> RuleOutcome {
    guard let value = subject.value else { return .fails(message) }
    return switch pattern.answer(for: value) {
    case .gaveUp: .open("its pattern takes too long on this value")
    case wanted: .passes
    case .found, .notFound: .fails(message)
    }
  }
}
