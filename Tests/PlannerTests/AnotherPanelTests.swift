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
