import Testing

@testable import Planner

@Suite struct ResultsTests {
  let order = anOrder()
  let today = day("2026-11-22")

  /// What a run records that left the panel with `after`, each change with the outcome that `outcome` gives it.
  private func results(
    _ fleet: Fleet, from before: [ObservedServer], to after: [ObservedServer],
    outcome: (Change) -> Outcome = { _ in .skipped(.interrupted) }
  ) -> [OrderResult] {
    let plan = aPlan(for: fleet, on: aPanel(before))
    let run = Run(
      plan: plan, revision: "4f2c1ab", startedAt: noon, outcomes: plan.changes.map { ($0, outcome($0)) })
    return makeResults(of: run, for: fleet, after: after)
  }

  private func done(_ server: ObservedServer?) -> (Change) -> Outcome {
    { $0.kind == .createUser ? .applied(server: nil, address: nil) : .applied(server: server, address: nil) }
  }

  @Test func `A new server is recorded as installing, with what the panel made of it`() throws {
    let server = aServer(of: order, status: .installing)
    let result = try #require(
      results(aFleet([order]), from: [], to: [server]) { _ in .applied(server: server, address: "203.0.113.1:25565") }
        .first)
    #expect(result.phase == .installing)
    #expect(result.since == today)
    #expect(result.server == aRecordOf(server, installation: .running))
    let applied = try #require(result.applied)
    #expect(applied.revision == "4f2c1ab")
    #expect(applied.at == noon)
    #expect(applied.tier == TierName("starter"))
    #expect(applied.spec[.memory] == "512MiB")
    #expect(applied.spec[.variable("TIER")] == "starter")
    #expect(applied.spec[.suspended] == "no")
    #expect(applied.spec[.name] == nil)
    #expect(applied.asked.isEmpty)
    #expect(result.failure == nil)
  }

  /// A phase that was recorded, what the panel says now, and the phase that follows.
  static let phases: [(OrderResult.Phase, ServerStatus, OrderResult.Phase, OrderResult.Server.Installation)] = [
    (.installing, .ready, .running, .done), (.installing, .installFailed, .failed, .failed),
    (.installing, .suspended, .suspended, .done), (.failed, .ready, .running, .done),
    (.running, .installing, .installing, .running), (.running, .reinstallFailed, .running, .done),
    (.suspended, .ready, .running, .done), (.running, .unfamiliar("transferring"), .running, .done),
    (.installing, .unfamiliar("transferring"), .installing, .done), (.running, .restoringBackup, .running, .done),
  ]

  @Test(arguments: phases)
  func `A phase that moved by itself is recorded by the next run, from that day`(
    before: OrderResult.Phase, status: ServerStatus, after: OrderResult.Phase,
    installation: OrderResult.Server.Installation
  ) {
    let recorded = aResult(of: order, aServer(of: order), phase: before)
    let server = aServer(of: order, status: status)
    let result =
      results(aFleet([order], recorded: [recorded]), from: [server], to: [server]).first ?? recorded
    #expect(result.phase == after)
    #expect(result.since == (before == after ? recorded.since : today))
    #expect(result.server?.installation == installation)
  }

  @Test func `Nothing new leaves no result`() {
    let server = aServer(of: order)
    let fleet = aFleet([order], recorded: [aResult(of: order, server)])
    #expect(results(fleet, from: [server], to: [server]).isEmpty)
    #expect(results(aFleet([anOrder(payment: .pending)]), from: [], to: []).isEmpty)
    #expect(results(aFleet([anOrder(state: .terminated)]), from: [], to: []).isEmpty)
  }

  @Test func `An order that only is called otherwise is recorded without a change`() throws {
    let server = aServer(of: order)
    let settings = theSettings(environment: [:])
    let before = aServer(of: order, settings: settings)
    let recorded = aResult(of: order, before)
    let catalog = Catalog(
      tiers: [TierName("starter"): aCatalog().tier(of: order), TierName("small"): aCatalog().tier(of: order)],
      addons: [:])
    let renamed = aFleet([anOrder(tier: "small")], recorded: [recorded], settings: settings, catalog: catalog)
    #expect(aPlan(for: renamed, on: aPanel([before])).isEmpty)
    let result = try #require(results(renamed, from: [before], to: [before]).first)
    #expect(result.applied?.tier == TierName("small"))
    #expect(result.applied?.change == recorded.applied?.change)
    #expect(server.spec != before.spec)
  }

  @Test func `The clock of a termination begins with the first run that sees it, and ends with the order's word`()
    throws
  {
    let terminated = anOrder(state: .terminated)
    let server = aServer(of: terminated)
    let suspended = aServer(of: terminated, status: .suspended)
    let fleet = aFleet([terminated], recorded: [aResult(of: terminated, server)])
    let begun = try #require(results(fleet, from: [server], to: [suspended], outcome: done(suspended)).first)
    #expect(begun.terminatingSince == today)
    #expect(begun.phase == .suspended)
    let before = aResult(of: terminated, suspended, terminatingSince: "2026-11-20")
    #expect(results(aFleet([terminated], recorded: [before]), from: [suspended], to: [suspended]).isEmpty)
    let resumed = results(aFleet([order], recorded: [before]), from: [suspended], to: [server], outcome: done(server))
    #expect(resumed.map(\.terminatingSince) == [nil])
    #expect(resumed.map(\.phase) == [.running])
  }

  @Test func `A run that was told to leave a termination does not start its clock`() {
    let terminated = anOrder(state: .terminated)
    let server = aServer(of: terminated)
    let fleet = aFleet([terminated], recorded: [aResult(of: terminated, server)])
    #expect(results(fleet, from: [server], to: [server]) { _ in .skipped(.notReviewed) }.isEmpty)
    #expect(results(fleet, from: [server], to: [server]) { _ in .skipped(.interrupted) }.count == 1)
  }

  @Test func `A deleted server is recorded as terminated and keeps its numbers`() throws {
    let terminated = anOrder(state: .terminated)
    let server = aServer(of: terminated, status: .suspended)
    let before = aResult(of: terminated, server, terminatingSince: "2026-01-01")
    let fleet = aFleet([terminated], recorded: [before])
    let ended = try #require(results(fleet, from: [server], to: [], outcome: done(nil)).first)
    #expect(ended.phase == .terminated)
    #expect(ended.since == today)
    #expect(ended.server == before.server)
    #expect(ended.livingServer == nil)
    #expect(results(aFleet([terminated], recorded: [ended]), from: [], to: []).isEmpty)
  }

  static let lost = OrderResult.Failure(action: "create", code: "daemon-down", message: "the daemon does not answer")

  @Test func `A failed create is recorded, and forgotten when the next one succeeds`() throws {
    let failed = try #require(results(aFleet([order]), from: [], to: []) { _ in .failed(Self.lost) }.first)
    #expect(failed.phase == .failed)
    #expect(failed.failure == Self.lost)
    #expect(failed.server == nil)
    #expect(failed.applied == nil)
    let fleet = aFleet([order], recorded: [failed])
    #expect(results(fleet, from: [], to: []) { _ in .failed(Self.lost) }.isEmpty)
    #expect(results(fleet, from: [], to: []) { _ in .skipped(.interrupted) }.isEmpty)
    let server = aServer(of: order, status: .installing)
    let made = try #require(results(fleet, from: [], to: [server], outcome: done(server)).first)
    #expect(made.failure == nil)
    #expect(made.phase == .installing)
    let ended = results(aFleet([anOrder(state: .terminated)], recorded: [failed]), from: [], to: [])
    #expect(ended.map(\.phase) == [.terminated])
    #expect(ended.map(\.failure) == [nil])
  }

  @Test func `A failed update leaves the record of what was applied, and says what failed`() throws {
    let recorded = aResult(of: order, aServer(of: order))
    let moved = aServer(of: order) { $0.build.cpu = 1 }
    let fleet = aFleet([order], recorded: [recorded])
    let failed = try #require(results(fleet, from: [moved], to: [moved]) { _ in .failed(Self.lost) }.first)
    #expect(failed.phase == .running)
    #expect(failed.failure == Self.lost)
    #expect(failed.applied == recorded.applied)
  }

  @Test func `A user who could not be created is the failure of the order that needed it`() throws {
    let order = anOrder(customer: OwnersTests.ada)
    let found = results(aFleet([order]), from: [], to: []) { change in
      change.kind == .createUser ? .failed(Self.lost) : .skipped(.ownerMissing(customer: "cus-ada"))
    }
    #expect(found.map(\.phase) == [.failed])
    #expect(found.map(\.failure) == [Self.lost])
  }

  @Test func `A create whose answer was lost is recorded with the server that was found`() throws {
    let server = aServer(of: order, status: .installing)
    let result = try #require(results(aFleet([order]), from: [], to: [server]) { _ in .unknown(Self.lost) }.first)
    #expect(result.phase == .installing)
    #expect(result.failure == Self.lost)
    #expect(result.applied == nil)
    let next = aFleet([order], recorded: [result])
    let adopted = try #require(results(next, from: [server], to: [server], outcome: done(server)).first)
    #expect(adopted.applied?.spec[.memory] == "512MiB")
    #expect(adopted.failure == nil)
  }

  @Test func `Drift that an apply did not touch stays drift`() throws {
    let overdue = anOrder(tier: "pro", payment: .overdue)
    let recorded = aResult(of: anOrder(), aServer(of: anOrder()))
    let drifted = aServer(of: anOrder()) { $0.build.io = 10 }
    let after = aServer(of: anOrder(), status: .suspended) { $0.build.io = 10 }
    let fleet = aFleet([overdue], recorded: [recorded])
    let plan = aPlan(for: fleet, on: aPanel([drifted], nodes: [aNode(memory: 600)]))
    #expect(plan.changes.map(inShort) == ["suspend ord-1: suspend"])
    let run = Run(
      plan: plan, revision: "4f2c1ab", startedAt: noon,
      outcomes: plan.changes.map { ($0, .applied(server: after, address: nil)) })
    let result = try #require(makeResults(of: run, for: fleet, after: [after]).first)
    #expect(result.applied?.spec[.io] == "500")
    #expect(result.applied?.spec[.memory] == "512MiB")
    #expect(result.applied?.spec[.suspended] == "yes")
  }

  @Test func `What another hand moves while a run lasts is drift of the next`() throws {
    let server = aServer(of: order)
    let fleet = aFleet([order], recorded: [aResult(of: order, server)])
    let moved = aServer(of: order, status: .suspended) { $0.build.io = 10 }
    let found = results(fleet, from: [server], to: [moved])
    #expect(found.map(\.applied) == [aResult(of: order, server).applied])
    let cheap = aServer(of: order) { $0.build.cpu = 1 }
    let updated = try #require(results(fleet, from: [cheap], to: [moved], outcome: done(server)).first)
    let settings = theSettings(policy: .init(suspendedByHand: .resume))
    let next = aPlan(for: aFleet([order], recorded: [updated], settings: settings), on: aPanel([moved]))
    #expect(next.changes.first?.differences.map(\.cause) == [.drifted, .drifted])
  }

  @Test func `What the panel stores otherwise than it was asked is recorded so, and is no difference again`() throws {
    let large = aCatalog(starterMemory: 5_000_000_000)
    let made = aServer(of: order, catalog: large) { $0.build.memory = Mebibytes(4_294_967_295) }
    let roomy = [aNode(overallocate: -1)]
    let fleet = aFleet([order], catalog: large)
    let plan = aPlan(for: fleet, on: aPanel(nodes: roomy))
    let run = Run(
      plan: plan, revision: "4f2c1ab", startedAt: noon,
      outcomes: plan.changes.map { ($0, .applied(server: made, address: nil)) })
    let result = try #require(makeResults(of: run, for: fleet, after: [made]).first)
    #expect(result.applied?.asked == FieldValues([.memory: "5000000000MiB"]))
    #expect(result.applied?.spec[.memory] == "4294967295MiB")
    let next = aFleet([order], recorded: [result], catalog: large)
    #expect(inShort(aPlan(for: next, on: aPanel([made], nodes: roomy))) == [])
    #expect(results(next, from: [made], to: [made]).isEmpty)
    // Another wish, or another hand, is a difference again.
    let wish = aFleet([order], recorded: [result])
    #expect(
      inShort(aPlan(for: wish, on: aPanel([made], nodes: roomy)).changes.first?.differences ?? [])
        == ["memory: 4294967295MiB -> 512MiB (edited)"])
    let moved = aServer(of: order) { $0.build.memory = Mebibytes(1024) }
    #expect(
      inShort(aPlan(for: next, on: aPanel([moved], nodes: roomy)).changes.first?.differences ?? [])
        == ["memory: 1GiB -> 5000000000MiB (drifted)"])
  }

  @Test func `An installation that failed is remembered while a suspension hides it`() throws {
    let overdue = anOrder(payment: .overdue)
    let failed = aServer(of: overdue, status: .installFailed)
    let suspended = aServer(of: overdue, status: .suspended)
    let fleet = aFleet([overdue], recorded: [aResult(of: overdue, failed, phase: .installing)])
    let result = try #require(results(fleet, from: [failed], to: [suspended], outcome: done(suspended)).first)
    #expect(result.phase == .suspended)
    #expect(result.server?.installation == .failed)
    #expect(results(aFleet([overdue], recorded: [result]), from: [suspended], to: [suspended]).isEmpty)
  }

  // An apply was killed between suspending a server and recording it. The next found nothing to do, and the record said for good that it ran.
  @Test(arguments: [anOrder(payment: .overdue), anOrder(state: .terminated)])
  func `A suspension that a killed run did not record is recorded by the next`(order: Order) throws {
    let suspended = aServer(of: order, status: .suspended)
    let fleet = aFleet([order], recorded: [aResult(of: order, aServer(of: order))])
    let result = try #require(results(fleet, from: [suspended], to: [suspended]).first)
    #expect(result.phase == .suspended)
    #expect(result.applied?.spec[.suspended] == "yes")
    #expect(results(aFleet([order], recorded: [result]), from: [suspended], to: [suspended]).isEmpty)
  }

  @Test func `A removed order's result says since when, and what was done to its server`() throws {
    let server = aServer(of: order)
    let suspended = aServer(of: order, status: .suspended)
    let kept = aFleet([], recorded: [aResult(of: order, server)])
    let told = try #require(results(kept, from: [server], to: [server]).first)
    #expect(told.orphanedSince == today)
    #expect(told.phase == .running)
    #expect(results(aFleet([], recorded: [told]), from: [server], to: [server]).isEmpty)
    let strict = aFleet(
      [], recorded: [aResult(of: order, server)], settings: theSettings(policy: .init(removed: .suspend)))
    let stopped = try #require(results(strict, from: [server], to: [suspended], outcome: done(suspended)).first)
    #expect(stopped.phase == .suspended)
    #expect(stopped.applied?.spec[.suspended] == "yes")
    // A run that was killed had suspended it, or somebody did where nothing is to be done about it.
    let found = try #require(results(strict, from: [suspended], to: [suspended]).first)
    #expect(found.applied?.spec[.suspended] == "yes" && found.phase == .suspended)
    let byHand = try #require(results(kept, from: [suspended], to: [suspended]).first)
    #expect(byHand.applied?.spec[.suspended] == "no" && byHand.phase == .suspended)
    // The file comes back: what botfleet did itself is no drift.
    let back = aPlan(for: aFleet([order], recorded: [stopped]), on: aPanel([suspended]))
    #expect(back.changes.first?.differences.map(\.cause) == [.edited])
    let gone = try #require(results(kept, from: [], to: []).first)
    #expect(gone.phase == .terminated)
  }

  @Test func `A vanished server's record stays until somebody has it made again`() throws {
    let recorded = aResult(of: order, aServer(of: order, id: 1))
    let fleet = aFleet([order], recorded: [recorded])
    #expect(results(fleet, from: [], to: []).isEmpty)
    let server = aServer(of: order, id: 2, status: .installing)
    let plan = aPlan(for: fleet, on: aPanel(), recreate: [order.id])
    let run = Run(
      plan: plan, revision: "4f2c1ab", startedAt: noon,
      outcomes: plan.changes.map { ($0, .applied(server: server, address: "203.0.113.1:1")) })
    let again = try #require(makeResults(of: run, for: fleet, after: [server]).first)
    #expect(again.server?.uuid == anUUID(2))
    #expect(again.server?.address == "203.0.113.1:1")
  }

  @Test func `Nothing is recorded of an order whose server is another panel's, or that cannot be read`() {
    let recorded = aResult(of: order, aServer(of: order, id: 1))
    let stranger = aServer(of: order, id: 2, status: .suspended)
    for orders in [[order], []] {
      #expect(results(aFleet(orders, recorded: [recorded]), from: [stranger], to: [stranger]).isEmpty)
    }
    let suspended = aServer(of: order, id: 1, status: .suspended)
    let unreadable = aFleet([order], recorded: [recorded], unreadable: [order.id])
    #expect(results(unreadable, from: [suspended], to: [suspended]).isEmpty)
  }

  @Test func `A protected order's termination has no clock`() {
    let kept = anOrder(state: .terminated, isProtected: true)
    let server = aServer(of: kept)
    #expect(results(aFleet([kept], recorded: [aResult(of: kept, server)]), from: [server], to: [server]).isEmpty)
  }

  @Test func `Results come sorted by order`() {
    let orders = ["ord-3", "ord-1", "ord-2"].map { anOrder($0) }
    let servers = orders.enumerated().map { aServer(of: $1, id: $0 + 1, status: .suspended) }
    let fleet = aFleet(orders, recorded: zip(orders, servers).map { aResult(of: $0, $1, phase: .running) })
    #expect(results(fleet, from: servers, to: servers).map(\.order.text) == ["ord-1", "ord-2", "ord-3"])
  }
}
