import Testing

@testable import Planner

@Suite struct TerminationTests {
  let order = anOrder(state: .terminated)

  private func plan(_ status: ServerStatus, since: String?, order: Order? = nil, asOf: Instant = noon) -> Plan {
    let order = order ?? self.order
    let server = aServer(of: order, status: status)
    let fleet = aFleet([order], recorded: [aResult(of: order, server, terminatingSince: since)])
    return aPlan(for: fleet, on: aPanel([server]), asOf: asOf)
  }

  @Test func `A terminated order's server is suspended now, and the day of its end is told`() {
    let plan = plan(.ready, since: nil)
    #expect(inShort(plan) == ["suspend ord-1: suspend"])
    #expect(plan.changes.first?.reasons == [.terminated(since: nil)])
    #expect(plan.changes.first?.notes == [.dueOn(day("2026-11-29"))])
  }

  @Test func `It is deleted on the day that is due, and not the second before`() {
    let justBefore = instant("2026-11-21T23:59:59Z")
    #expect(plan(.suspended, since: "2026-11-15", asOf: justBefore).changes.isEmpty)
    let due = plan(.suspended, since: "2026-11-15", asOf: instant("2026-11-22T00:00:00Z"))
    #expect(inShort(due) == ["terminate ord-1: delete"])
    #expect(due.changes.first?.reasons == [.terminated(since: day("2026-11-15"))])
  }

  /// A day in a file is written by whoever may write files: a forged one deleted a server inside its grace.
  @Test func `The grace begins no earlier than git and the panel say`() {
    func plan(updated: String, onBranch: String?) -> Plan {
      let server = aServer(of: order, status: .suspended, updatedAt: instant("\(updated)T08:00:00Z"))
      let fleet = aFleet([order], recorded: [aResult(of: order, server, terminatingSince: "2020-01-01")])
      let evidence = GitEvidence(terminatedOn: onBranch.map { [order.id: day($0)] } ?? [:])
      return aPlan(for: fleet.knowing(evidence), on: aPanel([server]))
    }
    let due = { (on: String) in [Notice(order: self.order.id, kind: .terminationDue(on: day(on)))] }
    #expect(plan(updated: "2026-11-20", onBranch: "2026-11-01").notices == due("2026-11-27"))
    #expect(plan(updated: "2026-11-01", onBranch: "2026-11-18").notices == due("2026-11-25"))
    #expect(inShort(plan(updated: "2026-11-14", onBranch: "2026-11-15")) == ["terminate ord-1: delete"])
    #expect(inShort(plan(updated: "2026-11-14", onBranch: nil)) == ["terminate ord-1: delete"])
  }

  @Test func `Until then the plan is empty and says when`() {
    let plan = plan(.suspended, since: "2026-11-20")
    #expect(plan.isEmpty)
    #expect(plan.notices == [Notice(order: order.id, kind: .terminationDue(on: day("2026-11-27")))])
  }

  @Test func `Without a recorded day nothing is ever deleted`() {
    #expect(plan(.suspended, since: nil).isEmpty)
    let long = plan(.suspended, since: nil, asOf: instant("2030-01-01T00:00:00Z"))
    #expect(long.isEmpty)
  }

  @Test func `A server that somebody resumed is suspended again before it may be deleted`() {
    #expect(inShort(plan(.ready, since: "2026-01-01")) == ["suspend ord-1: suspend"])
  }

  @Test func `A protected order's server is not touched, and that is told`() {
    for status: ServerStatus in [.ready, .suspended] {
      let plan = plan(status, since: "2026-01-01", order: anOrder(state: .terminated, isProtected: true))
      #expect(plan.isEmpty)
      #expect(plan.notices.map(\.kind) == [.protected])
    }
  }

  @Test func `An order that says otherwise again is resumed and not deleted`() {
    let plan = plan(.suspended, since: "2026-01-01", order: anOrder())
    #expect(inShort(plan) == ["unsuspend ord-1: unsuspend"])
  }

  @Test func `The recorded day of a server that is gone does not delete the next one under its name`() {
    let old = aServer(of: order, id: 1, status: .suspended)
    let ended = aResult(of: order, old, phase: .terminated, terminatingSince: "2026-01-01")
    let new = aServer(of: order, id: 2, status: .suspended)
    let plan = aPlan(for: aFleet([order], recorded: [ended]), on: aPanel([new]))
    #expect(inShort(plan) == ["adopt ord-1"])
  }

  @Test func `A terminated order's differences are left as they are`() {
    let server = aServer(of: order, status: .suspended) { $0.build.memory = Mebibytes(1) }
    let fleet = aFleet([order], recorded: [aResult(of: order, server, terminatingSince: "2026-11-20")])
    #expect(aPlan(for: fleet, on: aPanel([server])).isEmpty)
  }
}
