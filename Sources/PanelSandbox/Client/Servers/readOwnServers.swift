private let ownListing = Listing<Server>(
  filters: [
    .init(name: "uuid") { $0.uuid },
    .init(name: "name") { $0.name },
    .init(name: "description") { $0.description },
    .init(name: "external_id") { $0.externalID },
    .init(name: "*") { "\($0.name)\n\($0.uuid)\n\($0.externalID ?? "")" },
  ], sorts: [])

/// `GET /api/client`: one's own servers; a root admin may ask for the others, or for all.
@Sendable func listOwnServers(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
  let page = try Page(of: call.query, most: 100)
  let servers = world.servers
  let ids = try ownListing.ids(candidates(call, servers), query: call.query) { servers[$0] }
  let includes = Includes(call.query["include"])
  let objects = page.slice(of: ids).compactMap { servers[$0] }
    .map { world.clientServerObject($0, for: call.user, includes) }
  return .json(page.list(objects, total: ids.count, url: call.url, links: .wholeQuery(call.query)))
}

private func candidates(_ call: Call, _ servers: ServerTable) -> SortedIDs {
  let own = servers.ofOwner(call.user.id)
  switch call.query["type"]?.text {
  case "admin": return call.user.isRootAdmin ? SortedIDs(servers.ids.filter { !own.contains($0) }) : SortedIDs()
  case "admin-all": return call.user.isRootAdmin ? servers.ids : SortedIDs()
  default: return own
  }
}

/// `GET /servers/{server}`: in whatever state it is.
@Sendable func showOwnServer(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
  let server = try world.server(of: call)
  var permissions: [JSON] = ["*"]
  if call.user.isRootAdmin {
    permissions += ["admin.websocket.errors", "admin.websocket.install", "admin.websocket.transfer"]
  }
  var object = world.clientServerObject(server, for: call.user, Includes(call.query["include"])).members ?? [:]
  object.append(
    "meta", ["is_server_owner": .bool(server.owner == call.user.id), "user_permissions": .array(permissions)])
  return .json(.object(object))
}

extension World {
  /// The server that the path of a Client API call names.
  func server(of call: Call) throws(Refusal) -> Server {
    guard let server = servers[call.id(.namedServer)] else { throw .modelNotFound }
    return server
  }
}
