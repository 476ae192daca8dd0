import Foundation

@testable import Planner

/// What a scenario's `observed.json` says: what the panel has, as briefly as it can be said.
///
/// Whatever is left out is as in the plainest case: a starter's server that runs, two roomy nodes, one user.
struct ObservedFile: Decodable {
  var asOf: String?
  var recreate: [String]?
  var resume: [String]?
  /// Since when the branch has the orders, where that is asked.
  var askedSince: String?
  var servers: [Server]?
  var nodes: [Node]?
  /// Free addresses by node.
  var free: [String: [String]]?
  var users: [User]?
  /// Permissions that the key lacks.
  var missing: [String]?

  struct Server: Decodable {
    let id: Int
    var uuid: String?
    var externalID: String?
    var status: String?
    var node: Int?
    var createdAt: String?
    var name: String?
    var description: String?
    var owner: Int?
    var memory: Int?
    var disk: Int?
    var cpu: Int?
    var databases: Int?
    var backups: Int?
    var environment: [String: String]?
  }

  struct Node: Decodable {
    let id: Int
    let name: String
    var memory: Int?
    var disk: Int?
    var overallocate: Int?
    var `public`: Bool?
    var maintenance: Bool?
  }

  struct User: Decodable {
    let id: Int
    let username: String
    let email: String
    var externalID: String?
  }

  var observation: Observation {
    let nodes = (nodes ?? [Node(id: 1, name: "ams-1"), Node(id: 2, name: "ams-2")]).map(\.value)
    return Observation(
      servers: (servers ?? []).map(\.value).sorted { $0.id < $1.id }, nodes: nodes,
      freeAllocations: addresses(of: nodes),
      eggs: lacksEggs ? [:] : [EggID(15): Self.egg, EggID(16): Self.pythonEgg],
      users: (users ?? [User(id: 1, username: "admin", email: "admin@example.com")]).map(\.value),
      missingPermissions: Set((missing ?? []).compactMap(Permission.init)))
  }

  private var lacksEggs: Bool { missing?.contains(Permission.eggs.rawValue) ?? false }

  private func addresses(of nodes: [ObservedNode]) -> [NodeID: [Allocation]] {
    var number = 0
    func allocation(_ text: String) -> Allocation? {
      let parts = text.split(separator: ":")
      guard parts.count == 2, let port = Int(parts[1]) else { return nil }
      number += 1
      return Allocation(id: AllocationID(number), ip: String(parts[0]), port: port)
    }
    return Dictionary(
      uniqueKeysWithValues: nodes.map { node in
        let plain = (25565..<25570).map { "203.0.113.\(node.id):\($0)" }
        return (node.id, (free.map { $0[node.id.description] ?? [] } ?? plain).compactMap(allocation))
      })
  }

  private static let egg = Egg(
    id: EggID(15),
    variables: [
      .init(name: "TIER", rules: "required|string|max:20", defaultValue: "starter"),
      .init(name: "MAX_GUILDS", rules: "required|integer", defaultValue: "1"),
      .init(name: "DISCORD_TOKEN", rules: "required|string", defaultValue: ""),
    ], images: ["ghcr.io/parkervcp/yolks:nodejs_22"])

  private static let pythonEgg = Egg(
    id: EggID(16),
    variables: egg.variables + [.init(name: "PY_FILE", rules: "required|string", defaultValue: "bot.py")],
    images: ["ghcr.io/parkervcp/yolks:python_3.12"])
}

extension ObservedFile.Server {
  fileprivate var value: ObservedServer {
    let uuid = uuid ?? anUUID(id)
    let status = ServerStatus(status)
    return ObservedServer(
      id: ServerID(id), uuid: uuid, identifier: String(uuid.prefix(8)), externalID: externalID, status: status,
      node: NodeID(node ?? 1), allocation: AllocationID(1000 + id),
      createdAt: instant(createdAt ?? "2026-11-01T08:00:00Z"),
      spec: ServerSpec(
        details: .init(
          name: name ?? externalID.map { "bot-\($0)" } ?? "a bot", description: description ?? "",
          owner: .user(UserID(owner ?? 1))),
        build: .init(
          memory: Mebibytes(memory ?? 512), swap: Mebibytes(0), disk: Mebibytes(disk ?? 1024), io: 500, cpu: cpu ?? 50,
          threads: nil, databases: databases ?? 0, backups: backups ?? 1, allocations: 0),
        startup: .init(
          egg: EggID(15), image: "ghcr.io/parkervcp/yolks:nodejs_22", command: "node index.js",
          environment: Variables(environment ?? ["TIER": "starter", "MAX_GUILDS": "1"])),
        isSuspended: status == .suspended))
  }
}

extension ObservedFile.Node {
  fileprivate var value: ObservedNode {
    let beyond = overallocate ?? 0
    return ObservedNode(
      id: NodeID(id), name: name, location: LocationID(1), visibility: `public` == false ? .private : .public,
      operation: maintenance == true ? .inMaintenance : .inService,
      memory: .init(size: Mebibytes(memory ?? 8192), overallocate: beyond),
      disk: .init(size: Mebibytes(disk ?? 20480), overallocate: beyond))
  }
}

extension ObservedFile.User {
  fileprivate var value: PanelUser {
    PanelUser(id: UserID(id), externalID: externalID, email: email, username: username)
  }
}
