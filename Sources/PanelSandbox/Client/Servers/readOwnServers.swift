/// What the list of one's own servers can be filtered by; `*` also looks at addresses.
private func ownListing(_ allocations: AllocationTable) -> Listing<Server> {
  Listing(
    filters: [
      .partial("uuid") { $0.uuid },
      .partial("name") { $0.name },
      .partial("description") { $0.description },
      .partial("external_id") { $0.externalID },
      .init(name: "*") { server, wanted in
        guard let text = wanted.first else { return false }
        if let address = AddressSearch(text) {
          return allocations.ofServer(server.id).contains { id in allocations[id].map(address.finds) ?? false }
        }
        return server.uuid.hasPrefix(text) || server.externalID.map(collated) == collated(text)
          || contains(foldedForSearch(server.name), text)
      },
    ], sorts: [])
}

/// `GET /api/client`: one's own servers; a root admin may ask for the others, or for all.
@Sendable func listOwnServers(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let servers = state.servers
  if let filters = call.input["filter"], filters["*"]?.text?.contains(",") == true || filters["*"]?.isArray == true {
    throw .unexpected("TypeError")
  }
  let ids = try ownListing(state.allocations).ids(candidates(call, servers), asked: call.input) { servers[$0] }
  let page = try Page(of: call.query, most: 100)
  let includes = call.includes
  let objects = try page.slice(of: ids).compactMap { servers[$0] }
    .map { state.clientServerObject($0, for: call.user, includes) }
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
@Sendable func showOwnServer(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  var permissions: [JSON] = ["*"]
  if call.user.isRootAdmin {
    permissions += ["admin.websocket.errors", "admin.websocket.install", "admin.websocket.transfer"]
  }
  var object = state.clientServerObject(server, for: call.user, call.includes).members ?? [:]
  object.append(
    "meta", ["is_server_owner": .bool(server.owner == call.user.id), "user_permissions": .array(permissions)])
  return .json(.object(object))
}

extension PanelState {
  /// The server that the path of a Client API call names.
  func server(of call: Call) throws(Refusal) -> Server {
    guard let server = servers[call.id(.namedServer)] else { throw .modelNotFound }
    return server
  }
}
