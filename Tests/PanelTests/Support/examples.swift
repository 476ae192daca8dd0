import Panel
import Planner

let identity = ServerIdentity(id: ServerID(1), uuid: "6e2b7c1e-0000-4000-8000-000000000001", externalID: "ord-1")

let build = ServerSpec.Build(
  memory: Mebibytes(1024), swap: Mebibytes(0), disk: Mebibytes(2048), io: 500, cpu: 100, threads: nil, databases: 1,
  backups: 3, allocations: 0)

/// An order for a server on node 1, at allocation 7.
func newServer(_ order: String = "ord-1", environment: [String: String] = ["TIER": "pro"]) throws -> NewServer {
  struct NoOrderID: Error {}
  guard let order = OrderID(order) else { throw NoOrderID() }
  return NewServer(
    order: order,
    spec: ServerSpec(
      details: ServerSpec.Details(name: "bot", description: "", owner: .user(UserID(2))), build: build,
      startup: ServerSpec.Startup(egg: EggID(15), image: "img", command: "node .", environment: Variables(environment)),
      isSuspended: false),
    customersVariables: ["DISCORD_TOKEN": "set-me"],
    placement: Placement(
      node: NodeID(1), nodeName: "node-1", allocation: Allocation(id: AllocationID(7), ip: "192.0.2.1", port: 2007)))
}
