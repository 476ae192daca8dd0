/// Where a new server goes.
struct Placement: Sendable {
  var node: Int
  var allocation: Int
  var additional: [Int]
}

/// The place that a create names, or the one that the panel picks for it. A pick is random among all free
/// allocations that match; `deploy` wins over a named default.
func placement(for call: Call, in state: inout PanelState) throws(Refusal) -> Placement {
  let additional = (call.field("allocation.additional")?.items ?? []).compactMap(PHPNumber.integer)
  if PHPNumber.isTrue(call.field("deploy")) {
    let allocation = try deployedAllocation(for: call, in: &state)
    return Placement(node: allocation.node, allocation: allocation.id, additional: additional)
  }
  guard let allocation = call.number("allocation.default").flatMap({ state.allocations[$0] }) else {
    throw .unexpected("ErrorException")
  }
  return Placement(node: allocation.node, allocation: allocation.id, additional: additional)
}

private func deployedAllocation(for call: Call, in state: inout PanelState) throws(Refusal) -> Allocation {
  let locations = (call.field("deploy.locations")?.items ?? []).compactMap(PHPNumber.integer)
  let nodes = state.viableNodes(
    memory: PHPNumber.number(call.field("limits.memory") ?? 0) ?? 0,
    disk: PHPNumber.number(call.field("limits.disk") ?? 0) ?? 0, inLocations: locations)
  if nodes.isEmpty { throw .noViableNode }
  let ports = try PortChoice((call.field("deploy.port_range")?.items ?? []).compactMap(\.text))
  let isDedicated = PHPNumber.isTrue(call.field("deploy.dedicated_ip"))
  let candidates = nodes.flatMap { node in
    let taken = isDedicated ? state.usedAddresses(ofNode: node.id) : []
    return state.allocations.free(onNode: node.id).filter { id in
      guard let allocation = state.allocations[id] else { return false }
      return ports.contains(allocation.port) && !taken.contains(allocation.ip)
    }
  }
  guard let picked = candidates.randomElement(using: &state.randomness).flatMap({ state.allocations[$0] }) else {
    throw .noViableAllocation
  }
  return picked
}

extension PanelState {
  /// Public nodes with room, in those locations or anywhere. Exactly full is allowed, and 0 always fits what is not
  /// over already; maintenance is not looked at (recording 31-043).
  func viableNodes(memory: Double, disk: Double, inLocations wanted: [Int]) -> [Node] {
    nodes.all.filter { node in
      let load = servers.load(ofNode: node.id)
      return node.isPublic && (wanted.isEmpty || wanted.contains(node.location))
        && Double(load.memory) + memory <= node.memoryCapacity && Double(load.disk) + disk <= node.diskCapacity
    }
  }

  fileprivate func usedAddresses(ofNode node: Int) -> Set<String> {
    Set(
      allocations.ofNode(node).compactMap { id in
        allocations[id].flatMap { $0.server == nil ? nil : $0.ip }
      })
  }
}

/// The ports that a deploy asks for: all, if nothing readable is asked for (scenario 05).
struct PortChoice: Sendable {
  private var ranges: [ClosedRange<Int>] = []
  private var isRestricted = false

  init(_ texts: [String]) throws(Refusal) {
    for mapping in texts.compactMap(PortMapping.init) {
      if abs(mapping.last - mapping.first) > 1000 {
        throw .display("Adding more than 1000 ports in a single range at once is not supported.")
      }
      allow(mapping.first, mapping.last)
    }
  }

  private mutating func allow(_ first: Int, _ last: Int) {
    isRestricted = true
    if first <= last { ranges.append(first...last) }
  }

  func contains(_ port: Int) -> Bool { !isRestricted || ranges.contains { $0.contains(port) } }
}
