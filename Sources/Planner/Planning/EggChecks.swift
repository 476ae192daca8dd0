import EggRules

/// An egg's demands on the servers made by it, read once and asked for every order.
struct EggChecks {
  private let egg: Egg
  private let variables: EggEnvironment.Variables
  private let rules: [(variable: EggVariable, rules: VariableRules)]

  init(_ egg: Egg) {
    self.egg = egg
    variables = EggEnvironment.Variables(egg.variables)
    rules = egg.variables.map { ($0, VariableRules($0.rules)) }
  }

  /// What the panel would say of an environment and an image: variables in the egg's order, then unknown ones by name.
  ///
  /// Egg defaults do not help: the panel applies none (recording 30-026 and scenario 08).
  ///
  /// - Parameter environment: all values that would be sent, those for customers included; none is in a finding.
  func findings(environment: [String: String], image: String) -> [EggFinding] {
    let values = EggEnvironment(variables, sent: environment)
    let judged = rules.flatMap { findings(for: $0.variable, $0.rules, values) }
    let known = Set(egg.variables.map(\.name))
    let unknown = environment.keys.filter { !known.contains($0) }.sorted().map(EggFinding.noSuchVariable)
    let isOffered = egg.images?.contains(image) ?? true
    return judged + unknown + (isOffered ? [] : [.imageNotOffered(image)])
  }

  /// Whether the panel would refuse a variable without a value beside these values of the others.
  func requires(_ name: String, beside environment: [String: String]) -> Bool {
    guard let rules = rules.first(where: { $0.variable.name == name })?.rules else { return false }
    let others = environment.filter { $0.key != name }
    return !rules.judge(name, in: EggEnvironment(variables, sent: others)).violations.isEmpty
  }

  /// Whether the egg has such a variable.
  func knows(_ name: String) -> Bool { egg.variables.contains { $0.name == name } }

  private func findings(
    for variable: EggVariable, _ rules: VariableRules, _ values: EggEnvironment
  ) -> [EggFinding] {
    let verdict = rules.judge(variable.name, in: values)
    let hasValue = values.value(of: variable.name) != nil
    let broken = rules.problems.filter { $0.breaksValidation && (hasValue || !rules.isNullable) }
    // The panel ends with an error before it says anything else of the value.
    if !broken.isEmpty { return broken.map { .broken(variable: variable.name, $0) } }
    let notRead = rules.problems.filter { !$0.breaksValidation }
    let open = (notRead + verdict.problems).map { EggFinding.ruleNotJudged(variable: variable.name, $0) }
    if values.value(of: variable.name) == nil, !verdict.violations.isEmpty {
      return [.missing(variable: variable.name, eggDefault: trimmedValue(variable.defaultValue))] + open
    }
    return verdict.violations.map { .refused(variable: variable.name, $0) } + open
  }
}

/// One thing that an egg says of a server.
enum EggFinding: Hashable {
  /// The panel answers 422: there is no value, and the rules want one. The egg's default is only a hint.
  case missing(variable: String, eggDefault: String?)
  /// The panel answers 422: a rule refuses the value.
  case refused(variable: String, EggVerdict.Violation)
  /// The panel answers 500, whatever the value: the egg has a rule that it cannot run.
  case broken(variable: String, EggRuleProblem)
  /// The panel ignores it: the egg has no such variable, so the bot never sees it.
  case noSuchVariable(String)
  /// The panel takes it, though the egg does not offer the image.
  case imageNotOffered(String)
  /// Nobody can tell before the panel is asked.
  case ruleNotJudged(variable: String, EggRuleProblem)
}
