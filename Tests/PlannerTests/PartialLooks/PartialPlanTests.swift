import Testing

@testable import Planner

/// A plan of some orders says of them what the plan of all would say, as long as nothing is to be done for the others.
@Suite(.timeLimit(.minutes(20)))
struct PartialPlanTests {
  @Test(arguments: 0..<24)
  func `Whole and partial plans of random fleets agree in each change and in each limit`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var compared = 0
    for _ in 0..<10 {
      let resting = RestingFleet(using: &random)
      for _ in 0..<10 {
        guard let difference = difference(in: someCase(of: resting, &random)) else { continue }
        compared += 1
        #expect(difference.isEmpty, "\(difference)")
      }
    }
    // Where the looked-at orders move others, nothing is promised.
    #expect(compared > 60)
  }

  /// What a partial plan has to know of the rest: without it, some of these worlds are planned otherwise.
  @Test(arguments: Ignorance.allCases)
  func `Whoever does not know one thing of the rest plans some of these worlds otherwise`(ignorance: Ignorance) {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<100 {
      let resting = RestingFleet(using: &random)
      for _ in 0..<10 {
        let difference = difference(in: someCase(of: resting, &random), without: ignorance)
        if difference?.isEmpty == false { return }
      }
    }
    Issue.record("nothing tells that \(ignorance) was not known")
  }

  /// What is not known of the rest.
  enum Ignorance: CaseIterable {
    case recorded, gone, claims, room
  }

  /// A fleet on a panel, and which of its orders are looked at.
  private struct Case {
    let looked: Set<OrderID>
    let fleet: Fleet
    let seen: Observation
    let trusted: TrustedResults
  }

  private func someCase(of resting: RestingFleet, _ random: inout SeededGenerator) -> Case {
    let states = (1...Int.random(in: 1...5, using: &random)).map { number in
      let orders = OrderState.all[number - 1]
      return (
        orders[Int.random(in: orders.indices, using: &random)],
        PanelState.allCases.randomElement(using: &random) ?? .none,
        RecordState.allCases.randomElement(using: &random) ?? .none
      )
    }
    var world = resting.with(states)
    world.settings = theSettings(placement: convergenceSettings.placement, safety: someLimits(&random))
    tighten(&world.panel, &random)
    return Case(
      looked: Set((1...states.count).map { orderID("ord-\($0)") }), fleet: world.fleet, seen: world.observation,
      trusted: someTrust(in: world.results, &random))
  }

  /// In what the two plans of a case differ; nil where they cannot be compared, because something is to be done for the rest.
  private func difference(in world: Case, without ignorance: Ignorance? = nil) -> [String]? {
    let (looked, trusted) = (world.looked, world.trusted)
    let whole = makePlan(from: world.seen, to: world.fleet, trusting: trusted, asOf: noon)
    guard whole.changes.allSatisfy({ looked.contains($0.order) }),
      whole.vanished.allSatisfy({ looked.contains($0.order) })
    else { return nil }
    let narrowed = world.fleet.looking(at: looked, trusting: trusted).forgetting(ignorance)
    var seen = world.seen.part(narrowed.request)
    if ignorance == .room { seen = seen.withoutSums }
    let part = makePlan(from: seen, to: narrowed, trusting: trusted, asOf: noon)
    let others = world.fleet.orders.count { !looked.contains($0.id) }
    let agreements = [
      ("changes", part.changes == whole.changes), ("refusals", part.refusals == whole.refusals),
      ("acceptance", part.acceptance == whole.acceptance),
      ("waiting", part.waiting == whole.waiting.filter { looked.contains($0.order) }),
      ("vanished", part.vanished == whole.vanished),
      ("orphans", part.orphans == whole.orphans.filter { looked.contains($0.order) }),
      ("held", part.held == whole.held), ("faulty", part.faulty == whole.faulty.filter { looked.contains($0) }),
      ("counts", part.counts.orders == whole.counts.orders && part.counts.foreign == 0),
      ("rest", part.counts.notLookedAt == others),
    ]
    let different = agreements.filter { !$0.1 }.map(\.0)
    return different.isEmpty ? [] : different + ["\(world)"]
  }

  private func someLimits(_ random: inout SeededGenerator) -> FleetSettings.Safety {
    func allowance(_ random: inout SeededGenerator) -> Allowance {
      Bool.random(using: &random)
        ? .count(Int.random(in: 0...3, using: &random)) : .share(percent: Int.random(in: 0...30, using: &random))
    }
    return .init(
      maxTerminations: Int.random(in: 0...3, using: &random),
      maxChangedPercent: Int.random(in: 0...40, using: &random), always: Int.random(in: 0...3, using: &random),
      maxCreates: allowance(&random), maxUsers: allowance(&random))
  }

  /// Leaves little room on the nodes, so that it matters what others take of them.
  private func tighten(_ panel: inout PretendPanel, _ random: inout SeededGenerator) {
    panel.nodes = panel.nodes.map { node in
      let used = panel.servers.filter { $0.node == node.id && $0.build.memory < PretendPanel.largest }
        .reduce(0) { $0 + $1.build.memory.count }
      return aNode(node.id.number, memory: used + Int.random(in: 0...3000, using: &random))
    }
  }

  /// What only a pull request records is not trusted; where nothing is known of the branch, everything counts.
  private func someTrust(
    in results: [OrderID: OrderResult], _ random: inout SeededGenerator
  ) -> TrustedResults {
    switch Int.random(in: 0...3, using: &random) {
    case 0: return .none
    case 1:
      let doubted = results.keys.sorted().randomElement(using: &random)
      return TrustedResults(results.filter { $0.key != doubted })
    default: return TrustedResults(results)
    }
  }
}

extension Fleet {
  /// The same without one thing that is known of the rest.
  fileprivate func forgetting(_ ignorance: PartialPlanTests.Ignorance?) -> Fleet {
    guard let rest, let ignorance else { return self }
    let less = FleetRest(
      looked: rest.looked, known: rest.known, orders: rest.orders,
      recorded: ignorance == .recorded ? 0 : rest.recorded, gone: ignorance == .gone ? [] : rest.gone,
      namesCustomers: rest.namesCustomers, claims: ignorance == .claims ? [] : rest.claims,
      recordedServers: rest.recordedServers, sample: rest.sample)
    return Fleet(
      revision: revision, settings: settings, catalog: catalog, orders: orders, results: results,
      unreadable: unreadable, evidence: evidence, rest: less)
  }
}

extension Observation {
  /// The same as if a panel said nothing of what is taken of its nodes.
  fileprivate var withoutSums: Observation {
    Observation(
      servers: servers, nodes: nodes?.map { aNode($0.id.number, memory: $0.memory.size.count) },
      freeAllocations: freeAllocations, eggs: eggs, users: users, absentUsers: absentUsers,
      missingPermissions: missingPermissions, scope: scope)
  }
}
