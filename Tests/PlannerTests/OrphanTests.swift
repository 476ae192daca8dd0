import Testing

@testable import Planner

@Suite struct OrphanTests {
  let order = anOrder("ord-9")

  private func plan(
    _ status: ServerStatus = .ready, removed: FleetSettings.Policy.Consequence, unreadable: Set<OrderID> = []
  ) -> Plan {
    let server = aServer(of: order, status: status)
    let fleet = aFleet(
      [], recorded: [aResult(of: order, server)], settings: theSettings(policy: .init(removed: removed)),
      unreadable: unreadable)
    return aPlan(for: fleet, on: aPanel([server]))
  }

  @Test func `A recorded server without an order is told and kept`() {
    let plan = plan(removed: .keep)
    #expect(inShort(plan) == ["orphan ord-9"])
    #expect(plan.counts.foreign == 0)
  }

  @Test func `Where the policy says so it is suspended, and never more`() {
    #expect(inShort(plan(removed: .suspend)) == ["suspend ord-9: suspend", "orphan ord-9"])
    #expect(plan(removed: .suspend).changes.first?.reasons == [.removed])
    #expect(inShort(plan(.suspended, removed: .suspend)) == ["orphan ord-9"])
  }

  @Test func `An order that cannot be read is not a removed one`() {
    #expect(inShort(plan(removed: .suspend, unreadable: [order.id])) == [])
  }

  @Test func `A removed order that was being terminated is not terminated`() {
    let server = aServer(of: order, status: .suspended)
    let fleet = aFleet([], recorded: [aResult(of: order, server, terminatingSince: "2020-01-01")])
    #expect(inShort(aPlan(for: fleet, on: aPanel([server]))) == ["orphan ord-9"])
  }

  @Test func `A server that no order and no result names is counted and left alone`() {
    let panel = aPanel([
      aServer(externalID: nil, id: 1), aServer(externalID: "somebody-else", id: 2), aServer(externalID: "ORD 9", id: 3),
    ])
    let plan = aPlan(for: aFleet([]), on: panel)
    #expect(inShort(plan) == [])
    #expect(plan.counts.foreign == 3)
  }

  @Test func `A document with an error holds back its own server and nobody else's`() {
    let (bad, good) = (anOrder("ord-1"), anOrder("ord-2"))
    let moved = [
      aServer(of: bad, id: 1) { $0.build.cpu = 1 }, aServer(of: good, id: 2) { $0.build.cpu = 1 },
    ]
    let plan = aPlan(for: aFleet([good], unreadable: [bad.id]), on: aPanel(moved))
    #expect(inShort(plan) == ["update ord-2: update-build"])
    #expect(plan.counts.unreadable == 1)
  }

  @Test func `An order whose result cannot be read is left alone too, although its document is sound`() {
    let order = anOrder()
    let fleet = aFleet([order], unreadable: [order.id])
    #expect(inShort(aPlan(for: fleet, on: aPanel())) == [])
    #expect(inShort(aPlan(for: fleet, on: aPanel([aServer(of: order) { $0.build.cpu = 1 }]))) == [])
    #expect(aPlan(for: fleet, on: aPanel()).counts.inStep == 0)
    #expect(nodesToSearch(for: fleet, on: [], nodes: [aNode()], asOf: noon.day, recreate: []) == [])
  }
}
