import Testing

@testable import Planner

/// What a branch brings, told from what was already pending it.
@Suite struct PendingTests {
  private func brought(by orders: [Order], beyond base: [Order]) -> Plan {
    aPlan(for: aFleet(orders), on: aPanel()).brought(beyond: aPlan(for: aFleet(base), on: aPanel()))
  }

  @Test func `What the base would do too is pending, and not a change`() {
    let plan = brought(by: [anOrder("ord-1"), anOrder("ord-2")], beyond: [anOrder("ord-1")])
    #expect(plan.changes.map(\.order.text) == ["ord-2"])
    #expect(plan.pending.map(\.order.text) == ["ord-1"])
  }

  @Test func `A pending order that the branch edits is the branch's`() {
    let plan = brought(by: [anOrder("ord-1", tier: "pro")], beyond: [anOrder("ord-1")])
    #expect(plan.changes.map(\.order.text) == ["ord-1"])
    #expect(plan.pending.isEmpty)
  }

  @Test func `Orders that wait for the same as before are counted alone`() {
    let (old, new) = (anOrder("ord-1", payment: .pending), anOrder("ord-2", payment: .pending))
    let plan = brought(
      by: [old, new, anOrder("ord-3", quote: .pending)], beyond: [old, anOrder("ord-3", payment: .pending)])
    #expect(plan.waiting.map(\.order.text) == ["ord-2", "ord-3"] && plan.waitingBefore == 1)
  }

  @Test func `A branch that brings nothing has an empty plan`() {
    let plan = brought(by: [anOrder("ord-1")], beyond: [anOrder("ord-1")])
    #expect(plan.isEmpty)
    #expect(plan.pending.count == 1)
  }
}
