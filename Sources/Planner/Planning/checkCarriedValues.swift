extension PlanDraft {
  /// What the egg that a server gets would refuse of the values that go along with it: the customer's own, or else what they begin with.
  ///
  /// A change of egg is two requests, and the second one alone carries values: what is refused then leaves the server half changed.
  ///
  /// - Parameter observed: with all variables of the server.
  /// - Returns: The variable and the rule, never the value; nil where the egg takes everything, or nothing is known of it.
  func refusedValue(
    of resolved: Desired, from observed: ServerSpec, to desired: ServerSpec
  ) -> (variable: String, rule: String)? {
    guard let checks = eggs[desired.startup.egg] else { return nil }
    var sent = desired.startup.environment
    for (name, initial) in resolved.customersVariables where sent[name] == nil {
      let own = observed.startup.environment[name] ?? ""
      sent[name] = own.isEmpty ? initial : own
    }
    for finding in checks.findings(environment: sent, image: desired.startup.image) {
      switch finding {
      case .refused(let name, let violation):
        if resolved.customersVariables[name] != nil { return (name, violation.rule) }
      case .missing(let name, _):
        if resolved.customersVariables[name] != nil { return (name, "required") }
      case .broken, .noSuchVariable, .imageNotOffered, .ruleNotJudged: break
      }
    }
    return nil
  }
}
