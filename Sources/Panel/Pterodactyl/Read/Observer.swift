import Planner

/// Makes an observation, and notes what the key may not read instead of failing on it.
struct Observer: PermittedReader {
  let connection: PanelConnection
  let nests: NestDirectory
  let variables: Set<String>
  var missing: Set<Permission> = []

  init(connection: PanelConnection, nests: NestDirectory, variables: Set<String>) {
    self.connection = connection
    self.nests = nests
    self.variables = variables
  }

  /// Servers have to be readable; everything else may be missing.
  mutating func observe(
    _ wanted: ObservationRequest, _ tell: @escaping @Sendable (ReadingProgress) -> Void
  ) async throws(PanelFailure) -> Observation {
    tell(ReadingProgress(servers: 0, total: nil))
    let servers = try await servers(wanted.addresses, expecting: wanted.expectedServers, tell)
    let nodes = try await allowed { connection async throws(PanelFailure) in
      try await ListWalk<WireNode>(.get("nodes", needs: .nodes), over: connection).items(\.observed)
    }
    let eggs = try await eggs(wanted.eggs, servers)
    let users = try await users(wanted.users)
    let free = try await freeAllocations(on: wanted.freeAllocationsOn)
    return Observation(
      servers: servers, nodes: nodes, freeAllocations: free, eggs: eggs, users: users, missingPermissions: missing,
      requestsPerMinute: await connection.budget.requestsPerMinute)
  }

  /// Addresses are for the record only: where they make an answer too large, the servers are read without them.
  private func servers(
    _ addresses: ObservationRequest.Addresses, expecting expected: Int,
    _ tell: @escaping @Sendable (ReadingProgress) -> Void
  ) async throws(PanelFailure) -> [ObservedServer] {
    let include = addresses == .read ? ["include=allocations"] : []
    let walk = ListWalk<WireServer>(
      .get("servers", include, needs: .servers), over: connection, environment: .declared(variables),
      expecting: expected)
    do throws(PanelFailure) {
      return try await walk.items(onPages: observed) { tell(ReadingProgress(servers: $0, total: $1)) }
    } catch {
      guard case .noAnswer(_, .flood) = error, addresses == .read else { throw error }
      return try await servers(.none, expecting: expected, tell)
    }
  }

  /// Nil where the key may not read allocations, and where no node was requested.
  mutating func freeAllocations(on nodes: [NodeID]) async throws(PanelFailure) -> [NodeID: [Allocation]]? {
    guard !nodes.isEmpty else { return nil }
    var free: [NodeID: [Allocation]] = [:]
    for node in nodes {
      let found = try await allowed { connection async throws(PanelFailure) in
        try await Panel.freeAllocations(on: node, over: connection)
      }
      guard let found else { return nil }
      free[node] = found
    }
    return free
  }

  private mutating func users(_ wanted: ObservationRequest.Users) async throws(PanelFailure) -> [PanelUser]? {
    switch wanted {
    case .none: nil
    case .all:
      try await allowed { connection async throws(PanelFailure) in
        try await ListWalk<WireUser>(.get("users", needs: .users), over: connection).items(\.user)
      }
    }
  }

  mutating func eggs(
    _ wanted: [EggReference], _ servers: [ObservedServer]
  ) async throws(PanelFailure) -> [EggID: Egg] {
    var eggs: [EggID: Egg] = [:]
    for reference in wanted {
      let egg = try await allowed { [nests] connection async throws(PanelFailure) in
        try await readEgg(reference, in: nests, over: connection)
      }
      if let egg {
        eggs[reference.id] = egg
      } else if let server = servers.first(where: { $0.spec.startup.egg == reference.id }) {
        eggs[reference.id] = try await readEgg(of: server, over: connection)
      }
    }
    return eggs
  }
}

/// As the planner's values, which share what most servers have.
@Sendable private func observed(_ servers: [WireServer]) -> [ObservedServer] {
  var texts = Pool<String>()
  var environments = Pool<[String: String]>()
  return servers.map { $0.observed.sharing(&texts, &environments) }
}
