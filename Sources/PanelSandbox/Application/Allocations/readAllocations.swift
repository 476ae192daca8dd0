private let allocationListing = Listing<Allocation>(
  filters: [
    .exact("ip") { $0.ip },
    .exact("port") { String($0.port) },
    .partial("ip_alias") { $0.alias },
    .exact("server_id") { $0.server.map(String.init) },
  ], sorts: [])

/// `GET /nodes/{node}/allocations`: `sort` is ignored; a `filter[server_id]` that is no server's id means unassigned.
@Sendable func listAllocations(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let allocations = state.allocations
  var input = call.input
  var candidates = allocations.ofNode(call.id(.node))
  if case .object(var filters)? = input["filter"], let server = filters["server_id"] {
    guard server.items == nil, server.text?.contains(",") != true else { throw .unexpected("ErrorException") }
    if !isServerID(server) {
      candidates = allocations.free(onNode: call.id(.node))
      filters["server_id"] = .null
      input["filter"] = .object(filters)
    }
  }
  let ids = try allocationListing.ids(candidates, asked: input) { allocations[$0] }
  let page = try Page(of: call.query)
  let includes = call.includes
  var objects: [JSON] = []
  for allocation in try page.slice(of: ids).compactMap({ allocations[$0] }) {
    objects.append(try state.allocationObject(allocation, includes, for: Reader(key: call.key)))
  }
  return .json(page.list(objects, total: ids.count, url: call.url))
}

/// Digits only, and not 0: everything else, the empty text included, asks for what belongs to nobody.
private func isServerID(_ value: JSON) -> Bool {
  guard let text = PHPNumber.text(value), !text.isEmpty, text != "0" else { return false }
  return text.utf8.allSatisfy { (0x30...0x39).contains($0) }
}
