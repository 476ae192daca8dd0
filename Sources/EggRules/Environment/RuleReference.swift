/// Another value that a rule's parameter points at.
///
/// Pterodactyl validates `environment.TIER`, not `TIER`: a rule must say `required_with:environment.TIER`. Without the
/// prefix it points nowhere, and validation goes on as if that value were never given.
enum RuleReference: Equatable {
  case variable(String)
  /// The whole environment.
  case environment
  case nowhere

  init(_ path: String) {
    if path == "environment" {
      self = .environment
    } else if path.hasPrefix("environment.") {
      self = .variable(String(path.dropFirst("environment.".count)))
    } else {
      self = .nowhere
    }
  }
}

/// A comparison of another value with some words: the parameters of `required_if` and its kin.
struct RuleCondition: Equatable {
  let reference: RuleReference
  let values: [String]

  /// Whether the other value is one of the words.
  ///
  /// The word `null` stands for no value. Where the other variable has the rule `boolean`, `true` and `false` stand for
  /// what PHP takes for them: everything but `0` is true. Source: Laravel 11's `parseDependentRuleParameters`.
  func holds(in environment: EggEnvironment) -> Bool {
    switch environment.lookUp(reference) {
    case .everything: false
    case .null, .nothing: values.contains { $0.lowercased() == "null" }
    case .text(let text): values.contains { isMet(by: text, $0, environment) }
    }
  }

  private func isMet(by text: String, _ value: String, _ environment: EggEnvironment) -> Bool {
    if environment.isBoolean(reference) {
      if value == "true" { return text != "0" }
      if value == "false" { return text == "0" }
    }
    return LooseText(text).equals(value)
  }
}
