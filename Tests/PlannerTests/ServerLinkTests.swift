import Testing

@testable import Planner

/// Servers that people made by hand: an order names one by its uuid, and the plan gives it the order's id.
@Suite struct ServerLinkTests {
  private static let uuid = anUUID(5)

  /// The server of an order as it is before it is linked.
  private func unlinked(
    _ order: Order, externalID: String? = nil, status: ServerStatus = .ready, owner: Int = 1,
    _ change: (inout ServerSpec) -> Void = { _ in }
  ) -> ObservedServer {
    let server = aServer(of: order, id: 5, status: status, owner: owner, change: change)
    return aServer(externalID: externalID, id: 5, status: status, spec: server.spec)
  }

  private func obstacle(_ plan: Plan) -> ServerObstacle? {
    guard case .serverNotLinkable(Self.uuid, let obstacle)? = plan.waiting.first?.reason else { return nil }
    return obstacle
  }

  @Test func `A server that an order names is linked, and nothing is created`() {
    let order = anOrder(server: Self.uuid)
    let plan = aPlan(for: aFleet([order]), on: aPanel([unlinked(order)]))
    #expect(inShort(plan) == ["link ord-1: link"])
    let change = plan.changes[0]
    #expect(change.reasons == [.linked] && change.server?.uuid == Self.uuid && !change.isTakeover)
    #expect(change.title == "links the server that the order names: nothing else of it changes")
    #expect(plan.counts.foreign == 0)
  }

  @Test func `What differs is changed with it, after it`() {
    let order = anOrder(server: Self.uuid)
    let server = unlinked(order) { spec in
      spec.build.cpu = 1
      spec.details.owner = .user(UserID(9))
      spec.startup.environment["DISCORD_TOKEN"] = "the customer's"
    }
    let plan = aPlan(for: aFleet([order]), on: aPanel([server]))
    #expect(inShort(plan) == ["link ord-1: link, update-details, update-build"])
    #expect(plan.changes[0].differences.map(\.field) == [.owner, .cpu])
    #expect(
      plan.changes[0].title
        == "links the server that the order names: changed to match the order, moves to the fleet's own user")
  }

  @Test(arguments: [
    (ServerStatus.ready, Order.State.suspended, ["link ord-1: link, suspend"]),
    (.suspended, .suspended, ["link ord-1: link"]), (.suspended, .active, ["link ord-1: link, unsuspend"]),
    (.installing, .active, ["link ord-1: link"]), (.installFailed, .active, ["link ord-1: link"]),
    (.restoringBackup, .active, ["link ord-1: link"]),
  ])
  func `A server in any state is linked`(status: ServerStatus, state: Order.State, told: [String]) {
    let order = anOrder(state: state, server: Self.uuid)
    #expect(inShort(aPlan(for: aFleet([order]), on: aPanel([unlinked(order, status: status)]))) == told)
  }

  @Test func `Once it is recorded, the key has no effect`() {
    let order = anOrder(server: Self.uuid)
    let server = unlinked(order, externalID: "ord-1")
    #expect(inShort(aPlan(for: aFleet([order], recorded: [aResult(of: order, server)]), on: aPanel([server]))) == [])
  }

  @Test func `What a killed run linked is recorded, and is no takeover`() {
    let order = anOrder(server: Self.uuid)
    let plan = aPlan(for: aFleet([order]), on: aPanel([unlinked(order, externalID: "ord-1")]))
    #expect(inShort(plan) == ["adopt ord-1"])
    #expect(plan.changes[0].reasons == [.linked])
    #expect(plan.changes[0].title == "links the server that the order names: only recorded")
    let half = aPlan(for: aFleet([order]), on: aPanel([unlinked(order, externalID: "ord-1") { $0.build.cpu = 1 }]))
    #expect(inShort(half) == ["update ord-1: update-build"] && half.changes[0].isLink)
  }

  @Test func `A recorded server that lost its external id gets it back`() {
    let order = anOrder(server: Self.uuid)
    let recorded = aResult(of: order, unlinked(order, externalID: "ord-1"))
    #expect(
      inShort(aPlan(for: aFleet([order], recorded: [recorded]), on: aPanel([unlinked(order)]))) == ["link ord-1: link"])
  }

  @Test func `A uuid that the panel does not have creates nothing`() {
    let order = anOrder(server: Self.uuid)
    let plan = aPlan(for: aFleet([order]), on: aPanel())
    #expect(plan.changes.isEmpty && obstacle(plan) == .absent)
    let named = aPlan(for: aFleet([order]), on: aPanel(), recreate: [order.id])
    #expect(named.changes.isEmpty)
  }

  @Test func `A recorded server that is gone is vanished, and the order has to let go of it first`() {
    let order = anOrder(server: Self.uuid)
    let recorded = aResult(of: order, unlinked(order, externalID: "ord-1"))
    let plan = aPlan(for: aFleet([order], recorded: [recorded]), on: aPanel(), recreate: [order.id])
    #expect(inShort(plan) == ["vanished ord-1"] && plan.vanished[0].isNamed)
  }

  @Test func `A server that is somebody else's is not touched`() {
    let order = anOrder(server: Self.uuid)
    let other = anOrder("ord-2")
    let strange = aPlan(for: aFleet([order]), on: aPanel([unlinked(order, externalID: "of another fleet")]))
    #expect(strange.changes.isEmpty && obstacle(strange) == .hasAnotherID(ServerID(5)))
    let ordered = aPlan(for: aFleet([order, other]), on: aPanel([unlinked(order, externalID: "ord-2")]))
    #expect(obstacle(ordered) == .belongs(ServerID(5), to: other.id))
    let recorded = aPlan(
      for: aFleet([order, other], recorded: [aResult(of: other, unlinked(other, externalID: "ord-2"))]),
      on: aPanel([unlinked(other)]))
    #expect(obstacle(recorded) == .belongs(ServerID(5), to: other.id))
    #expect(inShort(recorded).contains("vanished ord-2") && recorded.changes.isEmpty)
  }

  @Test func `An order that has another server keeps it, and nothing is done before it says which`() {
    let order = anOrder(state: .terminated, server: Self.uuid)
    let own = aServer(of: order, id: 6)
    for recorded in [[], [aResult(of: order, own)]] {
      let plan = aPlan(for: aFleet([order], recorded: recorded), on: aPanel([own, unlinked(order)]))
      #expect(plan.changes.isEmpty && obstacle(plan) == .orderHas(ServerID(6)))
      #expect(plan.waiting.map(\.scope) == [.everything])
    }
    let active = anOrder(server: Self.uuid)
    let lost = aPlan(for: aFleet([active], recorded: [aResult(of: active, own)]), on: aPanel([unlinked(active)]))
    #expect(lost.changes.isEmpty && obstacle(lost) == .orderIsRecorded(with: ServerID(6)))
    #expect(lost.vanished.map(\.order) == [active.id])
  }

  @Test func `An id that the panel takes for another's is waited with`() {
    let order = anOrder(server: Self.uuid)
    let plan = aPlan(
      for: aFleet([order]), on: aPanel([unlinked(order), aServer(externalID: "ORD-1", id: 8)]))
    #expect(inShort(plan) == ["waiting ord-1: externalIDTaken(by: 8), creation"])
  }

  @Test func `Two orders that name one server are told at both places, unless it is one's already`() {
    let orders = ["ord-1", "ord-2"].map { anOrder($0, server: Self.uuid) }
    let open = aPlan(for: aFleet(orders), on: aPanel([unlinked(orders[0])]))
    #expect(inShort(open) == [] && open.faulty == Set(orders.map(\.id)))
    #expect(open.diagnostics.map(\.code) == ["server-named-twice", "server-named-twice"])
    let server = unlinked(orders[0], externalID: "ord-1")
    let taken = aPlan(for: aFleet(orders, recorded: [aResult(of: orders[0], server)]), on: aPanel([server]))
    #expect(taken.diagnostics.isEmpty && taken.changes.isEmpty)
    #expect(taken.waiting.map(\.order) == [orders[1].id] && obstacle(taken) == .belongs(ServerID(5), to: orders[0].id))
  }

  @Test func `An order that is not settled, or is to end, links nothing`() {
    func plan(_ order: Order) -> Plan { aPlan(for: aFleet([order]), on: aPanel([unlinked(order)])) }
    #expect(inShort(plan(anOrder(payment: .pending, server: Self.uuid))) == ["waiting ord-1: paymentPending, creation"])
    #expect(inShort(plan(anOrder(state: .terminated, server: Self.uuid))) == [])
  }

  @Test func `A link counts where updates count`() {
    let orders = (1...3).map { anOrder("ord-\($0)", server: anUUID($0)) }
    let servers = (1...3).map { aServer(externalID: nil, id: $0, spec: aServer(of: orders[$0 - 1]).spec) }
    let settings = theSettings(safety: .init(maxChangedPercent: 10, always: 2))
    let plan = aPlan(for: aFleet(orders, settings: settings), on: aPanel(servers))
    #expect(plan.count(of: .link) == 3)
    guard case .tooManyChanges(planned: 3, allowed: _, recorded: _, by: _)? = plan.refusals.first else {
      Issue.record("\(plan.refusals)")
      return
    }
    #expect(plan.isAcceptable)
  }

  @Test func `No server is promised to an order that names its own`() {
    let order = anOrder(payment: .pending, server: Self.uuid)
    let panel = aPanel([unlinked(order)])
    let fleet = aFleet([order])
    #expect(nodesToSearch(for: fleet, on: panel.servers, nodes: panel.nodes ?? [], asOf: noon.day, recreate: []) == [])
  }

  @Test func `What links is told by digests of its own`() {
    let order = anOrder(server: Self.uuid)
    let linked = aPlan(for: aFleet([order]), on: aPanel([unlinked(order)])).changes[0].digest
    let adopted = aPlan(for: aFleet([order]), on: aPanel([unlinked(order, externalID: "ord-1")])).changes[0].digest
    let suspended = aPlan(for: aFleet([order]), on: aPanel([unlinked(order, status: .installing)])).changes[0].digest
    #expect(Set([linked, adopted, suspended]).count == 3)
  }
}
