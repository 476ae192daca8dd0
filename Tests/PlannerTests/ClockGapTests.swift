import Testing

@testable import Planner

/// A clock that is wrong made a grace of seven days one of none.
@Suite struct ClockGapTests {
  private let gap = ClockGap(machine: noon, panel: instant("2026-11-22T12:05:01Z"))
  private let order = anOrder(state: .terminated)

  @Test func `Clocks agree that are no more than five minutes apart`() {
    for panel in ["2026-11-22T11:55:00Z", "2026-11-22T12:00:00Z", "2026-11-22T12:05:00Z"] {
      #expect(ClockGap(machine: noon, panel: instant(panel)) == nil)
    }
    for panel in ["2026-11-22T11:54:59Z", "2026-11-22T12:05:01Z", "2000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"] {
      #expect(ClockGap(machine: noon, panel: instant(panel)) != nil)
    }
  }

  @Test func `Where clocks differ nothing is deleted, and that is told`() throws {
    let gap = try #require(gap)
    let server = aServer(of: order, status: .suspended)
    let fleet = aFleet([order], recorded: [aResult(of: order, server, terminatingSince: "2026-11-15")])
    #expect(inShort(aPlan(for: fleet, on: aPanel([server]))) == ["terminate ord-1: delete"])
    let plan = aPlan(for: fleet, on: aPanel([server]).noting(gap))
    #expect(plan.isEmpty && plan.clockGap == gap)
    #expect(
      Set(plan.notices) == [
        Notice(order: order.id, kind: .terminationDue(on: day("2026-11-22"))),
        Notice(order: nil, kind: .clocksDiffer(gap)),
      ])
  }

  @Test func `Everything else goes on`() {
    let (fresh, ended) = (anOrder("ord-2"), aServer(of: order))
    let plan = aPlan(for: aFleet([order, fresh]), on: aPanel([ended]).noting(gap))
    #expect(inShort(plan).contains("suspend ord-1: suspend") && plan.count(of: .create) == 1)
  }

  /// A day by a clock that is years behind had passed its grace as soon as the clock was right.
  @Test func `No day is recorded that anything is counted from`() {
    let gone = anOrder("ord-2")
    let servers = [aServer(of: order, status: .suspended), aServer(of: gone, id: 2)]
    let known = [aResult(of: order, servers[0]), aResult(of: gone, servers[1])]
    let fleet = aFleet([order], recorded: known)
    func recorded(_ panel: Observation) -> [Day?] {
      let plan = aPlan(for: fleet, on: panel)
      let run = Run(plan: plan, revision: "4f2c1ab", startedAt: noon, outcomes: [])
      let results = makeResults(of: run, for: fleet, after: panel.servers)
      return [
        results.first { $0.order == order.id }?.terminatingSince, results.first { $0.order == gone.id }?.orphanedSince,
      ]
    }
    #expect(recorded(aPanel(servers)) == [day("2026-11-22"), day("2026-11-22")])
    #expect(recorded(aPanel(servers).noting(gap)) == [nil, nil])
  }

  @Test func `A day that stands there already stays`() {
    let server = aServer(of: order, status: .suspended)
    let fleet = aFleet([order], recorded: [aResult(of: order, server, terminatingSince: "2026-11-20")])
    let resumed = aServer(of: order)
    let plan = aPlan(for: fleet, on: aPanel([server]).noting(gap))
    let run = Run(plan: plan, revision: "4f2c1ab", startedAt: noon, outcomes: [])
    #expect(
      makeResults(of: run, for: fleet, after: [resumed]).map(\.terminatingSince) == [day("2026-11-20")])
  }
}
