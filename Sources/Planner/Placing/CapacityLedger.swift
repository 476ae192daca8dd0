/// How much of each node is promised, and which addresses are free, while a plan is being made.
///
/// What the plan frees does not count: a termination may fail, and the create that relied on it would overbook the node.
struct CapacityLedger {
  private let nodes: [NodeID: ObservedNode]
  private var used: [NodeID: Used] = [:]
  private var free: [NodeID: ArraySlice<Allocation>] = [:]
  /// The nodes on which the plan takes memory or disk.
  private(set) var burdened: Set<NodeID> = []

  private struct Used {
    var memory = 0
    var disk = 0
  }

  init(of observation: Observation) {
    nodes = Dictionary((observation.nodes ?? []).map { ($0.id, $0) }) { first, _ in first }
    switch observation.scope {
    case .everything:
      for server in observation.servers {
        let build = server.build
        used[server.node, default: Used()].memory += build.memory.count
        used[server.node, default: Used()].disk += build.disk.count
      }
    case .part:
      for node in observation.nodes ?? [] {
        used[node.id] = node.allocated.map { Used(memory: $0.memory.count, disk: $0.disk.count) }
      }
    }
    for (node, allocations) in observation.freeAllocations ?? [:] { free[node] = allocations.sorted()[...] }
  }

  /// Promises what an upgrade adds, or says what its node lacks. A shrinking or equal server always fits.
  mutating func grow(from old: ServerSpec.Build, to new: ServerSpec.Build, on node: NodeID) -> NodeShortage? {
    guard let observed = nodes[node] else { return nil }
    let more = Used(
      memory: max(0, new.memory.count - old.memory.count), disk: max(0, new.disk.count - old.disk.count))
    let lacks = room(for: more, on: observed)
    guard lacks.isEmpty else { return NodeShortage(node: node, name: observed.name, lacks: lacks) }
    promise(more, on: node)
    return nil
  }

  /// Chooses a node and takes its next free address, or says of each candidate what it lacks.
  mutating func place(
    _ build: ServerSpec.Build, among candidates: [NodeID], by strategy: FleetSettings.PlacementRule.Strategy
  ) -> PlacementChoice {
    let needed = Used(memory: build.memory.count, disk: build.disk.count)
    var fitting: [ObservedNode] = []
    var shortages: [NodeShortage] = []
    for id in candidates.sorted() {
      let lacks = nodes[id].map { shortage(of: $0, for: needed) } ?? [.doesNotExist]
      if let node = nodes[id], lacks.isEmpty { fitting.append(node) }
      shortages.append(NodeShortage(node: id, name: nodes[id]?.name ?? "", lacks: lacks))
    }
    guard let chosen = preferred(among: fitting, by: strategy), let allocation = free[chosen.id]?.popFirst() else {
      return .nowhere(shortages)
    }
    promise(needed, on: chosen.id)
    return .placed(Placement(node: chosen.id, nodeName: chosen.name, allocation: allocation))
  }

  private mutating func promise(_ more: Used, on node: NodeID) {
    guard more.memory > 0 || more.disk > 0 else { return }
    used[node, default: Used()].memory += more.memory
    used[node, default: Used()].disk += more.disk
    burdened.insert(node)
  }

  /// What may still be promised on a node, nothing where too much is; nil for no limit.
  func left(of resource: NodeResource, on node: ObservedNode) -> Mebibytes? {
    let used = used[node.id] ?? Used()
    let free =
      switch resource {
      case .memory: node.memory.free(after: used.memory)
      case .disk: node.disk.free(after: used.disk)
      }
    return free.map { Mebibytes(max(0, $0)) }
  }

  /// MiB that are taken or promised on a node.
  func used(_ resource: NodeResource, on node: NodeID) -> Int {
    switch resource {
    case .memory: used[node]?.memory ?? 0
    case .disk: used[node]?.disk ?? 0
    }
  }

  /// Addresses of a node that nobody has.
  func freeAddresses(on node: NodeID) -> Int { free[node]?.count ?? 0 }

  private func shortage(of node: ObservedNode, for needed: Used) -> [NodeShortage.Lack] {
    var lacks: [NodeShortage.Lack] = []
    if node.visibility == .private { lacks.append(.notPublic) }
    if node.operation == .inMaintenance { lacks.append(.inMaintenance) }
    lacks += room(for: needed, on: node)
    if free[node.id]?.isEmpty ?? true { lacks.append(.allocation) }
    return lacks
  }

  private func room(for needed: Used, on node: ObservedNode) -> [NodeShortage.Lack] {
    let used = used[node.id] ?? Used()
    var lacks: [NodeShortage.Lack] = []
    if let free = node.memory.free(after: used.memory), needed.memory > free, needed.memory > 0 {
      lacks.append(.memory(needed: Mebibytes(needed.memory), free: Mebibytes(max(0, free))))
    }
    if let free = node.disk.free(after: used.disk), needed.disk > free, needed.disk > 0 {
      lacks.append(.disk(needed: Mebibytes(needed.disk), free: Mebibytes(max(0, free))))
    }
    return lacks
  }

  /// `pack` prefers the highest used share of the declared memory, `spread` the lowest; ties go to the lowest id.
  private func preferred(
    among nodes: [ObservedNode], by strategy: FleetSettings.PlacementRule.Strategy
  ) -> ObservedNode? {
    guard var best = nodes.first else { return nil }
    for node in nodes.dropFirst() {
      switch strategy {
      case .pack where isFuller(node, than: best): best = node
      case .spread where isFuller(best, than: node): best = node
      case .pack, .spread: break
      }
    }
    return best
  }

  /// Compares used shares as exact fractions: a/b > c/d where a·d > c·b.
  private func isFuller(_ node: ObservedNode, than other: ObservedNode) -> Bool {
    let left = (used[node.id]?.memory ?? 0).multipliedFullWidth(by: other.memory.size.count)
    let right = (used[other.id]?.memory ?? 0).multipliedFullWidth(by: node.memory.size.count)
    return (left.high, left.low) > (right.high, right.low)
  }
}

extension CapacityLedger {
  /// How many more servers of one size fit on a node, one after the other, by the rules of `place`.
  func room(for resources: Resources, on node: ObservedNode) -> Int {
    let shares = [(left(of: .memory, on: node), resources.memory), (left(of: .disk, on: node), resources.disk)]
    return shares.reduce(freeAddresses(on: node.id)) { count, share in
      guard let left = share.0, share.1.count > 0 else { return count }
      return min(count, left.count / share.1.count)
    }
  }
}

/// Where a server goes, or why nowhere.
enum PlacementChoice {
  case placed(Placement)
  case nowhere([NodeShortage])
}

extension ObservedNode.Capacity {
  /// MiB that may still be promised, negative where too much is; nil for no limit.
  func free(after used: Int) -> Int? {
    guard overallocate != -1 else { return nil }
    return size.count * (100 + overallocate) / 100 - used
  }

  /// What a plan should leave of it.
  func reserve(_ percent: Int) -> Mebibytes { Mebibytes(size.count * percent / 100) }
}
