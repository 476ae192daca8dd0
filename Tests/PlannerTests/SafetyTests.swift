import Testing

@testable import Planner

@Suite struct SafetyTests {
  private func fleet(_ count: Int, _ order: (String) -> Order, safety: FleetSettings.Safety = .init()) -> (
    Fleet, [ObservedServer]
  ) {
    let orders = (0..<count).map { $0 + 1 }.map { order("ord-\($0)") }
    let servers = orders.enumerated().map { aServer(of: anOrder($1.id.text), id: $0 + 1, status: status(of: $1)) }
    let results = zip(orders, servers).map { aResult(of: $0, $1, terminatingSince: since(of: $0)) }
    return (aFleet(orders, recorded: results, settings: theSettings(safety: safety)), servers)
  }

  private func status(of order: Order) -> ServerStatus { order.state == .terminated ? .suspended : .ready }
  private func since(of order: Order) -> String? { order.state == .terminated ? "2026-01-01" : nil }

  @Test func `More terminations than allowed refuse the plan, which is shown whole`() {
    let safety = FleetSettings.Safety(maxTerminations: 3, maxChangedPercent: 100)
    let (four, servers) = fleet(4, { anOrder($0, state: .terminated) }, safety: safety)
    let plan = aPlan(for: four, on: aPanel(servers))
    #expect(plan.refusals == [.tooManyTerminations(planned: 4, allowed: 3)])
    #expect(plan.refusals.map(\.remedy) == [.acceptable])
    #expect(plan.changes.count == 4)
    let (three, fewer) = fleet(3, { anOrder($0, state: .terminated) }, safety: safety)
    #expect(aPlan(for: three, on: aPanel(fewer)).refusals.isEmpty)
  }

  @Test(arguments: [
    (10, 3, 30, false), (10, 4, 30, true), (100, 30, 30, false), (3, 1, 30, false), (3, 2, 30, true), (3, 1, 0, false),
  ])
  func `A share of the recorded servers may change, and one always`(
    count: Int, changed: Int, percent: Int, isRefused: Bool
  ) {
    let (fleet, servers) = fleet(
      count, { anOrder($0, payment: (Int($0.dropFirst(4)) ?? 0) <= changed ? .overdue : .confirmed) },
      safety: .init(maxChangedPercent: percent, always: 0))
    let plan = aPlan(for: fleet, on: aPanel(servers))
    #expect(plan.changes.count == changed)
    #expect(plan.refusals.isEmpty == !isRefused)
  }

  /// A shop of eight could not mark three customers overdue in one day.
  @Test(
    arguments: [
      (8, 5, .init(), []),
      (8, 6, .init(), [.tooManyChanges(planned: 6, allowed: 5, recorded: 8, by: .always(share: 2))]),
      (8, 3, .init(always: 2), [.tooManyChanges(planned: 3, allowed: 2, recorded: 8)]),
      (8, 8, .init(always: 8), []), (3, 3, .init(maxChangedPercent: 0), []),
      (20, 7, .init(), [.tooManyChanges(planned: 7, allowed: 6, recorded: 20)]),
    ] as [(Int, Int, FleetSettings.Safety, [Refusal])])
  func `So many changes are never refused for their share as the fleet always allows, and the larger limit is named`(
    count: Int, changed: Int, safety: FleetSettings.Safety, refusals: [Refusal]
  ) {
    let (fleet, servers) = fleet(
      count, { anOrder($0, payment: (Int($0.dropFirst(4)) ?? 0) <= changed ? .overdue : .confirmed) }, safety: safety)
    let plan = aPlan(for: fleet, on: aPanel(servers))
    #expect(plan.changes.count == changed)
    #expect(plan.refusals == refusals)
  }

  @Test func `What is always allowed to change raises no other limit`() {
    let safety = FleetSettings.Safety(maxTerminations: 1, maxChangedPercent: 0, always: 10)
    let (two, servers) = fleet(2, { anOrder($0, state: .terminated) }, safety: safety)
    #expect(aPlan(for: two, on: aPanel(servers)).refusals == [.tooManyTerminations(planned: 2, allowed: 1)])
    let (whole, all) = fleet(10, { anOrder($0) }, safety: safety)
    let shrunken = aFleet([], recorded: Array(whole.results.values), settings: theSettings(safety: safety))
    #expect(
      aPlan(for: shrunken, on: aPanel(all)).refusals == [
        .fleetShrank(gone: (1...10).map { orderID("ord-\($0)") }.sorted(), allowed: 1, recorded: 10)
      ])
  }

  /// A pull request wrote records of servers, and with them raised what one plan may change.
  @Test func `What is not recorded on the branch, or not on the panel, is nothing that a limit is a share of`() {
    let (fleet, servers) = fleet(
      10, { anOrder($0, payment: $0 < "ord-4" && $0 != "ord-10" ? .overdue : .confirmed) },
      safety: .init(maxChangedPercent: 30, always: 0))
    let all = Array(fleet.results.values)
    func plan(trusting trusted: TrustedResults, _ extra: [OrderResult] = []) -> Plan {
      makePlan(from: aPanel(servers), to: fleet.recording(extra), trusting: trusted, asOf: noon)
    }
    #expect(plan(trusting: TrustedResults(fleet.results)).refusals.isEmpty)
    #expect(plan(trusting: .none).refusals.isEmpty)
    let few = TrustedResults(fleet.results.filter { $0.key < orderID("ord-5") })
    #expect(plan(trusting: few).refusals == [.tooManyChanges(planned: 3, allowed: 1, recorded: 5)])
    let made = (20...60).map { number in
      let order = anOrder("ord-\(number)")
      return aResult(of: order, aServer(of: order, id: number))
    }
    let strict = fleet.recording(made)
    let settings = theSettings(safety: .init(maxChangedPercent: 20, always: 0))
    let larger = aFleet(fleet.orders, recorded: all + made, settings: settings)
    #expect(
      aPlan(for: larger, on: aPanel(servers)).refusals.contains(
        .tooManyChanges(planned: 3, allowed: 2, recorded: 10)))
    #expect(strict.results.count == 51)
  }

  @Test func `Creates, users and adoptions do not count as changed`() {
    let ada = Customer(id: "cus-ada", contact: .init(email: "ada@example.com", name: "Ada"))
    let orders = (1...9).map { anOrder("ord-\($0)", customer: $0 < 5 ? ada : nil) }
    let adopted = orders.suffix(3).enumerated().map { aServer(of: $1, id: $0 + 1) }
    let plan = aPlan(
      for: aFleet(orders, settings: theSettings(safety: .init(maxChangedPercent: 0))), on: aPanel(adopted))
    #expect(plan.changes.count == 10)
    #expect(plan.refusals.isEmpty)
  }

  @Test(
    arguments: [
      (0, 20, Allowance.standard, false), (0, 21, .standard, true), (100, 30, .standard, false),
      (100, 31, .standard, true), (0, 20, .share(percent: 0), false), (100, 21, .share(percent: 0), true),
      (0, 200, .count(200), false), (0, 201, .count(200), true),
    ] as [(Int, Int, Allowance, Bool)])
  func `New servers and new users have a limit that no fleet is too small for`(
    recorded: Int, new: Int, allowance: Allowance, isRefused: Bool
  ) {
    let (old, servers) = fleet(recorded, { anOrder($0) })
    let orders = (0..<new).map { index in
      anOrder(
        "new-\(index)",
        customer: Customer(id: "cus-\(index)", contact: .init(email: "ada\(index)@example.com", name: "Ada")))
    }
    func plan(_ safety: FleetSettings.Safety) -> Plan {
      let settings = theSettings(safety: safety)
      let all = aFleet(old.orders + orders, recorded: Array(old.results.values), settings: settings)
      return aPlan(
        for: all,
        on: aPanel(
          servers, nodes: [aNode(memory: 1_000_000, disk: 1_000_000)], free: [NodeID(1): addresses(300, on: 1)]))
    }
    let allowed = allowance.allowed(ofRecorded: recorded)
    let creates = plan(.init(maxCreates: allowance, maxUsers: .count(1000)))
    #expect(creates.count(of: .create) == new)
    #expect(
      creates.refusals == (isRefused ? [.tooManyCreates(planned: new, allowed: allowed, recorded: recorded)] : []))
    let users = plan(.init(maxCreates: .count(1000), maxUsers: allowance))
    #expect(users.count(of: .createUser) == new)
    #expect(users.refusals == (isRefused ? [.tooManyUsers(planned: new, allowed: allowed, recorded: recorded)] : []))
    #expect(users.refusals.allSatisfy { $0.remedy == .acceptable })
  }

  @Test func `A shrunken fleet refuses the plan until an apply has recorded which orders are gone`() {
    let (whole, servers) = fleet(10, { anOrder($0) }, safety: .init())
    let shrunken = aFleet(
      Array(whole.orders.prefix(6)), recorded: Array(whole.results.values),
      settings: theSettings(safety: .init(maxChangedPercent: 30)))
    let plan = aPlan(for: shrunken, on: aPanel(servers))
    #expect(
      plan.refusals == [
        .fleetShrank(gone: [6, 7, 8, 9].map { orderID("ord-\($0)") }.sorted(), allowed: 3, recorded: 10)
      ])
    let run = Run(plan: plan, revision: "4f2c1ab", startedAt: noon, outcomes: [])
    let results = makeResults(of: run, for: shrunken, after: servers)
    #expect(results.map(\.orphanedSince) == Array(repeating: day("2026-11-22"), count: 4))
    let later = aFleet(
      shrunken.orders, recorded: whole.results.merging(results.map { ($0.order, $0) }) { $1 }.map(\.value),
      settings: shrunken.settings)
    #expect(aPlan(for: later, on: aPanel(servers)).refusals.isEmpty)
    #expect(inShort(aPlan(for: later, on: aPanel(servers))).count == 4)
  }

  @Test func `An emptied fleet refuses the plan`() {
    let (whole, servers) = fleet(10, { anOrder($0) }, safety: .init())
    let emptied = aFleet([], recorded: Array(whole.results.values))
    #expect(
      aPlan(for: emptied, on: aPanel(servers)).refusals.contains { refusal in
        if case .fleetShrank(let gone, _, _) = refusal { gone.count == 10 } else { false }
      } == false)
    let strict = aFleet([], recorded: Array(whole.results.values), settings: theSettings(safety: .init()))
    #expect(
      aPlan(for: strict, on: aPanel(servers)).refusals == [
        .fleetShrank(gone: (1...10).map { orderID("ord-\($0)") }.sorted(), allowed: 3, recorded: 10)
      ])
  }

  @Test func `Orders that cannot be read are not gone`() {
    let (whole, servers) = fleet(10, { anOrder($0) }, safety: .init())
    let broken = aFleet(
      [], recorded: Array(whole.results.values), settings: theSettings(safety: .init()),
      unreadable: Set(whole.orders.map(\.id)))
    #expect(aPlan(for: broken, on: aPanel(servers)).refusals.isEmpty)
  }

  @Test func `What is held back counts towards no limit, and accepting stays accepting the whole plan`() {
    let safety = FleetSettings.Safety(maxTerminations: 3, maxChangedPercent: 30, always: 3)
    let (five, servers) = fleet(5, { anOrder($0, state: .terminated) }, safety: safety)
    let plan = aPlan(for: five, on: aPanel(servers))
    #expect(plan.refusals.count == 2)
    let one = plan.holdingBack([plan.changes[0].digest])
    #expect(
      one.refusals == [
        .tooManyTerminations(planned: 4, allowed: 3),
        .tooManyChanges(planned: 4, allowed: 3, recorded: 5, by: .always(share: 1)),
      ])
    let two = plan.holdingBack(Set(plan.changes.prefix(2).map(\.digest)))
    #expect(two.refusals.isEmpty && two.changes == plan.changes && two.acceptance == plan.acceptance)
    #expect(plan.holdingBack([]) == plan)
  }

  @Test func `Orders that are gone refuse the plan, whatever is held back`() {
    let (whole, servers) = fleet(10, { anOrder($0) }, safety: .init())
    let strict = aFleet([], recorded: Array(whole.results.values), settings: theSettings(safety: .init()))
    let plan = aPlan(for: strict, on: aPanel(servers))
    #expect(!plan.refusals.isEmpty)
    #expect(plan.holdingBack(Set(plan.changes.map(\.digest))).refusals == plan.refusals)
  }
}
