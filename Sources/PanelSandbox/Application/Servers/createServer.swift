/// `POST /servers`: the rows are there at once, and gone again if the daemon does not take the server.
@Sendable func createServer(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(createRules(for: call, on: state.series), in: state)
  guard let egg = call.number("egg").flatMap({ state.eggs[$0] }) else { throw .unexpected("ErrorException") }
  let place = try placement(for: call, in: &state)
  let variables = try environmentValues(call.input, for: egg, .whole, on: state.series)
  let server = newServer(from: call, egg: egg, on: place, variables: variables, in: &state)
  state.servers.put(server)
  for id in [place.allocation] + place.additional { state.allocations.assign(id, to: server.id) }
  return .ask(
    DaemonQuestion(node: server.node, operation: .create) { verdict, state throws(Refusal) in
      guard verdict == .accepted else { return undoCreation(of: server, because: verdict) }
      state.beginInstallation(
        of: server, .first, startsAfterwards: PHPNumber.isTrue(call.field("start_on_completion")))
      return try showServer(server.id, call, state, status: 201)
    })
}

/// The panel asks the daemon to delete what it may have made, whatever comes of it, then forgets the server.
private func undoCreation(of server: Server, because verdict: DaemonVerdict) -> Reply {
  .ask(
    DaemonQuestion(node: server.node, operation: .delete) { _, state throws(Refusal) in
      state.forget(server)
      throw .daemon(verdict, requestID: state.randomness.uuid())
    })
}

private func createRules(for call: Call, on series: PanelSeries) -> [(field: String, rules: [String])] {
  let rules = ServerRules.self
  let isDeployed = PHPNumber.isTrue(call.field("deploy"))
  let named = "exists:allocations,id,server_id,NULL"
  return [
    ("external_id", rules.externalID),
    ("name", rules.name),
    ("description", rules.description),
    ("user", rules.user),
    ("egg", rules.egg),
    ("docker_image", rules.image(series)),
    ("startup", ["required", "string"]),
    ("environment", ["present", "array"]),
    ("skip_scripts", ["sometimes", "boolean"]),
    ("oom_disabled", ["sometimes", "boolean"]),
    ("limits", ["required", "array"]),
    ("limits.memory", ["required"] + rules.memory),
    ("limits.swap", ["required"] + rules.swap),
    ("limits.disk", ["required"] + rules.disk),
    ("limits.io", ["required"] + rules.io),
    ("limits.threads", rules.threads),
    ("limits.cpu", ["required"] + rules.cpu),
    ("feature_limits", ["required", "array"]),
    ("feature_limits.databases", rules.databaseLimit),
    ("feature_limits.allocations", rules.allocationLimit),
    ("feature_limits.backups", rules.backupLimit),
    ("allocation.default", isDeployed ? [] : ["required", "integer", "bail", named]),
    ("allocation.additional.*", isDeployed ? [] : ["integer", named]),
    ("deploy", ["sometimes", "required", "array"]),
    ("deploy.locations", (isDeployed ? ["present"] : []) + ["array"]),
    ("deploy.locations.*", ["integer", "min:1"]),
    ("deploy.dedicated_ip", ["required_with:deploy,boolean"]),
    ("deploy.port_range", (isDeployed ? ["present"] : []) + ["array"]),
    ("deploy.port_range.*", ["string"]),
    ("start_on_completion", ["sometimes", "boolean"]),
  ]
}

private func newServer(
  from call: Call, egg: Egg, on place: Placement, variables: [Int: String], in state: inout PanelState
) -> Server {
  Server(
    id: state.servers.nextID, externalID: call.text("external_id"), uuid: state.randomness.uuid(),
    name: call.text("name") ?? "", description: call.text("description") ?? "", status: .installing,
    skipsScripts: PHPNumber.isTrue(call.field("skip_scripts")), owner: call.number("user") ?? 0, node: place.node,
    allocation: place.allocation, nest: egg.nest, egg: egg.id,
    limits: ServerLimits(
      memory: Column.unsigned(call.number("limits.memory")), swap: Column.signed(call.number("limits.swap")),
      disk: Column.unsigned(call.number("limits.disk")), io: Column.unsigned(call.number("limits.io")),
      cpu: Column.unsigned(call.number("limits.cpu")), threads: call.text("limits.threads"),
      oomDisabled: call.field("oom_disabled").map { PHPNumber.isTrue($0) } ?? true),
    databaseLimit: Column.unsigned(call.number("feature_limits.databases")),
    allocationLimit: Column.unsigned(call.number("feature_limits.allocations")),
    backupLimit: Column.unsigned(call.number("feature_limits.backups")), startup: call.text("startup") ?? "",
    image: call.text("docker_image") ?? "", variables: variables, createdAt: state.now, updatedAt: state.now)
}
