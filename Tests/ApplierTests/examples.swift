import Planner

/// An id that is known to be one.
func orderID(_ text: String) -> OrderID {
  guard let id = OrderID(text) else { preconditionFailure("\(text) is no order id") }
  return id
}

let build = ServerSpec.Build(
  memory: Mebibytes(512), swap: Mebibytes(0), disk: Mebibytes(1024), io: 500, cpu: 50, threads: nil, databases: 0,
  backups: 1, allocations: 0)

let variables = ["TIER": "starter", "FEATURES": "music", "DISCORD_GUILD_ID": "112233445566778899", "MAX_GUILDS": "1"]

/// A server that the embedded panel would make on its first node.
func newServer(
  _ order: String, at allocation: Allocation, on node: NodeID = NodeID(1), owner: Owner = .user(UserID(2)),
  environment: [String: String] = variables
) -> NewServer {
  NewServer(
    order: orderID(order),
    spec: ServerSpec(
      details: ServerSpec.Details(name: "bot-\(order)", description: "", owner: owner), build: build,
      startup: ServerSpec.Startup(
        egg: EggID(15), image: "ghcr.io/parkervcp/yolks:nodejs_22", command: "node index.js",
        environment: Variables(environment)),
      isSuspended: false),
    customersVariables: ["DISCORD_TOKEN": "set-me"],
    placement: Placement(node: node, nodeName: "node-\(node)", allocation: allocation))
}

func creation(_ server: NewServer) -> Change {
  Change(
    order: server.order, kind: .create, reasons: [.ordered], server: nil, differences: [],
    actions: [.createServer(server)])
}

/// A server as the panel would show it.
func observedServer(_ order: String, id: Int = 1, spec: ServerSpec? = nil) -> ObservedServer {
  let new = newServer(order, at: Allocation(id: AllocationID(7), ip: "192.0.2.1", port: 2007))
  return ObservedServer(
    id: ServerID(id), uuid: "6e2b7c1e-0000-4000-8000-00000000000\(id)", identifier: "6e2b7c1e", externalID: order,
    status: .ready, node: NodeID(1), allocation: AllocationID(7), createdAt: Instant(seconds: 1_795_348_800),
    spec: spec ?? new.spec)
}

/// A plan of nothing but changes.
func plan(of changes: [Change], _ revision: Revision = .commit("4f2c1ab")) -> Plan {
  Plan(
    fleet: "example", panel: "https://panel.example.com", revision: revision,
    asOf: Instant(seconds: 1_795_348_800).day, changes: changes, waiting: [], vanished: [], orphans: [], notices: [],
    refusals: [], diagnostics: [], faulty: [],
    counts: Plan.Counts(orders: changes.count, servers: 0, users: 0, inStep: 0, foreign: 0, unreadable: 0))
}
