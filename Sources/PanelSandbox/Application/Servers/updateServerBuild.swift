/// `PATCH /servers/{server}/build`: limits, feature limits and allocations. A daemon's failure is ignored.
@Sendable func updateServerBuild(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let id = call.id(.server)
  try call.validate(buildRules(except: id), names: buildNames, in: state)
  guard var server = state.servers[id] else { throw .modelNotFound }
  let change = try allocationChange(for: server, call, in: state)
  for added in change.added { state.allocations.assign(added, to: id) }
  for removed in change.removed { state.allocations.assign(removed, to: nil) }
  for moved in change.added + change.removed { state.allocations.dropNotes(of: moved) }
  server.allocation = change.standard
  server.limits = limits(from: call, of: server)
  server.databaseLimit = call.number("feature_limits.databases").map { Column.unsigned($0) }
  server.allocationLimit = call.number("feature_limits.allocations").map { Column.unsigned($0) }
  server.backupLimit = Column.unsigned(call.number("feature_limits.backups"))
  state.save(server)
  return .ask(
    DaemonQuestion(node: server.node, operation: .sync) { _, state throws(Refusal) in
      try showServer(id, call, state)
    })
}

/// `limits` wins over the flat fields of old; threads and the OOM killer are kept when left out.
private func limits(from call: Call, of server: Server) -> ServerLimits {
  let prefix = PHPNumber.isTrue(call.field("limits")) ? "limits." : ""
  var limits = server.limits
  limits.memory = Column.unsigned(call.number(prefix + "memory"))
  limits.swap = Column.signed(call.number(prefix + "swap"))
  limits.disk = Column.unsigned(call.number(prefix + "disk"))
  limits.io = Column.unsigned(call.number(prefix + "io"))
  limits.cpu = Column.unsigned(call.number(prefix + "cpu"))
  for field in ["threads", prefix + "threads"] where call.has(field) { limits.threads = call.text(field) }
  if let oomDisabled = call.field("oom_disabled") { limits.oomDisabled = PHPNumber.isTrue(oomDisabled) }
  return limits
}

private let buildNames = [
  "allocation": "allocation",
  "add_allocations": "allocations to add",
  "add_allocations.*": "allocation to add",
  "remove_allocations": "allocations to remove",
  "remove_allocations.*": "allocation to remove",
  "feature_limits.databases": "Database Limit",
  "feature_limits.allocations": "Allocation Limit",
  "feature_limits.backups": "Backup Limit",
]

private func buildRules(except server: Int) -> [(field: String, rules: [String])] {
  let rules = ServerRules.self
  let sizes = [
    ("memory", rules.memory), ("swap", rules.swap), ("io", rules.io), ("cpu", rules.cpu), ("disk", rules.disk),
  ]
  let nested = sizes.map { ("limits.\($0.0)", ["required_with:limits"] + $0.1) }
  let flat = sizes.map { ($0.0, ["required_without:limits"] + $0.1) }
  return [
    ("allocation", ["required", "bail", "unique:servers,allocation_id,\(server)", "exists:allocations,id"]),
    ("oom_disabled", ["sometimes", "boolean"]),
    ("limits", ["sometimes", "array"]),
  ] + nested + [("limits.threads", rules.threads)] + flat + [
    ("threads", rules.threads),
    ("add_allocations", ["bail", "array"]),
    ("add_allocations.*", ["integer"]),
    ("remove_allocations", ["bail", "array"]),
    ("remove_allocations.*", ["integer"]),
    ("feature_limits", ["required", "array"]),
    ("feature_limits.databases", rules.databaseLimit),
    ("feature_limits.allocations", rules.allocationLimit),
    ("feature_limits.backups", rules.backupLimit),
  ]
}
