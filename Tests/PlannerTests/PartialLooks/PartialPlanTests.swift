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
      for _ in 0..<10 where agree(resting, &random) { compared += 1 }
    }
    // Where the looked-at orders move others, nothing is promised.
    #expect(compared > 60)
  }

  /// Whether the two plans could be compared.
  private func agree(_ resting: RestingFleet, _ random: inout SeededGenerator) -> Bool {
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
    let looked = Set((1...states.count).map { orderID("ord-\($0)") })
    let trusted = someTrust(in: world.results, &random)
    let (fleet, seen) = (world.fleet, world.observation)
    let whole = makePlan(from: seen, to: fleet, trusting: trusted, asOf: noon)
    guard whole.changes.allSatisfy({ looked.contains($0.order) }),
      whole.vanished.allSatisfy({ looked.contains($0.order) })
    else { return false }
    let part = aPartialPlan(for: fleet, lookingAt: looked, on: seen, trusting: trusted)
    let name: Comment = "\(states) \(world.panel.nodes) \(fleet.orders) \(fleet.settings.safety)"
    #expect(part.changes == whole.changes, name)
    #expect(part.refusals == whole.refusals, name)
    #expect(part.acceptance == whole.acceptance, name)
    #expect(part.waiting == whole.waiting.filter { looked.contains($0.order) }, name)
    #expect(part.vanished == whole.vanished, name)
    #expect(part.orphans == whole.orphans.filter { looked.contains($0.order) }, name)
    #expect(part.held == whole.held, name)
    #expect(part.faulty == whole.faulty.filter { looked.contains($0) }, name)
    #expect(part.counts.orders == whole.counts.orders && part.counts.foreign == 0, name)
    #expect(part.counts.notLookedAt == fleet.orders.count { !looked.contains($0.id) }, name)
    return true
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
