private let allocationListing = Listing<Allocation>(
  filters: [
    .init(name: "ip", isExact: true) { $0.ip },
    .init(name: "port", isExact: true) { String($0.port) },
    .init(name: "ip_alias") { $0.alias },
    .init(name: "server_id", isExact: true) { $0.server.map(String.init) },
  ], sorts: [])

/// `GET /nodes/{node}/allocations`: `sort` is ignored; `filter[server_id]` of 0, false or nothing means unassigned.
@Sendable func listAllocations(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
  let page = try Page(of: call.query)
  let allocations = world.allocations
  var query = call.query
  var candidates = allocations.ofNode(call.id(.node))
  if case .object(var filters)? = query["filter"], let server = filters["server_id"], isNobody(server) {
    candidates = allocations.free(onNode: call.id(.node))
    filters["server_id"] = .null
    query["filter"] = .object(filters)
  }
  let ids = try allocationListing.ids(candidates, query: query) { allocations[$0] }
  let includes = Includes(call.query["include"])
  var objects: [JSON] = []
  for allocation in page.slice(of: ids).compactMap({ allocations[$0] }) {
    objects.append(try world.allocationObject(allocation, includes, for: Reader(key: call.key)))
  }
  return .json(page.list(objects, total: ids.count, url: call.url))
}

private func isNobody(_ value: JSON) -> Bool { value == .null || ["0", "false"].contains(value.text ?? "") }
