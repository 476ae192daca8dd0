import Testing

@testable import Planner

@Suite struct AdoptionTests {
  @Test func `A server with the order's external id is taken over as it is`() {
    let order = anOrder()
    let plan = aPlan(for: aFleet([order]), on: aPanel([aServer(of: order)]))
    #expect(inShort(plan) == ["adopt ord-1"])
    #expect(plan.changes.first?.reasons == [.adopted])
  }

  @Test func `What differs is updated as in every other server`() {
    let order = anOrder(payment: .overdue)
    let plan = aPlan(for: aFleet([order]), on: aPanel([aServer(of: order) { $0.build.cpu = 1 }]))
    #expect(inShort(plan) == ["suspend ord-1: suspend, update-build"])
    #expect(plan.changes.first?.reasons == [.adopted, .overdue, .amended])
    #expect(plan.changes.first?.differences.map(\.cause) == [.unrecorded, .unrecorded])
  }

  @Test func `An order that is not settled is adopted and otherwise left`() {
    let order = anOrder(payment: .pending)
    let plan = aPlan(for: aFleet([order]), on: aPanel([aServer(of: order) { $0.build.cpu = 1 }]))
    #expect(inShort(plan) == ["adopt ord-1", "waiting ord-1: paymentPending, everything"])
  }

  @Test func `A terminated order's unrecorded server is suspended, and nothing is deleted yet`() {
    let order = anOrder(state: .terminated)
    #expect(
      inShort(aPlan(for: aFleet([order]), on: aPanel([aServer(of: order)]))) == ["suspend ord-1: suspend"])
    #expect(
      inShort(aPlan(for: aFleet([order]), on: aPanel([aServer(of: order, status: .suspended)]))) == ["adopt ord-1"])
  }

  @Test func `A create whose answer was lost is adopted by the next run`() {
    let order = anOrder()
    let lost = OrderResult(
      order: order.id, phase: .installing, since: day("2026-11-22"), server: aRecordOf(aServer(of: order)),
      applied: nil, terminatingSince: nil, failure: .init(action: "create", code: "answer-lost", message: "…"))
    let plan = aPlan(for: aFleet([order], recorded: [lost]), on: aPanel([aServer(of: order)]))
    #expect(inShort(plan) == ["adopt ord-1"])
  }
}
