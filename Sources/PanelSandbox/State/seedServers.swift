extension PanelState {
  /// Adds so many servers with the external ids `ord-000001`, `ord-000002`, …: bots of the fixture's last egg, of one
  /// owner, on the nodes in turn. Each node grows by what they need, and gets new allocations on an address of its own.
  mutating func seedServers(_ count: Int) {
    guard let egg = eggs.all.last(where: { !importedEggs.contains($0.id) }),
      let owner = users.all.last(where: { !$0.isRootAdmin }) ?? users.all.last
    else { return }
    let places = nodes.ids.ids
    guard !places.isEmpty else { return }
    servers.reserve(servers.count + count)
    allocations.reserve(count)
    let first = servers.nextID
    let variables = Self.seededVariables(of: egg)
    for number in 0..<count {
      let node = places[number % places.count]
      let allocation = seededAllocation(number / places.count, onNode: node, for: first + number)
      servers.put(
        seededServer(
          first + number, egg: egg, owner: owner.id, node: node, allocation: allocation, variables: variables))
    }
    for node in places { grow(node) }
  }

  private mutating func seededAllocation(_ number: Int, onNode node: Int, for server: Int) -> Int {
    let id = allocations.nextID
    let (block, port) = number.quotientAndRemainder(dividingBy: 50_000)
    allocations.put(
      Allocation(
        id: id, node: node, ip: "198.51.\(100 + block).\(node % 256)", alias: nil, port: 10_000 + port, server: server))
    return id
  }

  private mutating func seededServer(
    _ id: Int, egg: Egg, owner: Int, node: Int, allocation: Int, variables: [Int: String]
  ) -> Server {
    let digits = String(id)
    let number = String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    return Server(
      id: id, externalID: "ord-\(number)", uuid: randomness.uuid(), name: "bot \(number)", description: "",
      status: nil, skipsScripts: false, owner: owner, node: node, allocation: allocation, nest: egg.nest,
      egg: egg.id,
      limits: ServerLimits(memory: 256, swap: 0, disk: 512, io: 500, cpu: 50, threads: nil, oomDisabled: true),
      databaseLimit: 0, allocationLimit: 0, backupLimit: 1, startup: egg.startup,
      image: egg.firstDockerImage ?? "", variables: variables, createdAt: now, updatedAt: now)
  }

  private static func seededVariables(of egg: Egg) -> [Int: String] {
    let values = [
      "DISCORD_TOKEN": "MTA.seeded.token", "DISCORD_GUILD_ID": "123456789012345678", "TIER": "starter",
    ]
    var variables: [Int: String] = [:]
    for variable in egg.variables {
      variables[variable.id] = values[variable.environmentName] ?? variable.defaultValue
    }
    return variables
  }

  /// Gives a node as much room on top of its load as it had before.
  private mutating func grow(_ id: Int) {
    guard var node = nodes[id] else { return }
    let load = servers.load(ofNode: id)
    node.memory += load.memory
    node.disk += load.disk
    nodes.put(node)
  }
}
