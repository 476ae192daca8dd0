import Testing

@testable import Planner

@Suite struct InstallingTests {
  let order = anOrder(payment: .overdue)

  private func plan(_ status: ServerStatus, createdAt: String, order: Order? = nil) -> Plan {
    let order = order ?? self.order
    let server = aServer(of: order, status: status, createdAt: instant(createdAt))
    return aPlan(for: aFleet([order], recorded: [aResult(of: order, server, phase: .installing)]), on: aPanel([server]))
  }

  @Test func `A suspension waits for the installation, which it would overwrite`() {
    let plan = plan(.installing, createdAt: "2026-11-22T11:00:01Z")
    #expect(plan.changes.isEmpty)
    #expect(
      plan.waiting
        == [Waiting(order: order.id, reason: .installing(until: instant("2026-11-22T12:00:01Z")), scope: .suspension)])
    #expect(plan.notices.isEmpty)
  }

  @Test func `After the time that the fleet grants it is sent, and told`() {
    let plan = plan(.installing, createdAt: "2026-11-22T11:00:00Z")
    #expect(inShort(plan) == ["suspend ord-1: suspend"])
    #expect(plan.changes.first?.notes == [.installationGivenUp(afterSeconds: 3600)])
    #expect(plan.notices.map(\.kind) == [.installOverdue(since: instant("2026-11-22T11:00:00Z"))])
  }

  @Test func `A termination waits for the installation too`() {
    let plan = plan(.installing, createdAt: "2026-11-22T11:30:00Z", order: anOrder(state: .terminated))
    #expect(plan.changes.isEmpty)
    #expect(plan.waiting.map(\.scope) == [.suspension])
  }

  @Test func `Updates do not wait`() {
    let server = aServer(of: order, status: .installing, createdAt: noon) { $0.build.cpu = 1 }
    let plan = aPlan(for: aFleet([order], recorded: [aResult(of: order, server)]), on: aPanel([server]))
    #expect(plan.changes.map(inShort) == ["update ord-1: update-build"])
    #expect(plan.waiting.map(\.scope) == [.suspension])
  }

  @Test func `A suspension waits for a restore, and for a status that nobody knows`() {
    #expect(plan(.restoringBackup, createdAt: "2026-11-01T00:00:00Z").waiting.map(\.reason) == [.restoringBackup])
    #expect(
      plan(.unfamiliar("transferring"), createdAt: "2026-11-01T00:00:00Z").waiting.map(\.reason)
        == [.unfamiliarStatus("transferring")])
  }

  @Test func `A failed installation is told and nothing is reinstalled`() {
    let running = anOrder()
    let plan = plan(.installFailed, createdAt: "2026-11-01T00:00:00Z", order: running)
    #expect(inShort(plan) == [])
    #expect(plan.notices == [Notice(order: running.id, kind: .installFailed)])
    #expect(
      self.plan(.reinstallFailed, createdAt: "2026-11-01T00:00:00Z", order: running).notices.map(\.kind)
        == [.reinstallFailed])
  }

  @Test func `A failed installation is still told while a suspension hides it on the panel`() {
    let server = aServer(of: order, status: .suspended)
    let known = aResult(of: order, server)
    let recorded = OrderResult(
      order: order.id, phase: .suspended, since: known.since, server: aRecordOf(server, installation: .failed),
      applied: known.applied, terminatingSince: nil, failure: nil)
    let plan = aPlan(for: aFleet([order], recorded: [recorded]), on: aPanel([server]))
    #expect(plan.notices.map(\.kind) == [.installFailed])
  }
}
