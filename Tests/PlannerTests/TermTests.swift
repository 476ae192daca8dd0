import Testing

@testable import Planner

/// `from` and `until`: the first and the last day of an order.
@Suite struct TermTests {
  private func plan(
    _ order: Order, _ server: ObservedServer? = nil, asOf: String, policy: FleetSettings.Policy = .init()
  )
    -> Plan
  {
    let fleet = aFleet(
      [order], recorded: server.map { [aResult(of: order, $0)] } ?? [], settings: theSettings(policy: policy))
    return aPlan(for: fleet, on: aPanel(server.map { [$0] } ?? []), asOf: instant(asOf))
  }

  @Test func `An order waits until its first day has come, in UTC, and is made on it`() {
    let order = anOrder(from: "2026-12-01")
    #expect(
      inShort(plan(order, asOf: "2026-11-30T23:59:59Z")) == ["waiting ord-1: notBegun(from: 2026-12-01), creation"])
    #expect(inShort(plan(order, asOf: "2026-12-01T00:00:00Z")) == ["create ord-1: create"])
  }

  @Test func `A server whose order has not begun is left exactly as it is, and that is told`() {
    for status: ServerStatus in [.ready, .suspended] {
      let server = aServer(of: anOrder(), status: status) { $0.build.cpu = 1 }
      let plan = plan(anOrder(from: "2026-12-01"), server, asOf: "2026-11-30T12:00:00Z")
      #expect(inShort(plan) == ["waiting ord-1: notBegun(from: 2026-12-01), everything"])
    }
  }

  @Test func `The last day counts whole, and the server is suspended after it`() {
    let order = anOrder(until: "2026-12-31")
    let server = aServer(of: order)
    #expect(inShort(plan(order, server, asOf: "2026-12-31T23:59:59Z")) == [])
    let after = plan(order, server, asOf: "2027-01-01T00:00:00Z")
    #expect(inShort(after) == ["suspend ord-1: suspend"])
    #expect(after.changes.first?.title == "ordered until 2026-12-31")
  }

  @Test func `A later last day brings the server back`() {
    let server = aServer(of: anOrder(), status: .suspended)
    #expect(
      inShort(plan(anOrder(until: "2027-12-31"), server, asOf: "2027-01-01T00:00:00Z")) == [
        "unsuspend ord-1: unsuspend"
      ])
  }

  @Test func `An order of one day runs on that day`() {
    let order = anOrder(from: "2026-11-22", until: "2026-11-22")
    #expect(inShort(plan(order, asOf: "2026-11-22T12:00:00Z")) == ["create ord-1: create"])
  }

  @Test func `A policy that keeps what is unpaid does not keep what has ended`() {
    let order = anOrder(payment: .overdue, until: "2026-11-21")
    let plan = plan(order, aServer(of: order), asOf: "2026-11-22T12:00:00Z", policy: .init(overdue: .keep))
    #expect(plan.changes.first?.reasons == [.ended(until: day("2026-11-21"))])
  }

  @Test func `The day alone does not move a change's digest`() {
    let order = anOrder(until: "2026-12-31")
    let server = aServer(of: order)
    let digests = ["2027-01-01T00:00:00Z", "2027-03-01T00:00:00Z"].map {
      plan(order, server, asOf: $0).changes.map(\.digest)
    }
    #expect(digests[0] == digests[1] && digests[0].count == 1)
  }

  @Test func `Addresses are read for an order only once it has begun`() {
    let fleet = aFleet([anOrder(from: "2026-12-01")])
    #expect(nodesToSearch(for: fleet, on: [], nodes: [aNode()], asOf: day("2026-11-30"), recreate: []) == [])
    #expect(nodesToSearch(for: fleet, on: [], nodes: [aNode()], asOf: day("2026-12-01"), recreate: []) == [NodeID(1)])
  }
}
