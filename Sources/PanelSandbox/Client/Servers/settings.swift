/// `POST /servers/{server}/settings/rename`
@Sendable func renameServer(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(
    [("name", ServerRules.name), ("description", ["string", "nullable"])], in: state)
  var server = try state.server(of: call)
  server.name = call.text("name") ?? server.name
  if call.has("description") { server.description = call.text("description") ?? "" }
  state.save(server)
  return .noContent
}

/// `POST /servers/{server}/settings/reinstall`: 202 with an empty list.
@Sendable func reinstallOwnServer(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let id = call.id(.namedServer)
  return try reinstall(id, in: &state, answer: .json([], status: 202)) { $0.log("server:reinstall", id, by: call) }
}

/// `PUT /servers/{server}/settings/docker-image`: one of the egg's, unless an administrator set another.
@Sendable func setDockerImage(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  var server = try state.server(of: call)
  let images = (state.eggs[server.egg]?.dockerImages ?? [:]).compactMap(\.value.text)
  let choice = images.map { "\"\($0)\"" }.joined(separator: ",")
  try call.validate([("docker_image", ["required", "string", "in:\(choice)"])], in: state)
  guard images.contains(server.image) else {
    throw .badRequest("This server's Docker image has been manually set by an administrator and cannot be updated.")
  }
  server.image = call.text("docker_image") ?? server.image
  state.save(server)
  return .noContent
}
