import Testing

@testable import Planner

@Suite struct AnotherPanelTests {
  let order = anOrder()

  @Test(arguments: [
    anOrder(), anOrder(payment: .pending), anOrder(state: .suspended), anOrder(state: .terminated),
  ])
  func `Another uuid under a recorded external id refuses the plan for good`(order: Order) {
    let recorded = aResult(of: order, aServer(of: order, id: 1))
    let plan = aPlan(for: aFleet([order], recorded: [recorded]), on: aPanel([aServer(of: order, id: 2)]))
    #expect(inShort(plan) == [])
    #expect(
      plan.refusals == [.anotherPanel(order: order.id, recordedUUID: anUUID(1), observedUUID: anUUID(2))])
    #expect(plan.refusals.map(\.remedy) == [.never])
    #expect(plan.counts.inStep == 0)
  }

  @Test func `So does one under the name of an order that was removed or cannot be read`() {
    let recorded = aResult(of: order, aServer(of: order, id: 1))
    for unreadable: Set<OrderID> in [[], [order.id]] {
      let plan = aPlan(
        for: aFleet([], recorded: [recorded], unreadable: unreadable), on: aPanel([aServer(of: order, id: 2)]))
      #expect(plan.refusals.count == 1)
      #expect(plan.refusals.map(\.remedy) == [.never])
    }
  }

  /// One record that was edited refused everybody's changes.
  @Test func `Where more of the recorded servers are here than not, a wrong record holds back its own order alone`() {
    let orders = (1...3).map { anOrder("ord-\($0)", tier: "pro") }
    let servers = (1...3).map { aServer(of: anOrder("ord-\($0)"), id: $0) }
    var known = zip(orders, servers).map { aResult(of: $0, $1) }
    known[1] = aResult(of: orders[1], aServer(of: orders[1], id: 2, uuid: anUUID(77)))
    let fleet = aFleet(orders, recorded: known, settings: theSettings(safety: .init(maxChangedPercent: 100)))
    let plan = aPlan(for: fleet, on: aPanel(servers))
    #expect(plan.refusals.isEmpty && plan.changes.map(\.order.text) == ["ord-1", "ord-3"])
    #expect(plan.diagnostics.map(\.code) == ["another-server"] && plan.faulty == [orders[1].id])
    #expect(plan.diagnostics.first?.path.hasSuffix("results/02/ord-2.yaml") == true)
    let run = Run(plan: plan, revision: "4f2c1ab", startedAt: noon, outcomes: [])
    #expect(!makeResults(of: run, for: fleet, after: servers).contains { $0.order == orders[1].id })
  }

  @Test func `Records whose servers were swapped hold back their own orders alone`() {
    let orders = (1...2).map { anOrder("ord-\($0)") } + [anOrder("ord-3")]
    let servers = (1...2).map { aServer(of: orders[$0 - 1], id: $0) }
    let swapped = [
      aResult(of: orders[0], aServer(of: orders[0], id: 2)), aResult(of: orders[1], aServer(of: orders[1], id: 1)),
    ]
    let plan = aPlan(for: aFleet(orders, recorded: swapped), on: aPanel(servers))
    #expect(plan.refusals.isEmpty && inShort(plan).count == 1 && plan.changes.map(\.order.text) == ["ord-3"])
    #expect(plan.faulty == Set(orders.prefix(2).map(\.id)))
  }

  @Test func `More vanished servers than may be terminated refuse the plan for good`() {
    let orders = (1...4).map { anOrder("ord-\($0)") }
    let results = orders.enumerated().map { aResult(of: $1, aServer(of: $1, id: $0 + 1)) }
    let plan = aPlan(for: aFleet(orders, recorded: results), on: aPanel())
    #expect(plan.refusals == [.tooManyVanished(count: 4, allowed: 3)])
    #expect(plan.refusals.map(\.remedy) == [.never])
    let fewer = aPlan(for: aFleet(Array(orders.dropLast()), recorded: Array(results.dropLast())), on: aPanel())
    #expect(fewer.refusals.isEmpty)
  }

  @Test func `A terminated order's record does not make its successor another panel`() {
    let ended = aResult(of: order, aServer(of: order, id: 1), phase: .terminated)
    let plan = aPlan(for: aFleet([order], recorded: [ended]), on: aPanel([aServer(of: order, id: 2)]))
    #expect(plan.refusals.isEmpty)
    #expect(inShort(plan) == ["adopt ord-1"])
  }
}
