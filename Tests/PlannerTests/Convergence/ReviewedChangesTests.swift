import Testing

@testable import Planner

/// What a digest promises: whatever happens between review and apply, a change with a reviewed digest is the reviewed change.
@Suite struct ReviewedChangesTests {
  @Test(arguments: 0..<6)
  func `Whatever moves in the meantime, an equal digest is the same deed to the same server`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 1000)
    for _ in 0..<25 {
      var world = randomWorld(&random)
      let reviewed = world.plan
      for _ in 0...Int.random(in: 0...3, using: &random) { disturb(&world, &random) }
      let now = world.plan
      let digests = Dictionary(reviewed.changes.map { ($0.digest, $0) }) { first, _ in first }
      for change in now.changes {
        guard let before = digests[change.digest] else { continue }
        #expect(before.order == change.order && before.kind == change.kind)
        #expect(before.server?.uuid == change.server?.uuid && before.server?.status == change.server?.status)
        #expect(before.server?.touched == change.server?.touched)
        #expect(before.actions.map(withoutAddress) == change.actions.map(withoutAddress))
      }
    }
  }

  @Test(arguments: 0..<4)
  func `Performing the reviewed changes alone, and then the rest, ends where performing all does`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 2000)
    for _ in 0..<15 {
      var world = randomWorld(&random)
      let reviewed = Set(world.plan.changes.map(\.digest))
      disturb(&world, &random)
      let plan = world.plan
      guard plan.refusals.isEmpty else { continue }
      let before = world.panel
      world.apply(plan.only { reviewed.contains($0.digest) })
      for server in before.servers where !plan.touches(server, reviewed) {
        #expect(world.panel.servers.contains(server), "\(server) was not reviewed, and is another now")
      }
      for _ in 0..<3 {
        world.panel.finishInstallations()
        world.apply(world.plan)
      }
      let waiting = Set(world.plan.waiting.map(\.order))
      let left = world.plan.changes.filter { $0.kind != .terminate && !waiting.contains($0.order) }
      if world.plan.refusals.isEmpty { #expect(left.map(inShort) == []) }
    }
  }

  @Test(arguments: 0..<4)
  func `The order in which things are found does not show`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 3000)
    for _ in 0..<10 {
      let world = randomWorld(&random)
      let plan = world.plan
      let seen = world.observation
      let turned = Observation(
        servers: seen.servers.shuffled(using: &random), nodes: seen.nodes?.shuffled(using: &random),
        freeAllocations: seen.freeAllocations?.mapValues { $0.shuffled(using: &random) }, eggs: seen.eggs,
        users: seen.users?.shuffled(using: &random), missingPermissions: seen.missingPermissions)
      #expect(
        makePlan(from: turned, to: world.fleet, trusting: TrustedResults(world.fleet.results), asOf: world.now) == plan)
    }
  }

  private func randomWorld(_ random: inout SeededGenerator) -> World {
    var world = World(orders: [], results: [:], panel: PretendPanel())
    for number in 1...Int.random(in: 2...7, using: &random) {
      let id = "ord-\(number)"
      switch OrderState.all[number - 1].randomElement(using: &random) {
      case .file(let order)?: world.orders.append(order)
      case .unreadable?: world.unreadable.insert(orderID(id))
      case OrderState.none?, nil: break
      }
      let panel = PanelState.allCases.randomElement(using: &random) ?? .none
      if let server = panel.server(of: id, number: number) { world.panel.servers.append(server) }
      world.results[orderID(id)] = (RecordState.allCases.randomElement(using: &random) ?? .none)
        .result(of: id, number: number)
    }
    return world
  }

  /// Something that may happen between a review and its apply.
  private func disturb(_ world: inout World, _ random: inout SeededGenerator) {
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
      guard let index = world.orders.indices.randomElement(using: &random) else { return }
      let number = (Int(world.orders[index].id.text.dropFirst(4)) ?? 1) - 1
      guard OrderState.all.indices.contains(number) else { return }
      if case .file(let other)? = OrderState.all[number].randomElement(using: &random) { world.orders[index] = other }
    case 1: world.now = Instant(seconds: world.now.seconds + 86_400 * Int.random(in: 0...9, using: &random))
    case 2:
      if let index = world.orders.indices.randomElement(using: &random) { world.orders.remove(at: index) }
    case 3: world.orders = world.orders.filter { $0.id.text != "ord-8" } + [anOrder("ord-8", tier: "pro")]
    case 4: world.settings = theSettings(safety: world.settings.safety, startup: "node other.js")
    case 5: world.panel.nodes = [aNode(1, memory: 900), aNode(2)]
    default: changeByHand(&world, &random)
    }
  }

  private func changeByHand(_ world: inout World, _ random: inout SeededGenerator) {
    guard let index = world.panel.servers.indices.randomElement(using: &random) else { return }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: world.panel.servers[index].build.memory = Mebibytes(Int.random(in: 1...4, using: &random) * 256)
    case 1: world.panel.servers[index].status = .suspended
    case 2: world.panel.servers[index].status = .ready
    case 3: world.panel.servers[index].details.name = "renamed"
    case 4: world.panel.servers[index].startup.environment["TIER"] = "gold"
    default: world.panel.servers.remove(at: index)
    }
  }

  private func withoutAddress(_ action: Action) -> Action {
    guard case .createServer(let new) = action else { return action }
    let placement = Placement(
      node: new.placement.node, nodeName: "", allocation: Allocation(id: AllocationID(1), ip: "", port: 1))
    return .createServer(
      NewServer(
        order: new.order, spec: new.spec, customersVariables: new.customersVariables, placement: placement))
  }
}

extension Plan {
  /// The plan with some of its changes, as an apply of a saved plan performs it.
  fileprivate func only(_ isPerformed: (Change) -> Bool) -> Plan {
    Plan(
      fleet: fleet, panel: panel, revision: revision, asOf: asOf, changes: changes.filter(isPerformed),
      waiting: waiting, vanished: vanished, orphans: orphans, notices: notices, refusals: refusals,
      diagnostics: diagnostics, faulty: faulty, counts: counts)
  }

  fileprivate func touches(_ server: PretendPanel.Server, _ reviewed: Set<Digest>) -> Bool {
    changes.contains { reviewed.contains($0.digest) && $0.server?.id == server.id }
  }
}
