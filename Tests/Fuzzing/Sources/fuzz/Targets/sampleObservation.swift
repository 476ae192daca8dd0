@testable import Planner

/// What the sample's panel has: the recorded server, drifted, a foreign one, two nodes, an egg, a user.
let sampleObservation = observation()

/// The sample's panel, with something else in the place of a part of it.
func observation(
  servers: [ObservedServer] = sampleServers, nodes: [ObservedNode] = sampleNodes,
  free: [NodeID: [Allocation]]? = nil, egg: Egg = sampleEgg, users: [PanelUser] = sampleUsers
) -> Observation {
  let addresses = nodes.map { node in
    (node.id, (1...3).map { Allocation(id: AllocationID($0), ip: "192.0.2.1", port: 2000 + $0) })
  }
  return Observation(
    servers: servers, nodes: nodes, freeAllocations: free ?? Dictionary(addresses) { first, _ in first },
    eggs: [egg.id: egg], users: users, missingPermissions: [])
}

private let sampleServers = [
  server(17, uuid: "6e2b7c1e-0000-4000-8000-000000000001", externalID: "ord-2", memory: 2048),
  server(18, uuid: "0d9c8b7a-0000-4000-8000-000000000002", externalID: nil, memory: 512),
]

private func server(_ id: Int, uuid: String, externalID: String?, memory: Int) -> ObservedServer {
  ObservedServer(
    id: ServerID(id), uuid: uuid, identifier: String(uuid.prefix(8)), externalID: externalID, status: .ready,
    node: NodeID(1), allocation: AllocationID(id), createdAt: sampleNoon,
    spec: ServerSpec(
      details: .init(name: "bot", description: "", owner: .user(UserID(1))),
      build: .init(
        memory: Mebibytes(memory), swap: Mebibytes(0), disk: Mebibytes(1024), io: 500, cpu: 50, threads: nil,
        databases: 0, backups: 1, allocations: 0),
      startup: .init(
        egg: EggID(15), image: "ghcr.io/parkervcp/yolks:nodejs_22", command: "node index.js",
        environment: ["TIER": "starter", "FEATURES": "moderation"]),
      isSuspended: false))
}

private let sampleNodes = (1...2).map { id in
  ObservedNode(
    id: NodeID(id), name: "node-\(id)", location: LocationID(1), visibility: .public, operation: .inService,
    memory: .init(size: Mebibytes(8192), overallocate: 0), disk: .init(size: Mebibytes(20480), overallocate: -1))
}

private let sampleEgg = Egg(
  id: EggID(15),
  variables: [
    .init(name: "TIER", rules: "required|in:starter,pro", defaultValue: ""),
    .init(name: "FEATURES", rules: "nullable|string|max:20", defaultValue: ""),
    .init(name: "DISCORD_TOKEN", rules: "required|string", defaultValue: ""),
  ], images: ["ghcr.io/parkervcp/yolks:nodejs_22"])

private let sampleUsers = [
  PanelUser(id: UserID(1), externalID: nil, email: "admin@example.com", username: "admin"),
  PanelUser(id: UserID(2), externalID: "cus-1", email: "ada@example.com", username: "cus-1"),
]
