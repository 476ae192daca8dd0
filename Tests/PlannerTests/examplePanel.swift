@testable import Planner

// Words for what a panel has, and for what was recorded of it.

/// The second in which every example happens.
let noon = instant("2026-11-22T12:00:00Z")

/// A server as an order's creation leaves it, installed long ago; `change` makes it another.
func aServer(
  of order: Order, id: Int = 1, uuid: String? = nil, node: Int = 1, status: ServerStatus = .ready,
  createdAt: Instant = instant("2026-11-01T08:00:00Z"), updatedAt: Instant? = nil,
  settings: FleetSettings = theSettings(),
  catalog: Catalog = aCatalog(), owner: Int = 1, change: (inout ServerSpec) -> Void = { _ in }
) -> ObservedServer {
  var spec = EffectiveCatalog(in: catalog, under: settings).resolve(order).newSpec(owner: .user(UserID(owner)))
  spec.isSuspended = status == .suspended
  change(&spec)
  return aServer(
    externalID: order.id.text, id: id, uuid: uuid, node: node, status: status, createdAt: createdAt,
    updatedAt: updatedAt, spec: spec)
}

func aServer(
  externalID: String?, id: Int, uuid: String? = nil, node: Int = 1, status: ServerStatus = .ready,
  createdAt: Instant = instant("2026-11-01T08:00:00Z"), updatedAt: Instant? = nil, spec: ServerSpec = aSpec()
) -> ObservedServer {
  let uuid = uuid ?? anUUID(id)
  return ObservedServer(
    id: ServerID(id), uuid: uuid, identifier: String(uuid.prefix(8)), externalID: externalID, status: status,
    node: NodeID(node), allocation: AllocationID(1000 + id), createdAt: createdAt,
    updatedAt: updatedAt, spec: spec)
}

func anUUID(_ number: Int) -> String { padded(number, 8) + "-0000-4000-8000-000000000000" }

/// The spec of a server that no order describes.
func aSpec(memory: Int = 256, disk: Int = 512) -> ServerSpec {
  ServerSpec(
    details: .init(name: "someone's", description: "", owner: .user(UserID(1))),
    build: .init(
      memory: Mebibytes(memory), swap: Mebibytes(0), disk: Mebibytes(disk), io: 500, cpu: 10, threads: nil,
      databases: 0, backups: 0, allocations: 0),
    startup: .init(egg: EggID(15), image: "x", command: "x", environment: [:]), isSuspended: false)
}

func aNode(
  _ id: Int = 1, location: Int = 1, memory: Int = 8192, disk: Int = 20480, overallocate: Int = 0,
  visibility: ObservedNode.Visibility = .public, operation: ObservedNode.Operation = .inService
) -> ObservedNode {
  ObservedNode(
    id: NodeID(id), name: "node-\(id)", location: LocationID(location), visibility: visibility, operation: operation,
    memory: .init(size: Mebibytes(memory), overallocate: overallocate),
    disk: .init(size: Mebibytes(disk), overallocate: overallocate))
}

/// So many free addresses on a node.
func addresses(_ count: Int, on node: Int = 1) -> [Allocation] {
  (0..<count).map { .init(id: AllocationID(node * 100 + $0), ip: "203.0.113.\(node)", port: 25565 + $0) }
}

func aPanel(
  _ servers: [ObservedServer] = [], nodes: [ObservedNode]? = [aNode()],
  free: [NodeID: [Allocation]]? = nil, users: [PanelUser]? = [aUser(1, "admin")], missing: Set<Permission> = [],
  egg: Egg = theEgg
) -> Observation {
  Observation(
    servers: servers, nodes: nodes,
    freeAllocations: free
      ?? Dictionary(uniqueKeysWithValues: (nodes ?? []).map { ($0.id, addresses(20, on: $0.id.number)) }),
    eggs: [EggID(15): egg, EggID(16): Egg(id: EggID(16), variables: theEgg.variables, images: nil)], users: users,
    missingPermissions: missing)
}

/// An egg that has the sample fleet's variables and accepts any value of them.
let theEgg = Egg(
  id: EggID(15),
  variables: ["TIER", "FEATURES", "MAX_GUILDS", "DISCORD_TOKEN", "EXTRA"].map {
    .init(name: $0, rules: "nullable|string", defaultValue: "")
  }, images: nil)

func aUser(_ id: Int, _ externalID: String?, email: String? = nil, isAdministrator: Bool = false) -> PanelUser {
  PanelUser(
    id: UserID(id), externalID: externalID, email: email ?? "user-\(id)@example.com", username: "user-\(id)",
    isAdministrator: isAdministrator)
}

/// The result of an apply that left a server as it is given.
func aResult(
  of order: Order, _ server: ObservedServer, phase: OrderResult.Phase? = nil, since: String = "2026-11-01",
  terminatingSince: String? = nil, failure: OrderResult.Failure? = nil, withTexts: Bool = false
) -> OrderResult {
  var spec = FieldValues(server.spec)
  if !withTexts {
    spec[.name] = nil
    spec[.description] = nil
  }
  return OrderResult(
    order: order.id, phase: phase ?? (server.status == .suspended ? .suspended : .running), since: day(since),
    server: aRecordOf(server),
    applied: .init(
      revision: "0e1d2c3", change: Digest(of: .string("an earlier change")), at: instant("\(since)T08:00:00Z"),
      tier: order.tier.value, addons: order.addons.map(\.value), spec: spec),
    terminatingSince: terminatingSince.map(day), failure: failure)
}

func aRecordOf(
  _ server: ObservedServer, address: String? = "203.0.113.1:25565",
  installation: OrderResult.Server.Installation = .done
) -> OrderResult.Server {
  .init(
    id: server.id, uuid: server.uuid, identifier: server.identifier, node: server.node, address: address,
    installation: installation)
}
