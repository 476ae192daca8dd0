import Planner

/// So many uuids are asked for in one request, so that its address stays below what web servers take.
private let uuidsInRequest = 50
/// As many requests at once as a panel with a handful of workers serves well.
private let width = 4

extension Observer {
  /// Observes some orders' servers, and what else is requested. Only servers have to be readable.
  mutating func observe(_ wanted: PartialRequest) async throws(PanelFailure) -> Observation {
    let servers = try await servers(wanted)
    let nodes = try await allowed { connection async throws(PanelFailure) in
      try await ListWalk<WireOfferedNode>(.get("nodes", needs: .nodes), over: connection).items(\.observed)
    }
    let eggs = try await eggs(wanted.eggs, try await eggs(wanted.eggs), servers)
    var found: FoundPeople?
    if let people = wanted.people {
      found = try await allowed { connection async throws(PanelFailure) in
        try await PeopleReader(connection: connection).find(people)
      }
    }
    return Observation(
      servers: servers, nodes: nodes, freeAllocations: nil, eggs: eggs, users: found?.users,
      absentUsers: found?.absent ?? [], missingPermissions: missing,
      requestsPerMinute: await connection.budget.requestsPerMinute, scope: .part(wanted.look))
  }

  /// By uuid where one is known, many in one request; else one by one, by external id.
  private func servers(_ wanted: PartialRequest) async throws(PanelFailure) -> [ObservedServer] {
    let include = wanted.addresses == .read ? ["include=allocations"] : []
    var servers: [ServerID: ObservedServer] = [:]
    let uuids = wanted.uuids.sorted()
    for start in stride(from: 0, to: uuids.count, by: uuidsInRequest) {
      let some = Set(uuids[start..<min(start + uuidsInRequest, uuids.count)])
      let filter = "filter%5Buuid%5D=\(some.sorted().joined(separator: "%2C"))"
      let walk = ListWalk<WireServer>(
        .get("servers", include + [filter], needs: .servers), over: connection, environment: .declared(variables))
      for server in try await walk.items(\.observed) where some.contains(server.uuid) { servers[server.id] = server }
    }
    let seen = Set(servers.values.compactMap(\.externalID))
    let missing = wanted.look.orders.filter { !seen.contains($0.text) }.sorted()
    let found = try await concurrently(missing, width: width) { [connection, variables] order in
      do throws(PanelFailure) {
        return .success(try await server(externalID: order, include, variables, over: connection))
      } catch {
        return .failure(error)
      }
    }
    for case let server? in found { servers[server.id] = server }
    return servers.values.sorted { $0.id < $1.id }
  }
}

/// The server with this external id, or one whose external id the panel takes for the same (recording 21-013); nil where there is none.
private func server(
  externalID: OrderID, _ include: [String], _ variables: Set<String>, over connection: PanelConnection
) async throws(PanelFailure) -> ObservedServer? {
  let call = APIRequest.get("servers/external/\(externalID)", include, needs: .servers)
  do throws(PanelFailure) {
    return try await connection.value(of: call) { response throws(PanelFailure) in
      try decodeItem(WireServer.self, from: response, to: call, environment: .declared(variables)).observed
    }
  } catch {
    guard case .notFound(.subject) = error else { throw error }
    return nil
  }
}
