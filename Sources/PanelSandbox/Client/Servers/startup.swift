/// `GET /servers/{server}/startup`: the variables that the owner may see.
@Sendable func showStartup(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  let variables = state.viewableVariables(of: server).map { state.clientVariableObject($0, of: server) }
  return .json([
    "object": "list", "data": .array(variables),
    "meta": [
      "startup_command": .string(state.startupCommand(of: server)), "raw_startup_command": .string(server.startup),
      "docker_images": .object(state.eggs[server.egg]?.dockerImages ?? [:]),
    ],
  ])
}

/// `PUT /servers/{server}/startup/variable`: the daemon is not told. An unknown key breaks a panel of 1.11 (scenario 64).
@Sendable func setVariable(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate([("key", ["required", "string"]), ("value", ["present"])], in: state)
  var server = try state.server(of: call)
  let wanted = call.text("key")
  guard let variable = state.eggs[server.egg]?.variables.first(where: { $0.environmentName == wanted }) else {
    throw state.series == .former ? Refusal.unexpected("ErrorException") : noSuchVariable
  }
  guard variable.isViewable else { throw noSuchVariable }
  guard variable.isEditable else {
    throw .badRequest("The environment variable you are trying to edit is read-only.")
  }
  let validator = Validator(input: .object(call.input), series: state.series) { _, _, _, _ in false }
  let violations = try validator.violations(of: [("value", parseRules(variable.rules))])
  if !violations.isEmpty { throw Refusal(violations) }
  let former = server.value(of: variable)
  server.variables[variable.id] = call.text("value") ?? ""
  state.save(server)
  if former != server.value(of: variable) {
    state.log(
      "server:startup.edit", server.id, by: call,
      properties: [
        "variable": .string(variable.environmentName), "old": .string(former),
        "new": .string(server.value(of: variable)),
      ])
  }
  return .json([
    "object": "egg_variable",
    "attributes": state.clientVariableObject(variable, of: server)["attributes"] ?? .null,
    "meta": [
      "startup_command": .string(state.startupCommand(of: server)), "raw_startup_command": .string(server.startup),
    ],
  ])
}

private let noSuchVariable = Refusal.badRequest(
  "The environment variable you are trying to edit does not exist.")
