import Testing

@testable import Planner

/// What a run leaves for one that reads only some of the orders.
@Suite struct OpenOrdersTests {
  private let order = anOrder()
  private let today = day("2026-11-22")

  /// What a run leaves open that changed nothing on the panel.
  private func open(
    _ fleet: Fleet, on panel: Observation, outcome: (Change) -> Outcome = { _ in .skipped(.interrupted) }
  ) -> OpenOrders? {
    let plan = aPlan(for: fleet, on: panel)
    let run = Run(plan: plan, revision: "4f2c1ab", startedAt: noon, outcomes: plan.changes.map { ($0, outcome($0)) })
    let recorded = fleet.recording(makeResults(of: run, for: fleet, after: panel.servers))
    return makeOpenOrders(after: run, next: aPlan(for: recorded, on: panel), in: recorded)
  }

  @Test func `Where all is as it should be, nothing is open`() {
    let server = aServer(of: order)
    let orders = open(aFleet([order], recorded: [aResult(of: order, server)]), on: aPanel([server]))
    #expect(orders == OpenOrders(revision: "4f2c1ab", asOf: today, servers: 1))
  }

  @Test func `What was planned and not tried is open`() {
    #expect(open(aFleet([order]), on: aPanel())?.open == [order.id: .undone])
  }

  @Test func `What failed is open, and what may have been done is told apart`() {
    func left(_ failure: OrderResult.Failure) -> OpenOrders? {
      open(aFleet([order]), on: aPanel()) { _ in .failed(failure) }
    }
    #expect(
      left(.init(action: "create", .noFreeAllocation, message: "node 1 has no free allocation"))?.open
        == [order.id: .failed])
    #expect(left(.init(action: "create", .noAnswer, message: "no answer"))?.open == [order.id: .unknown])
  }

  @Test func `A server that is being installed is open, and counts as living`() {
    let server = aServer(of: order, status: .installing)
    let orders = open(aFleet([order], recorded: [aResult(of: order, server, phase: .installing)]), on: aPanel([server]))
    #expect(orders?.open == [order.id: .installing] && orders?.servers == 1)
  }

  @Test func `An order waits for a node, or for its payment: only the one is looked at again`() {
    let unpaid = anOrder("ord-2", payment: .pending)
    let orders = open(aFleet([order, unpaid]), on: aPanel(nodes: [aNode(memory: 128)]))
    #expect(orders?.open == [order.id: .waiting])
  }

  @Test func `Days on which orders begin, end and are deleted are noted`() {
    let (begins, ends) = (anOrder("ord-2", from: "2026-12-01"), anOrder("ord-3", until: "2026-11-30"))
    let over = anOrder("ord-4", until: "2026-11-21")
    let gone = anOrder("ord-5", state: .terminated)
    let (third, fourth) = (aServer(of: ends, id: 3), aServer(of: over, id: 4, status: .suspended))
    let fifth = aServer(of: gone, id: 5, status: .suspended)
    let fleet = aFleet(
      [begins, ends, over, gone],
      recorded: [
        aResult(of: ends, third), aResult(of: over, fourth),
        aResult(of: gone, fifth, terminatingSince: "2026-11-20"),
      ])
    let orders = open(fleet, on: aPanel([third, fourth, fifth]))
    #expect(orders?.due == [begins.id: day("2026-12-01"), ends.id: day("2026-12-01")])
    #expect(orders?.terminating == [gone.id: day("2026-11-20")] && orders?.open == [:])
    let policy = fleet.settings.policy
    let due = day("2026-11-20").adding(days: policy.terminateAfterDays)
    #expect(orders?.toLookAt(asOf: today, under: policy) == [])
    #expect(orders?.toLookAt(asOf: day("2026-11-30"), under: .init(terminateAfterDays: 100)) == [])
    #expect(orders?.toLookAt(asOf: day("2026-12-01"), under: .init(terminateAfterDays: 100)) == [begins.id, ends.id])
    #expect(orders?.toLookAt(asOf: due, under: policy).contains(gone.id) == true)
    #expect(orders?.toLookAt(asOf: due.adding(days: -1), under: policy).contains(gone.id) == false)
  }

  @Test func `An order without a file is open until its day is recorded`() {
    let server = aServer(of: order)
    let orders = open(aFleet([], recorded: [aResult(of: order, server)]), on: aPanel([server]))
    #expect(orders?.servers == 1 && orders?.open == [:])
    let gap = ClockGap(machine: noon, panel: instant("2026-11-22T18:00:00Z"))
    let undated = open(aFleet([], recorded: [aResult(of: order, server)]), on: aPanel([server]).noting(gap))
    #expect(undated?.open == [order.id: .undone])
  }

  @Test func `A run of a part carries on what it did not look at`() throws {
    let (seventh, eighth) = (orderID("ord-7"), orderID("ord-8"))
    let before = OpenOrders(
      revision: "0e1d2c3", asOf: day("2026-11-20"), servers: 10, open: [order.id: .failed, seventh: .waiting],
      due: [order.id: day("2026-11-22"), eighth: day("2026-12-24")], through: day("2026-12-31"))
    let server = aServer(of: order)
    let part = try #require(
      open(aFleet([order], recorded: [aResult(of: order, server)]), on: aPanel([server])))
    let after = before.carriedOn(by: part, lookingAt: [order.id], livingBefore: 0)
    #expect(
      after
        == OpenOrders(
          revision: "4f2c1ab", asOf: today, servers: 11, open: [seventh: .waiting], due: [eighth: day("2026-12-24")],
          through: day("2026-12-31")))
  }

  @Test func `Made of another day, or of too few, it does not cover a day`() {
    let orders = OpenOrders(revision: "x", asOf: today, servers: 0, through: day("2026-11-30"))
    #expect(orders.covers(today) && orders.covers(day("2026-11-30")))
    #expect(!orders.covers(day("2026-12-01")) && !orders.covers(day("2026-11-21")))
  }

  @Test func `What results alone tell is held against it`() {
    let server = aServer(of: order, status: .installing)
    let fleet = aFleet([order], recorded: [aResult(of: order, server, phase: .installing)])
    let told = OpenOrders(recordedIn: fleet, revision: "x", asOf: today)
    let more = OpenOrders(
      revision: "y", asOf: today, servers: 1, open: [order.id: .installing, orderID("ord-2"): .undone],
      due: [order.id: day("2026-12-01")])
    #expect(told.agrees(withRecorded: told) && more.agrees(withRecorded: told))
    #expect(!OpenOrders(revision: "x", asOf: today, servers: 1).agrees(withRecorded: told))
    #expect(!OpenOrders(revision: "x", asOf: today, servers: 2, open: told.open).agrees(withRecorded: told))
  }
}
