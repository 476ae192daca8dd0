/// What the list of servers can be filtered and sorted by.
private let serverListing = Listing<Server>(
  filters: [
    .partial("uuid") { $0.uuid },
    .partial("uuidShort") { $0.identifier },
    .partial("name") { $0.name },
    .partial("description") { $0.description },
    .partial("image") { $0.image },
    .partial("external_id") { $0.externalID },
  ],
  sorts: [
    .init(name: "id") { .number($0.id) },
    .init(name: "uuid") { .text($0.uuid) },
  ])

/// `GET /servers`
@Sendable func listServers(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate([("search", ["string", "max:100"])], in: state)
  let servers = state.servers
  let ids = try serverListing.ids(servers.ids, asked: call.input) { servers[$0] }
  let page = try Page(of: call.query)
  let includes = call.includes
  var objects: [JSON] = []
  for id in try page.slice(of: ids) {
    guard let server = state.servers[id] else { continue }
    objects.append(try state.serverObject(server, includes, for: Reader(key: call.key)))
  }
  return .json(page.list(objects, total: ids.count, url: call.url))
}

/// `GET /servers/{server}`
@Sendable func showServer(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try showServer(call.id(.server), call, state)
}

/// `GET /servers/external/{external_id}`
@Sendable func showExternalServer(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  guard let server = state.servers.withExternalID(call.texts[0]) else { throw .modelNotFound }
  return try showServer(server.id, call, state)
}

/// The answer of everything that shows one server.
func showServer(_ id: Int, _ call: Call, _ state: PanelState, status: Int = 200) throws(Refusal) -> Reply {
  guard let server = state.servers[id] else { throw .modelNotFound }
  let includes = call.includes
  return .json(try state.serverObject(server, includes, for: Reader(key: call.key)), status: status)
}

/// The endpoints on servers, in the panel's order: the first that fits a path takes it.
let serverRoutes: [Route] = [
  Route("GET", "api/application/servers", .application(.read, .servers), listServers),
  Route("GET", "api/application/servers/{server}", .application(.read, .servers), showServer),
  Route("GET", "api/application/servers/external/{text}", .application(.read, .servers), showExternalServer),
  Route("PATCH", "api/application/servers/{server}/details", .application(.write, .servers), updateServerDetails),
  Route("PATCH", "api/application/servers/{server}/build", .application(.write, .servers), updateServerBuild),
  Route("PATCH", "api/application/servers/{server}/startup", .application(.write, .servers), updateServerStartup),
  Route("POST", "api/application/servers", .application(.write, .servers), createServer),
  Route("POST", "api/application/servers/{server}/suspend", .application(.write, .servers), suspendServer),
  Route("POST", "api/application/servers/{server}/unsuspend", .application(.write, .servers), unsuspendServer),
  Route("POST", "api/application/servers/{server}/reinstall", .application(.write, .servers), reinstallServer),
  Route("DELETE", "api/application/servers/{server}/{text?}", .application(.write, .servers), deleteServer),
]
