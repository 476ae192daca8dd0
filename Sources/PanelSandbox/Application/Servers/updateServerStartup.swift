/// `PATCH /servers/{server}/startup`. The daemon is not told.
@Sendable func updateServerStartup(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(
    [
      ("startup", ["required", "string"]),
      ("environment", ["present", "array"]),
      ("egg", ServerRules.egg),
      ("image", ServerRules.image(state.series)),
      ("skip_scripts", ["present", "boolean"]),
    ], in: state)
  guard var server = state.servers[call.id(.server)], let egg = call.number("egg").flatMap({ state.eggs[$0] }) else {
    throw .modelNotFound
  }
  let values = try environmentValues(call.input, for: egg, .wholeOrNothing, on: state.series)
  server.startup = call.text("startup") ?? ""
  server.egg = egg.id
  server.nest = egg.nest
  server.image = call.text("image") ?? ""
  server.skipsScripts = PHPNumber.isTrue(call.field("skip_scripts"))
  server.variables.merge(values) { $1 }
  state.save(server)
  return try showServer(server.id, call, state)
}
