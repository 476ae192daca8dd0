import Applier
public import Planner

/// What a look at everything sees of the panel as a whole, for metrics.
public struct PanelFigures: Sendable, Hashable {
  /// By number; empty where the key may not read nodes.
  public let nodes: [Node]
  /// Orders whose server somebody changed on the panel, which git did not ask for.
  public let drifted: Int

  public struct Node: Sendable, Hashable {
    public let id: NodeID
    /// What servers may be promised; nil for no limit.
    public let memoryBytes: Int?
    public let promisedBytes: Int
    /// Nil where the key may not read them, or nothing was to be placed there.
    public let freeAddresses: Int?
  }

  init(_ planned: PlannedFleet) {
    drifted = Set(planned.plan.changes.filter { $0.reasons.contains(.drifted) }.map(\.order)).count
    let observation = planned.observation
    var promised: [NodeID: Int] = [:]
    for server in observation.servers { promised[server.node, default: 0] += server.spec.build.memory.count }
    nodes = (observation.nodes ?? []).sorted { $0.id < $1.id }.map { node in
      Node(
        id: node.id,
        memoryBytes: node.memory.overallocate < 0
          ? nil : (node.memory.size.count * (100 + node.memory.overallocate) / 100) << 20,
        promisedBytes: (node.allocated?.memory.count ?? promised[node.id] ?? 0) << 20,
        freeAddresses: observation.freeAllocations?[node.id]?.count)
    }
  }
}
