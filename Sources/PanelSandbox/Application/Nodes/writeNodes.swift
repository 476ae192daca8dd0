/// `POST /nodes`
@Sendable func createNode(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(nodeRules, names: nodeNames, in: state)
  var node = Node(
    id: state.nodes.nextID, uuid: state.randomness.uuid(), isPublic: true, name: "", description: nil, location: 0,
    fqdn: "", scheme: "", isBehindProxy: false, isUnderMaintenance: false, memory: 0, memoryOverallocate: 0, disk: 0,
    diskOverallocate: 0, uploadSize: 100, daemonListen: 8080, daemonSFTP: 2022,
    daemonBase: "/var/lib/pterodactyl/volumes", daemonTokenID: state.randomness.word(16),
    daemonToken: state.randomness.word(64), createdAt: state.now, updatedAt: state.now)
  apply(call, to: &node)
  state.nodes.put(node)
  let object = try state.nodeObject(node, call.includes, for: Reader(key: call.key))
  return .created(object, at: "\(call.request.base)/api/application/nodes/\(node.id)")
}

/// `PATCH /nodes/{node}`: saved even when the daemon cannot be told, which is a 400 all the same (scenario 48).
@Sendable func updateNode(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(nodeRules, names: nodeNames, in: state)
  guard var node = state.nodes[call.id(.node)] else { throw .modelNotFound }
  let former = node
  apply(call, to: &node)
  if call.field("reset_secret") == true {
    node.daemonTokenID = state.randomness.word(16)
    node.daemonToken = state.randomness.word(64)
  }
  if node != former { node.updatedAt = state.now }
  let updated = node
  return .ask(
    DaemonQuestion(node: node.id, operation: .configure) { verdict, state throws(Refusal) in
      state.nodes.put(updated)
      guard verdict == .accepted else { throw configurationNotPersisted(state.series) }
      let includes = call.includes
      return .json(try state.updatedNodeObject(updated, includes, for: Reader(key: call.key)))
    })
}

/// `DELETE /nodes/{node}`
@Sendable func deleteNode(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let id = call.id(.node)
  guard state.servers.ofNode(id).isEmpty else {
    throw .display(
      "A node must have no servers linked to it in order to be deleted.", code: "HasActiveServersException")
  }
  for allocation in state.allocations.ofNode(id) { state.allocations.remove(allocation) }
  state.nodes.remove(id)
  return .noContent
}

private func configurationNotPersisted(_ series: PanelSeries) -> Refusal {
  let updated = series == .current ? "has been updated" : "<strong>has been updated</strong>"
  return .display(
    "The daemon configuration \(updated), however there was an error encountered while "
      + "attempting to automatically update the configuration file on the Daemon. You will need to manually update the "
      + "configuration file (config.yml) for the daemon to apply these changes.",
    code: "ConfigurationNotPersistedException")
}

private func apply(_ call: Call, to node: inout Node) {
  node.name = call.text("name") ?? node.name
  node.location = call.number("location_id") ?? node.location
  node.fqdn = call.text("fqdn") ?? node.fqdn
  node.scheme = call.text("scheme") ?? node.scheme
  node.memory = call.number("memory") ?? node.memory
  node.memoryOverallocate = call.number("memory_overallocate") ?? node.memoryOverallocate
  node.disk = call.number("disk") ?? node.disk
  node.diskOverallocate = call.number("disk_overallocate") ?? node.diskOverallocate
  node.daemonListen = call.number("daemon_listen") ?? node.daemonListen
  node.daemonSFTP = call.number("daemon_sftp") ?? node.daemonSFTP
  node.uploadSize = call.number("upload_size") ?? node.uploadSize
  node.daemonBase = call.text("daemon_base") ?? node.daemonBase
  if let value = call.field("public") { node.isPublic = PHPNumber.isTrue(value) }
  if let value = call.field("behind_proxy") { node.isBehindProxy = PHPNumber.isTrue(value) }
  if let value = call.field("maintenance_mode") { node.isUnderMaintenance = PHPNumber.isTrue(value) }
}

private let nodeNames = [
  "daemon_base": "Daemon Base Path",
  "upload_size": "File Upload Size Limit",
  "location_id": "Location",
  "public": "Node Visibility",
]

private let nodeRules: [(field: String, rules: [String])] = [
  ("public", ["boolean"]),
  ("name", ["required", #"regex:/^([\w .-]{1,100})$/"#]),
  ("location_id", ["required", "exists:locations,id"]),
  ("fqdn", ["required", "string"]),
  ("scheme", ["required"]),
  ("behind_proxy", ["boolean"]),
  ("maintenance_mode", ["boolean"]),
  ("memory", ["required", "numeric", "min:1"]),
  ("memory_overallocate", ["required", "numeric", "min:-1"]),
  ("disk", ["required", "numeric", "min:1"]),
  ("disk_overallocate", ["required", "numeric", "min:-1"]),
  ("daemon_base", ["sometimes", "required", #"regex:/^([\/][\d\w.\-\/]+)$/"#]),
  ("daemon_sftp", ["required", "numeric", "between:1,65535"]),
  ("daemon_listen", ["required", "numeric", "between:1,65535"]),
  ("upload_size", ["int", "between:1,1024"]),
]
