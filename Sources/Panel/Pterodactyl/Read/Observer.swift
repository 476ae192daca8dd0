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
  ///
  /// The nodes come first, because they are the shortest answer: it says how many requests the panel takes in a minute, which has to be
  /// known before several are sent at once (`RequestAllowance`). Everything else is asked for beside the servers.
  mutating func observe(
    _ wanted: ObservationRequest.Servers,
    then rest: @escaping @Sendable () async throws(PanelFailure) -> ObservationRequest.Rest,
    _ tell: @escaping @Sendable (ReadingProgress) -> Void
  ) async throws(PanelFailure) -> Observation {
    tell(ReadingProgress(servers: 0, total: nil))
    let nodes = try await allowed { connection async throws(PanelFailure) in
      try await ListWalk<WireNode>(.get("nodes", needs: .nodes), over: connection).items(\.observed)
    }
    let observer = self
    let (early, surroundings) = try await both(
      { () async throws(PanelFailure) -> [EarlyServer] in
        try await observer.servers(wanted, .declaredSoFar(observer.variables), tell)
      },
      { () async throws(PanelFailure) -> Surroundings in try await Surroundings.read(try await rest(), by: observer) }
    )
    missing.formUnion(surroundings.missing)
    let servers = try await observer.servers(early, showing: surroundings.wanted.variables, wanted, tell)
    let eggs = try await eggs(surroundings.wanted.eggs, surroundings.eggs, servers)
    return Observation(
      servers: servers, nodes: nodes, freeAllocations: surroundings.freeAllocations, eggs: eggs,
      users: surroundings.users,
      missingPermissions: missing, requestsPerMinute: await connection.budget.requestsPerMinute)
  }

  /// Addresses are for the record only: where they make an answer too large, the servers are read without them.
  private func servers(
    _ wanted: ObservationRequest.Servers, _ environment: EnvironmentReading,
    _ tell: @escaping @Sendable (ReadingProgress) -> Void
  ) async throws(PanelFailure) -> [EarlyServer] {
    let include = wanted.addresses == .read ? ["include=allocations"] : []
    let walk = ListWalk<WireServer>(
      .get("servers", include, needs: .servers), over: connection, environment: environment,
      expecting: wanted.expected)
    do throws(PanelFailure) {
      return try await walk.items(onPages: earlyServers) { tell(ReadingProgress(servers: $0, total: $1)) }
    } catch {
      guard case .noAnswer(_, .flood) = error, wanted.addresses == .read else { throw error }
      return try await servers(
        ObservationRequest.Servers(addresses: .none, expected: wanted.expected), environment, tell)
    }
  }

  /// The servers with everything that is declared. Where one of them would not have been read so, they are read again, which says why.
  private func servers(
    _ early: [EarlyServer], showing more: Set<String>, _ wanted: ObservationRequest.Servers,
    _ tell: @escaping @Sendable (ReadingProgress) -> Void
  ) async throws(PanelFailure) -> [ObservedServer] {
    let all = variables.union(more)
    if all == variables, !all.isEmpty { return early.map(\.server) }
    var servers: [ObservedServer] = []
    servers.reserveCapacity(early.count)
    for server in early {
      guard let server = server.showing(all) else {
        return try await self.servers(wanted, .declared(all), tell).map(\.server)
      }
      servers.append(server)
    }
    return servers
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

  mutating func users(_ wanted: ObservationRequest.Users) async throws(PanelFailure) -> [PanelUser]? {
    switch wanted {
    case .none: nil
    case .all:
      try await allowed { connection async throws(PanelFailure) in
        try await ListWalk<WireUser>(.get("users", needs: .users), over: connection).items(\.user)
      }
    }
  }

  /// Those that the key may read.
  mutating func eggs(_ wanted: [EggReference]) async throws(PanelFailure) -> [EggID: Egg] {
    var eggs: [EggID: Egg] = [:]
    for reference in wanted {
      eggs[reference.id] = try await allowed { [nests] connection async throws(PanelFailure) in
        try await readEgg(reference, in: nests, over: connection)
      }
    }
    return eggs
  }

  /// With what servers show of those that the key may not read.
  func eggs(
    _ wanted: [EggReference], _ read: [EggID: Egg], _ servers: [ObservedServer]
  ) async throws(PanelFailure) -> [EggID: Egg] {
    var eggs = read
    for reference in wanted where eggs[reference.id] == nil {
      guard let server = servers.first(where: { $0.spec.startup.egg == reference.id }) else { continue }
      eggs[reference.id] = try await readEgg(of: server, over: connection)
    }
    return eggs
  }
}

/// What is read beside the servers.
private struct Surroundings: Sendable {
  let wanted: ObservationRequest.Rest
  let eggs: [EggID: Egg]
  let users: [PanelUser]?
  let freeAllocations: [NodeID: [Allocation]]?
  let missing: Set<Permission>

  static func read(
    _ wanted: ObservationRequest.Rest, by observer: Observer
  ) async throws(PanelFailure) -> Surroundings {
    var observer = observer
    let eggs = try await observer.eggs(wanted.eggs)
    let users = try await observer.users(wanted.users)
    let free = try await observer.freeAllocations(on: wanted.freeAllocationsOn)
    return Surroundings(
      wanted: wanted, eggs: eggs, users: users, freeAllocations: free, missing: observer.missing)
  }
}

/// As the planner's values, which share what most servers have.
@Sendable private func earlyServers(_ servers: [WireServer]) -> [EarlyServer] {
  var pools = ServerPools()
  return servers.map {
    EarlyServer(server: $0.observed.sharing(&pools), textless: $0.container.environment.textless)
  }
}
