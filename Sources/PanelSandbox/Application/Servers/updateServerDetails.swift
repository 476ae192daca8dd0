/// `PATCH /servers/{server}/details`: what is left out is emptied (scenario 19).
@Sendable func updateServerDetails(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let id = call.id(.server)
  try call.validate(
    [
      ("external_id", ["sometimes", "nullable", "string", "between:1,191", "unique:servers,external_id,\(id)"]),
      ("name", ServerRules.name),
      ("user", ServerRules.user),
      ("description", ServerRules.description),
    ], names: ["name": "Server Name", "user": "User ID"], in: state)
  guard let server = state.servers[id] else { throw .modelNotFound }
  if call.number("user") == server.owner { return try saveDetails(id, call, &state) }
  return .ask(
    DaemonQuestion(node: server.node, operation: .deny) { _, state throws(Refusal) in
      try saveDetails(id, call, &state)
    })
}

/// A new owner is not seen before the daemon has answered, in whatever way.
private func saveDetails(_ id: Int, _ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  guard var server = state.servers[id] else { throw .modelNotFound }
  server.externalID = call.text("external_id")
  server.name = call.text("name") ?? ""
  server.description = call.text("description") ?? ""
  server.owner = call.number("user") ?? server.owner
  state.save(server)
  return try showServer(id, call, state)
}
