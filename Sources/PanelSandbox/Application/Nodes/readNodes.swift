private let nodeListing = Listing<Node>(
  filters: [
    .partial("uuid") { $0.uuid },
    .partial("name") { $0.name },
    .partial("fqdn") { $0.fqdn },
    .partial("daemon_token_id") { $0.daemonTokenID },
  ],
  sorts: [
    .init(name: "id") { .number($0.id) },
    .init(name: "uuid") { .text($0.uuid) },
    .init(name: "memory") { .number($0.memory) },
    .init(name: "disk") { .number($0.disk) },
  ])

/// `GET /nodes`
@Sendable func listNodes(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let nodes = state.nodes
  let ids = try nodeListing.ids(nodes.ids, asked: call.input) { nodes[$0] }
  let page = try Page(of: call.query)
  let includes = call.includes
  var objects: [JSON] = []
  for node in try page.slice(of: ids).compactMap({ nodes[$0] }) {
    objects.append(try state.nodeObject(node, includes, for: Reader(key: call.key)))
  }
  return .json(page.list(objects, total: ids.count, url: call.url))
}

/// `GET /nodes/{node}`
@Sendable func showNode(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  guard let node = state.nodes[call.id(.node)] else { throw .modelNotFound }
  return .json(try state.nodeObject(node, call.includes, for: Reader(key: call.key)))
}

/// `GET /nodes/deployable`: pages only if a page is named (recording 51-025).
@Sendable func listDeployableNodes(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(
    [
      ("page", ["integer"]), ("memory", ["required", "integer", "min:0"]),
      ("disk", ["required", "integer", "min:0"]), ("location_ids", ["array"]), ("location_ids.*", ["integer"]),
    ], in: state)
  let locations = (call.field("location_ids")?.items ?? []).compactMap(PHPNumber.integer)
  let nodes = state.viableNodes(
    memory: Double(call.number("memory") ?? 0), disk: Double(call.number("disk") ?? 0), inLocations: locations)
  let page = call.field("page") == nil ? nil : try Page(of: call.query)
  let shown = if let page { Array(try page.slice(of: nodes)) } else { nodes }
  if shown.isEmpty { throw .noViableNode }
  var objects: [JSON] = []
  for node in shown {
    objects.append(
      try state.deployableNodeObject(node, call.includes, for: Reader(key: call.key)))
  }
  return .json(page?.list(objects, total: nodes.count, url: call.url) ?? .list(objects))
}

/// `GET /nodes/{node}/configuration`: what the daemon is configured with, its token included. No object, no attributes.
@Sendable func showNodeConfiguration(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  guard let node = state.nodes[call.id(.node)] else { throw .modelNotFound }
  return .json([
    "debug": false, "uuid": .string(node.uuid), "token_id": .string(node.daemonTokenID),
    "token": .string(node.daemonToken),
    "api": [
      "host": "0.0.0.0", "port": .integer(node.daemonListen),
      "ssl": [
        "enabled": .bool(!node.isBehindProxy && node.scheme == "https"),
        "cert": .string("/etc/letsencrypt/live/\(node.fqdn)/fullchain.pem"),
        "key": .string("/etc/letsencrypt/live/\(node.fqdn)/privkey.pem"),
      ],
      "upload_limit": .integer(node.uploadSize),
    ],
    "system": ["data": .string(node.daemonBase), "sftp": ["bind_port": .integer(node.daemonSFTP)]],
    "allowed_mounts": [], "remote": .string(call.request.base),
  ])
}

/// The endpoints on nodes and their allocations.
let nodeRoutes: [Route] = [
  Route("GET", "api/application/nodes", .application(.read, .nodes), listNodes),
  Route("GET", "api/application/nodes/deployable", .application(.read, .nodes), listDeployableNodes),
  Route("GET", "api/application/nodes/{node}", .application(.read, .nodes), showNode),
  Route("GET", "api/application/nodes/{node}/configuration", .application(.read, .nodes), showNodeConfiguration),
  Route("POST", "api/application/nodes", .application(.write, .nodes), createNode),
  Route("PATCH", "api/application/nodes/{node}", .application(.write, .nodes), updateNode),
  Route("DELETE", "api/application/nodes/{node}", .application(.write, .nodes), deleteNode),
  Route("GET", "api/application/nodes/{node}/allocations", .application(.read, .allocations), listAllocations),
  Route("POST", "api/application/nodes/{node}/allocations", .application(.write, .allocations), createAllocations),
  Route(
    "DELETE", "api/application/nodes/{node}/allocations/{allocation}", .application(.write, .allocations),
    deleteAllocation),
]
