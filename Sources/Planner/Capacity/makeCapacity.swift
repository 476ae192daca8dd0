/// Says what the nodes hold, what is coming to them, and how much more fits.
///
/// A pure function: what comes is placed as a plan places it, first what the plan of the day makes and enlarges, then the orders that
/// would be made if they were accepted, paid and begun.
///
/// - Parameter observation: with the free addresses of every node, or those that are not there count as none.
public func makeCapacity(from observation: Observation, to fleet: Fleet, asOf: Instant) -> Capacity {
  var draft = PlanDraft(fleet: fleet, trusted: .none, observation: observation, asOf: asOf)
  let servers = ServerIndex(observation.servers)
  let observed = draft.ledger
  draft.planOrders(servers, recreate: [])
  let planned = draft.ledger
  let unplaceable = draft.placeUnsettled(servers)
  let survey = Survey(fleet: fleet, observation: observation, observed: observed, planned: planned, all: draft.ledger)
  let nodes = (observation.nodes ?? []).sorted { $0.id < $1.id }.map(survey.load)
  return Capacity(
    fleet: fleet.settings.name, panel: draft.panel.url, revision: fleet.revision, asOf: asOf.day, nodes: nodes,
    room: fleet.catalog.offeredTiers.map { tier in
      TierRoom(
        tier: tier.name, egg: fleet.namedEgg(of: tier.name), count: nodes.reduce(0) { $0 + $1.room(for: tier.name) })
    }, unplaceable: unplaceable)
}

extension PlanDraft {
  /// Places the orders that wait to be settled or to begin, as if they did not.
  ///
  /// - Returns: those for which no node has room, sorted.
  fileprivate mutating func placeUnsettled(_ servers: ServerIndex) -> [OrderID] {
    let unsettled = Set(waiting.filter(\.isUnsettled).map(\.order))
    let known = waiting.count
    for order in fleet.soundOrders where unsettled.contains(order.id) && order.isToRun(asOf: asOf.day) {
      planCreation(of: order, servers, because: .ordered)
    }
    return waiting.dropFirst(known).filter(\.lacksRoom).map(\.order).sorted()
  }
}

extension Order {
  /// Whether it would run on a server of its own were it accepted, paid and begun. One that it names has its room already.
  fileprivate func isToRun(asOf day: Day) -> Bool {
    state == .active && server == nil && until.map { day <= $0 } ?? true
  }
}

extension Waiting {
  /// Whether it has no server only because it is not accepted, paid or begun yet.
  fileprivate var isUnsettled: Bool {
    guard scope == .creation else { return false }
    return switch reason {
    case .quotePending, .paymentPending, .overdue, .notBegun: true
    case .refunded, .suspendedInOrder, .ended, .tierRetired, .noSuchUser, .userNotLinkable, .serverNotLinkable,
      .externalIDTaken,
      .nowhereToPlace,
      .upgradeDoesNotFit, .eggChange, .eggRefusesValue, .missingPermissions, .installing, .restoringBackup,
      .unfamiliarStatus:
      false
    }
  }

  fileprivate var lacksRoom: Bool {
    if case .nowhereToPlace = reason { true } else { false }
  }
}

/// The ledger at three moments: as observed, with what the plan takes, and with all that is promised.
private struct Survey {
  let fleet: Fleet
  let observation: Observation
  let observed: CapacityLedger
  let planned: CapacityLedger
  let all: CapacityLedger

  func load(of node: ObservedNode) -> NodeLoad {
    let standing = standing(of: node)
    let percent = fleet.settings.placement.reservePercent
    return NodeLoad(
      id: node.id, name: node.name, standing: standing, memory: load(.memory, of: node), disk: load(.disk, of: node),
      allocations: allocations(of: node),
      reserve: .init(memory: node.memory.reserve(percent).count, disk: node.disk.reserve(percent).count),
      room: fleet.catalog.offeredTiers.map { tier in
        TierRoom(
          tier: tier.name, egg: fleet.namedEgg(of: tier.name),
          count: standing == .open ? all.room(for: tier.resources, on: node) : 0)
      })
  }

  private func standing(of node: ObservedNode) -> NodeLoad.Standing {
    switch (node.visibility, node.operation) {
    case (_, .inMaintenance): return .inMaintenance
    case (.private, .inService): return .notPublic
    case (.public, .inService): break
    }
    return fleet.settings.placement.candidates(among: [node]).contains(node.id) ? .open : .notPlaced
  }

  private func load(_ resource: NodeResource, of node: ObservedNode) -> Load {
    let used = observed.used(resource, on: node.id)
    let planned = planned.used(resource, on: node.id)
    return Load(
      limit: node.capacity(of: resource).free(after: 0), used: used, planned: planned - used,
      promised: all.used(resource, on: node.id) - planned)
  }

  private func allocations(of node: ObservedNode) -> Load? {
    guard let free = observation.freeAllocations?[node.id]?.count else { return nil }
    let used = observation.servers.count { $0.node == node.id }
    let planned = planned.freeAddresses(on: node.id)
    return Load(
      limit: used + free, used: used, planned: free - planned, promised: planned - all.freeAddresses(on: node.id))
  }
}

extension NodeLoad {
  fileprivate func room(for tier: TierName) -> Int { room.first { $0.tier == tier }?.count ?? 0 }
}
