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
    _ wanted: ObservationRequest, _ tell: @escaping @Sendable (ReadingProgress) -> Void
  ) async throws(PanelFailure) -> Observation {
    tell(ReadingProgress(servers: 0, total: nil))
    let nodes = try await allowed { connection async throws(PanelFailure) in
      try await ListWalk<WireNode>(.get("nodes", needs: .nodes), over: connection).items(\.observed)
    }
    let observer = self
    let (servers, surroundings) = try await both(
      { () async throws(PanelFailure) -> [ObservedServer] in
        try await observer.servers(wanted.addresses, expecting: wanted.expectedServers, tell)
      }, { () async throws(PanelFailure) -> Surroundings in try await Surroundings.read(wanted, by: observer) })
    missing.formUnion(surroundings.missing)
    let eggs = try await eggs(wanted.eggs, surroundings.eggs, servers)
    return Observation(
      servers: servers, nodes: nodes, freeAllocations: surroundings.freeAllocations, eggs: eggs,
      users: surroundings.users,
      missingPermissions: missing, requestsPerMinute: await connection.budget.requestsPerMinute)
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
  let eggs: [EggID: Egg]
  let users: [PanelUser]?
  let freeAllocations: [NodeID: [Allocation]]?
  let missing: Set<Permission>

  static func read(_ wanted: ObservationRequest, by observer: Observer) async throws(PanelFailure) -> Surroundings {
    var observer = observer
    let eggs = try await observer.eggs(wanted.eggs)
    let users = try await observer.users(wanted.users)
    let free = try await observer.freeAllocations(on: wanted.freeAllocationsOn)
    return Surroundings(eggs: eggs, users: users, freeAllocations: free, missing: observer.missing)
  }
}

/// As the planner's values, which share what most servers have.
@Sendable private func observed(_ servers: [WireServer]) -> [ObservedServer] {
  var pools = ServerPools()
  return servers.map { $0.observed.sharing(&pools) }
}
