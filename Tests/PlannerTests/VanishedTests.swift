import Testing

@testable import Planner

@Suite struct VanishedTests {
  private func fleet(_ order: Order) -> Fleet { aFleet([order], recorded: [aResult(of: order, aServer(of: order))]) }

  @Test(arguments: [
    anOrder(), anOrder(payment: .overdue), anOrder(state: .suspended), anOrder(quote: .cancelled),
  ])
  func `A recorded server that the panel does not have is told and not made again`(order: Order) {
    let plan = aPlan(for: fleet(order), on: aPanel())
    #expect(inShort(plan) == ["vanished ord-1"])
    #expect(plan.counts.inStep == 0)
  }

  @Test(arguments: [anOrder(), anOrder(payment: .overdue), anOrder(state: .suspended)])
  func `It is made again where somebody says so`(order: Order) {
    let plan = aPlan(for: fleet(order), on: aPanel(), recreate: [order.id])
    #expect(inShort(plan) == ["create ord-1: create"])
    #expect(plan.changes.first?.reasons == [.recreated])
  }

  @Test func `A cancelled order's server is made for nobody`() {
    let order = anOrder(quote: .cancelled)
    #expect(inShort(aPlan(for: fleet(order), on: aPanel(), recreate: [order.id])) == ["vanished ord-1"])
  }

  @Test func `A recreation is asked for by name`() {
    let plan = aPlan(for: fleet(anOrder()), on: aPanel(), recreate: [orderID("ord-2")])
    #expect(inShort(plan) == ["vanished ord-1"])
  }

  @Test func `A server that only lost its external id is pointed at, and no second one is made`() {
    let order = anOrder()
    let strayed = aServer(externalID: nil, id: 1)
    for recreate: Set<OrderID> in [[], [order.id]] {
      let plan = aPlan(for: fleet(order), on: aPanel([strayed]), recreate: recreate)
      #expect(inShort(plan) == ["vanished ord-1"])
      #expect(plan.vanished.first?.strayed == .init(id: ServerID(1), externalID: .unset))
    }
  }

  @Test func `A terminated order's vanished server is what was wanted`() {
    #expect(inShort(aPlan(for: fleet(anOrder(state: .terminated)), on: aPanel())) == [])
  }

  @Test func `An order that is not settled only waits`() {
    let plan = aPlan(for: fleet(anOrder(payment: .pending)), on: aPanel())
    #expect(inShort(plan) == ["waiting ord-1: paymentPending, creation"])
  }

  @Test func `An order whose server was terminated and that is ordered again gets a new one`() {
    let order = anOrder()
    let ended = aResult(of: order, aServer(of: order), phase: .terminated, terminatingSince: "2026-10-01")
    #expect(inShort(aPlan(for: aFleet([order], recorded: [ended]), on: aPanel())) == ["create ord-1: create"])
  }
}
