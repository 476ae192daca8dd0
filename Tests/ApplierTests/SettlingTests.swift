import Planner
import Testing

@testable import Applier

@Suite struct SettlingTests {
  private let create = creation(
    newServer("ord-1", at: Allocation(id: AllocationID(7), ip: "192.0.2.1", port: 2007)))
  private let lost = Outcome.unknown(.init(action: "create", code: "no-answer", message: "the panel did not answer"))

  private func terminate(_ order: String) -> Change {
    let server = observedServer(order)
    return Change(
      order: orderID(order), kind: .terminate, reasons: [.terminated(since: nil)],
      server: .init(
        id: server.id, uuid: server.uuid, node: server.node, status: .suspended, touched: FieldValues([:])),
      differences: [], actions: [.delete])
  }

  private func run(_ change: Change, _ outcome: Outcome) -> Run {
    Run(
      plan: plan(of: [change]), revision: "4f2c1ab", startedAt: Instant(seconds: 1_795_348_800),
      outcomes: [(change, outcome)])
  }

  @Test func `A create whose answer was lost was done, if its server is there and nothing is left to do`() {
    let settled = run(create, lost).settled(by: plan(of: []), [observedServer("ord-1")])
    #expect(settled.outcomes.map(\.outcome) == [.applied(server: observedServer("ord-1"), address: nil)])
  }

  @Test func `It stays unknown while its server is not there`() {
    #expect(run(create, lost).settled(by: plan(of: []), []).outcomes.map(\.outcome) == [lost])
  }

  @Test func `It stays unknown while something is left to do`() {
    let settled = run(create, lost).settled(by: plan(of: [create]), [observedServer("ord-1")])
    #expect(settled.outcomes.map(\.outcome) == [lost])
  }

  @Test func `A deletion whose answer was lost was done, if its server is gone`() {
    let settled = run(terminate("ord-1"), lost).settled(by: plan(of: []), [])
    #expect(settled.outcomes.map(\.outcome) == [.applied(server: nil, address: nil)])
    let open = run(terminate("ord-1"), lost).settled(by: plan(of: [terminate("ord-1")]), [observedServer("ord-1")])
    #expect(open.outcomes.map(\.outcome) == [lost])
  }

  @Test func `A failure is a failure, whatever is seen afterwards`() {
    let failed = Outcome.failed(.init(action: "create", code: "rejected", message: "no"))
    #expect(
      run(create, failed).settled(by: plan(of: []), [observedServer("ord-1")]).outcomes.map(\.outcome) == [failed])
  }

  @Test func `What was applied and would be done again is left over, and what failed is not`() {
    let applied = run(create, .applied(server: observedServer("ord-1"), address: nil))
    #expect(applied.leftOver(in: plan(of: [create])) == [create])
    #expect(applied.leftOver(in: plan(of: [terminate("ord-2")])) == [])
    #expect(run(create, lost).leftOver(in: plan(of: [create])) == [])
  }
}
