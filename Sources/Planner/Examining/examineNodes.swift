/// Holds the panel's nodes against where the fleet places its servers: whether they are there, are open, and have room.
public func examineNodes(of fleet: Fleet, among nodes: [OfferedNode]) -> [Finding] {
  let rule = fleet.settings.placement
  let candidates = Set(rule.candidates(among: nodes.map(\.node)))
  let missing = candidates.subtracting(nodes.map(\.id)).sorted()
  var findings = missing.map { id in
    Finding(
      .node, .failure, "the panel has no node \(id), where the fleet places servers",
      advice: nodes.isEmpty
        ? "Create a node on the panel (Admin > Nodes)."
        : "Set placement.nodes to some of those there are: \(listed(nodes)).")
  }
  if candidates.isEmpty, case .locations(let locations) = rule.candidates {
    findings.append(
      Finding(
        .node, .failure,
        "no node is in \(locations.count == 1 ? "location" : "any of the locations") \(locations.sorted().map(\.description).joined(separator: ", ")), where the fleet places servers",
        advice: nodes.isEmpty
          ? "Create a node on the panel (Admin > Nodes)."
          : "Set placement.locations, or placement.nodes, to some of those there are: \(listed(nodes))."))
  }
  let tiers = fleet.catalog.offeredTiers
  let looks = nodes.filter { candidates.contains($0.id) }.map { NodeLook($0, tiers: tiers) }
  // One that takes nothing is no more than a warning while another takes everything.
  let isAnyOpen = looks.contains { $0.problem == nil }
  return findings + looks.map { $0.finding(isAnyOpen ? .warning : .failure) }
}

private func listed(_ nodes: [OfferedNode]) -> String {
  let most = 20
  let words = nodes.prefix(most).map { "\($0.id) (\($0.node.name))" }.joined(separator: ", ")
  return words + (nodes.count > most ? " and \(nodes.count - most) more" : "")
}

/// One node, and why it takes no servers.
private struct NodeLook {
  let node: OfferedNode
  let problem: Problem?
  private let tiers: [(name: TierName, resources: Resources)]

  enum Problem {
    case inMaintenance
    case notPublic
    case noAllocations
    /// Not even of the smallest tier.
    case noRoom(TierName, NodeResource)
  }

  init(_ node: OfferedNode, tiers: [(name: TierName, resources: Resources)]) {
    self.node = node
    self.tiers = tiers
    problem = Self.problem(of: node, tiers: tiers)
  }

  private static func problem(
    of node: OfferedNode, tiers: [(name: TierName, resources: Resources)]
  ) -> Problem? {
    if node.node.operation == .inMaintenance { return .inMaintenance }
    if node.node.visibility == .private { return .notPublic }
    if node.freeAddresses == 0 { return .noAllocations }
    guard let smallest = tiers.first else { return nil }
    let lacking = NodeResource.allCases.first { resource in
      let needed = smallest.resources.amount(of: resource).count
      return needed > 0 && (node.free(resource).map { needed > $0 } ?? false)
    }
    return lacking.map { .noRoom(smallest.name, $0) }
  }

  func finding(_ verdict: Finding.Verdict) -> Finding {
    let name = "\(node.id) (\(node.node.name))"
    switch problem {
    case nil: return .ok(.node, "\(name): \(free)\(room)")
    case .inMaintenance:
      return Finding(
        .node, verdict, "\(name) is in maintenance and takes no new servers",
        advice: "End its maintenance (Admin > Nodes > \(node.node.name) > Settings), or take it out of placement.")
    case .notPublic:
      return Finding(
        .node, verdict, "\(name) is private and takes no new servers",
        advice: "Make it public (Admin > Nodes > \(node.node.name) > Settings), or take it out of placement.")
    case .noAllocations:
      return Finding(
        .node, verdict, "no available allocations: \(name) has no free address",
        advice: "Add allocations (Admin > Nodes > \(node.node.name) > Allocation): each server takes one.")
    case .noRoom(let tier, let resource):
      return Finding(
        .node, verdict, "\(name) has no \(resource.rawValue) left for a server of the smallest tier, \(tier): \(free)",
        advice: "Add a node, or raise what this one may give (Admin > Nodes > \(node.node.name) > Settings, "
          + "\(resource == .memory ? "Memory" : "Disk") Overallocation).")
    }
  }

  /// `6GiB of memory, 18GiB of disk and 97 allocations free`
  private var free: String {
    let shares = NodeResource.allCases.map { resource in
      node.free(resource).map { "\(Mebibytes(max(0, $0))) of \(resource.rawValue)" } ?? "unlimited \(resource.rawValue)"
    }
    let addresses = node.freeAddresses.map { " and \(counted($0, "allocation"))" } ?? ""
    return shares.joined(separator: ", ") + "\(addresses) free"
  }

  /// `, for 12 starter or 6 pro`
  private var room: String {
    let most = 3
    let words = tiers.prefix(most).map { tier in "\(thousands(count(of: tier.resources))) \(tier.name)" }
    return words.isEmpty ? "" : ", for \(words.joined(separator: " or "))"
  }

  private func count(of resources: Resources) -> Int {
    NodeResource.allCases.reduce(node.freeAddresses ?? .max) { count, resource in
      guard let free = node.free(resource), resources.amount(of: resource).count > 0 else { return count }
      return min(count, max(0, free) / resources.amount(of: resource).count)
    }
  }
}

extension OfferedNode {
  /// MiB that may still be promised; nil for no limit.
  fileprivate func free(_ resource: NodeResource) -> Int? {
    let allocated =
      switch resource {
      case .memory: allocatedMemory
      case .disk: allocatedDisk
      }
    return node.capacity(of: resource).free(after: allocated.count)
  }
}

extension Resources {
  fileprivate func amount(of resource: NodeResource) -> Mebibytes {
    switch resource {
    case .memory: memory
    case .disk: disk
    }
  }
}
