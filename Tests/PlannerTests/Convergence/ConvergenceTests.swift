import Testing

@testable import Planner

/// Apply, observe, plan again: the plan is empty.
@Suite struct ConvergenceTests {
  @Test(arguments: PanelState.allCases, RecordState.allCases)
  func `Every order converges on every server, whatever was recorded`(panel: PanelState, record: RecordState) {
    for order in OrderState.all[0] { expectConvergence(of: world([(order, panel, record)])) }
  }

  @Test(arguments: PanelState.allCases, RecordState.allCases)
  func `A run that is disturbed anywhere doubles nothing, and the next one finishes`(
    panel: PanelState, record: RecordState
  ) {
    let kinds = World.Disturbance.Kind.allCases
    for (index, order) in OrderState.all[0].enumerated() {
      let world = world([(order, panel, record)])
      let actions = world.plan.changes.reduce(0) { $0 + $1.actions.count }
      for action in 0..<actions {
        // Each kind in its turn: all of them at every action would take minutes.
        expectConvergence(of: world, after: .init(action: action, kind: kinds[(index + action) % kinds.count]))
      }
    }
  }

  @Test(arguments: 0..<8)
  func `Fleets of random states converge, disturbed or not`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<12 {
      let states = (1...Int.random(in: 2...7, using: &random)).map { number in
        let orders = OrderState.all[number - 1]
        return (
          orders[Int.random(in: orders.indices, using: &random)], PanelState.allCases.randomElement(using: &random),
          RecordState.allCases.randomElement(using: &random)
        )
      }
      let world = world(states.map { ($0.0, $0.1 ?? .none, $0.2 ?? .none) })
      expectConvergence(of: world)
      guard let kind = World.Disturbance.Kind.allCases.randomElement(using: &random) else { continue }
      expectConvergence(of: world, after: .init(action: Int.random(in: 0..<8, using: &random), kind: kind))
    }
  }

  @Test func `What depends on another order is compared again when that one has changed`() {
    // A and B name the server that is A's. When it is deleted, the two contradict each other.
    let named = anUUID(1)
    var world = world([])
    world.orders = ["a", "b"].map { anOrder($0, state: .terminated, server: named) }
    let server = aServer(of: world.orders[0], uuid: named, status: .suspended)
    world.panel.servers = [PretendPanel.Server(server)]
    world.results[orderID("a")] = aResult(of: world.orders[0], server, terminatingSince: "2026-11-01")
    let before = world
    let plan = world.plan
    #expect(plan.changes.map(\.kind) == [.terminate])
    world.apply(plan)
    #expect(world.plan.faulty.contains(orderID("b")) && world.plan(after: plan, in: before) == world.plan)
  }

  @Test func `Whose users were to change, all orders are compared again`() {
    let customer = Customer(id: "cus-new", contact: .init(email: "new@example.com", name: "New Customer"))
    let plan = World(orders: [anOrder(customer: customer)], results: [:], panel: PretendPanel()).plan
    #expect(plan.changes.map(\.kind) == [.createUser, .create])
    #expect(plan.unsettled(lookedAt: [], recorded: []) == nil)
  }

  private func world(_ states: [(OrderState, PanelState, RecordState)]) -> World {
    var world = World(orders: [], results: [:], panel: PretendPanel())
    world.panel.servers.append(PretendPanel.Server(aServer(externalID: "nobody-we-know", id: 90)))
    world.add(states)
    return world
  }

  private func expectConvergence(of start: World, after disturbance: World.Disturbance? = nil) {
    var world = start
    var plan = world.plan
    if let disturbance {
      world.apply(plan, disturbance)
      #expect(world.plan(after: plan, in: start) == world.plan)
      expectNothingLost(from: start, to: world)
    }
    for hour in 0...1 {
      world.now = Instant(seconds: noon.seconds + hour * 7200)
      let before = world
      let applied = world.plan
      world.apply(applied)
      plan = world.plan
      #expect(world.plan(after: applied, in: before) == plan)
      expectNothingLost(from: before, to: world)
      expectInStep(world, plan, after: applied, from: start)
      world.panel.finishInstallations()
    }
    expectAsOrdered(world, plan)
  }

  /// Planning again gives nothing but what the day makes due and what found room only now, and recording again nothing at all.
  private func expectInStep(_ world: World, _ plan: Plan, after applied: Plan, from start: World) {
    if !plan.refusals.isEmpty { return }
    let excused = applied.waitingForRoom
    let left = plan.changes.filter { $0.kind != .terminate && !excused.contains($0.order) }
    let news = world.idleResults(of: plan)
    if !left.isEmpty || !news.isEmpty {
      Issue.record("left: \(left.map(inShort)) \(news) of \(start.orders) \(start.results) \(start.panel.servers)")
    }
    for change in plan.changes where change.kind == .terminate {
      #expect(world.results[change.order]?.terminatingSince.map { $0.adding(days: 7) <= world.now.day } == true)
    }
  }

  private func expectNothingLost(from before: World, to after: World) {
    for server in before.panel.servers {
      let order = before.orders.first { $0.id.text == server.externalID }
      guard let kept = after.panel.servers.first(where: { $0.id == server.id }) else {
        let result = order.flatMap { before.results[$0.id] }
        let isDue = result?.terminatingSince.map { $0.adding(days: 7) <= after.now.day } ?? false
        #expect(order?.state == .terminated && order?.isProtected == false && isDue && server.status == .suspended)
        continue
      }
      // Only an order that names it gives a server an external id.
      let naming = before.orders.first { $0.server?.value == server.uuid && $0.id.text == kept.externalID }
      #expect(kept.externalID == server.externalID || server.externalID == nil && naming != nil)
      #expect(kept.startup.environment["DISCORD_TOKEN"] == server.startup.environment["DISCORD_TOKEN"])
      if order?.name == nil { #expect(kept.details.name == server.details.name) }
      if before.results.keys.contains(where: { $0.text == server.externalID }) || order != nil || naming != nil {
        continue
      }
      #expect(kept == server)
    }
    let names = after.panel.servers.compactMap(\.externalID)
    #expect(Set(names).count == names.count)
    #expect(Set(after.panel.servers.map(\.allocation)).count == after.panel.servers.count)
  }

  /// Every order that waits for nothing has what it wants.
  private func expectAsOrdered(_ world: World, _ plan: Plan) {
    guard plan.refusals.isEmpty else { return }
    let apart = Set(plan.waiting.map(\.order)).union(plan.vanished.map(\.order)).union(world.unreadable)
      .union(plan.changes.map(\.order)).union(plan.faulty)
    for order in world.orders where !apart.contains(order.id) {
      let server = world.panel.servers.first { $0.externalID == order.id.text }
      switch wanted(by: order, under: world.settings.policy, asOf: world.now.day) {
      case .running:
        #expect(server?.status != nil && (server?.status == .suspended) == plan.suspendedByHand.contains(order.id))
        #expect(server?.build.cpu == convergenceCatalog.processor(of: order))
        #expect(server.map { $0.startup.command == "node index.js" } == true)
      case .suspended: #expect(server == nil || server?.status == .suspended)
      case .gone: #expect(server == nil || server?.status == .suspended || order.isProtected)
      case .asItIs, .undecided: break
      }
    }
  }
}

extension Plan {
  /// Orders that wait for what others take up; one of them may have left in the same run.
  fileprivate var waitingForRoom: Set<OrderID> {
    Set(
      waiting.lazy.filter { waiting in
        switch waiting.reason {
        case .nowhereToPlace, .upgradeDoesNotFit: true
        case .quotePending, .paymentPending, .overdue, .refunded, .suspendedInOrder, .notBegun, .ended, .tierRetired,
          .noSuchUser, .userNotLinkable, .serverNotLinkable, .externalIDTaken, .eggChange, .eggRefusesValue,
          .missingPermissions, .installing, .restoringBackup, .unfamiliarStatus:
          false
        }
      }.map(\.order))
  }
}

extension Catalog {
  fileprivate func processor(of order: Order) -> Int {
    order.addons.reduce(tier(of: order).resources.cpu) { $0 + (addons[$1.value]?.resources.cpu ?? 0) }
  }
}

/// Gives the same numbers for the same seed on every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
