extension PlanDraft {
  /// What the egg that a server gets would refuse of the values that go along with it: the customer's own, or else what they begin with.
  ///
  /// A change of egg is two requests, and the second one alone carries values: what is refused then leaves the server half changed.
  ///
  /// - Returns: The variable and the rule, never the value; nil where the egg takes everything, or nothing is known of it.
  func refusedValue(of resolved: Desired, on server: ObservedServer, to desired: ServerSpec) -> CarriedRefusal? {
    let own = server.allValues
    var sent = desired.startup.environment.byName
    for (name, initial) in resolved.customersVariables where sent[name] == nil {
      let value = own[name] ?? ""
      sent[name] = value.isEmpty ? initial : value
    }
    return firstRefusal(of: sent, desired.startup) { resolved.customersVariables[$0] != nil }
  }

  /// What a server's own egg refuses of the values that go back with an update of its variables: the panel checks all variables together,
  /// those that nobody changes too.
  ///
  /// - Parameter initialValues: what is sent where the server has nothing.
  /// - Returns: The variable and the rule, never the value; nil where no variables are sent, and where the panel would take them all.
  func refusedValue(
    on server: ObservedServer, from observed: ServerSpec, to desired: ServerSpec,
    filling initialValues: [String: String]
  ) -> CarriedRefusal? {
    let declared = desired.startup.environment.byName
    guard observed.startup.environment != desired.startup.environment, observed.startup.egg == desired.startup.egg
    else { return nil }
    let own = server.allValues
    let filled = own.merging(initialValues) { own, initial in own.isEmpty ? initial : own }
    return firstRefusal(of: filled.merging(declared) { $1 }, desired.startup) { declared[$0] == nil && own[$0] != nil }
  }

  /// A variable of the server's own that an egg would not take, and the rule.
  typealias CarriedRefusal = (variable: String, rule: String)

  private func firstRefusal(
    of sent: [String: String], _ startup: ServerSpec.Startup, among isCarried: (String) -> Bool
  ) -> CarriedRefusal? {
    guard let checks = eggs[startup.egg] else { return nil }
    for finding in checks.findings(environment: sent, image: startup.image) {
      switch finding {
      case .refused(let name, let violation):
        if isCarried(name) { return (name, violation.rule) }
      case .missing(let name, _):
        if isCarried(name) { return (name, "required") }
      case .broken, .noSuchVariable, .imageNotOffered, .ruleNotJudged: break
      }
    }
    return nil
  }
}

extension ObservedServer {
  /// What it has in all of its variables, as far as they were read.
  fileprivate var allValues: [String: String] { unseen.values.overlaid(with: spec.startup.environment).byName }
}
