/// `GET /servers/{server}/startup`: the variables that the owner may see.
@Sendable func showStartup(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  let server = try world.server(of: call)
  let variables = world.viewableVariables(of: server).map { world.clientVariableObject($0, of: server) }
  return .json([
    "object": "list", "data": .array(variables),
    "meta": [
      "startup_command": .string(world.startupCommand(of: server)), "raw_startup_command": .string(server.startup),
      "docker_images": .object(world.eggs[server.egg]?.dockerImages ?? [:]),
    ],
  ])
}

/// `PUT /servers/{server}/startup/variable`: the daemon is not told. An unknown key breaks a panel of 1.11 (scenario 64).
@Sendable func setVariable(_ call: Call, _ world: inout PanelState) throws(Refusal) -> Reply {
  try call.validate([("key", ["required", "string"]), ("value", ["present"])], in: world)
  var server = try world.server(of: call)
  let wanted = call.text("key")
  guard let variable = world.eggs[server.egg]?.variables.first(where: { $0.environmentName == wanted }) else {
    throw world.series == .former ? Refusal.unexpected("ErrorException") : noSuchVariable
  }
  guard variable.isViewable else { throw noSuchVariable }
  guard variable.isEditable else {
    throw .badRequest("The environment variable you are trying to edit is read-only.")
  }
  let validator = Validator(input: .object(call.input), series: world.series) { _, _, _, _ in false }
  let violations = try validator.violations(of: [("value", parseRules(variable.rules))])
  if !violations.isEmpty { throw Refusal(violations) }
  server.variables[variable.id] = call.text("value") ?? ""
  world.save(server)
  return .json([
    "object": "egg_variable",
    "attributes": world.clientVariableObject(variable, of: server)["attributes"] ?? .null,
    "meta": [
      "startup_command": .string(world.startupCommand(of: server)), "raw_startup_command": .string(server.startup),
    ],
  ])
}

private let noSuchVariable = Refusal.badRequest(
  "The environment variable you are trying to edit does not exist.")
