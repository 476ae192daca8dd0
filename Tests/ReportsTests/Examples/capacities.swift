import Planner

/// Nodes in each standing, and loads of each kind.
let shownCapacity = Capacity(
  fleet: "codecraft", panel: "https://panel.example.com",
  revision: .commit("4f2c1ab0d5e6f708192a3b4c5d6e7f8091a2b3c4"), asOf: day("2026-11-22"),
  nodes: [
    node(
      1, .open, memory: Load(limit: 8192, used: 6144, planned: 512, promised: 512),
      disk: Load(limit: 102_400, used: 40960, planned: 1024, promised: 1024),
      allocations: Load(limit: 1200, used: 17, planned: 1, promised: 1), room: [2, 1, 0]),
    node(
      2, .notPlaced, memory: Load(limit: 8192, used: 8000, planned: 0, promised: 0),
      disk: Load(limit: nil, used: 10240, planned: 0, promised: 2048),
      allocations: Load(limit: 3, used: 3, planned: 0, promised: 0), room: [0, 0, 0]),
    node(
      3, .notPublic, memory: Load(limit: 4096, used: 5000, planned: 0, promised: 0),
      disk: Load(limit: 0, used: 0, planned: 0, promised: 0), allocations: nil, room: [0, 0, 0]),
    node(
      4, .inMaintenance, memory: Load(limit: 65536, used: 1, planned: 0, promised: 65534),
      disk: Load(limit: 65536, used: 65535, planned: 0, promised: 0),
      allocations: Load(limit: 0, used: 0, planned: 0, promised: 0), room: [0, 0, 0]),
  ], room: room([2, 1, 0]), unplaceable: [order("ord-1043"), order("ord-1050")])

private func node(
  _ id: Int, _ standing: NodeLoad.Standing, memory: Load, disk: Load, allocations: Load?, room counts: [Int]
) -> NodeLoad {
  NodeLoad(
    id: NodeID(id), name: "ams-\(id)", standing: standing, memory: memory, disk: disk, allocations: allocations,
    reserve: .init(memory: 1228, disk: 2048), room: room(counts))
}

private func room(_ counts: [Int]) -> [TierRoom] {
  zip([("starter", 15), ("pro", 16), ("business", 15)], counts).map {
    TierRoom(tier: TierName($0.0), egg: EggID($0.1), count: $1)
  }
}
