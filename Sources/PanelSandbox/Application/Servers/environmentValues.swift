/// Whether a request's environment has to hold every variable.
enum EnvironmentReach: Sendable {
  /// It is the whole environment.
  case whole
  /// An empty one means that nothing changes (scenario 25).
  case wholeOrNothing
}

/// The values that a request's environment gives an egg's variables, checked against each one's rules.
///
/// Nullable ones left out become empty; names that the egg does not know are ignored. The egg's defaults do not
/// count here.
func environmentValues(
  _ input: JSONObject, for egg: Egg, _ reach: EnvironmentReach, on series: PanelSeries
) throws(Refusal) -> [Int: String] {
  let environment = input["environment"] ?? .object([:])
  if reach == .wholeOrNothing, environment.items?.isEmpty ?? true { return [:] }
  var names: [String: String] = [:]
  var rules: [(field: String, rules: [NamedRule])] = []
  for variable in egg.variables {
    let field = "environment.\(variable.environmentName)"
    names[field] = "\(variable.name) variable"
    rules.append((field, parseRules(variable.rules)))
  }
  let validator = Validator(input: ["environment": environment], names: names, series: series) { _, _, _, _ in false }
  let violations = try validator.violations(of: rules)
  if !violations.isEmpty { throw Refusal(violations) }
  return try stored(environment, for: egg, reach)
}

/// A number passes an integer rule; a create stores it as text, an update cannot save it (scenario 26).
private func stored(
  _ environment: JSON, for egg: Egg, _ reach: EnvironmentReach
) throws(Refusal) -> [Int: String] {
  var values: [Int: String] = [:]
  for (index, variable) in egg.variables.enumerated() {
    let value = environment[variable.environmentName] ?? .null
    if reach == .wholeOrNothing, value != .null, value.text == nil { throw unsavable(index + 1) }
    values[variable.id] = PHPNumber.text(value) ?? ""
  }
  return values
}

private func unsavable(_ row: Int) -> Refusal {
  Refusal(
    500, "DataValidationException",
    #"Could not save Pterodactyl\Models\ServerVariable[\#(row)]: failed to validate data: "#
      + #"{"variable_value":["The variable value must be a string."]}"#)
}
