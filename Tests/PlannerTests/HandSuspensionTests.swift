import Testing

@testable import Planner

/// Staff suspended a bot for abuse, and the next apply let it run again.
@Suite struct HandSuspensionTests {
  private let order = anOrder()
  private let suspendedAt = instant("2026-11-20T12:00:00Z")

  private var running: ObservedServer { aServer(of: order) }
  private var suspended: ObservedServer { aServer(of: order, status: .suspended, updatedAt: suspendedAt) }

  private func fleet(
    _ order: Order? = nil, recorded: OrderResult? = nil, policy: FleetSettings.Policy = .init(),
    evidence: GitEvidence = GitEvidence()
  ) -> Fleet {
    aFleet(
      [order ?? self.order], recorded: [recorded ?? aResult(of: self.order, running)],
      settings: theSettings(policy: policy), evidence: evidence)
  }

  private func told(_ plan: Plan) -> [Notice.Kind] {
    plan.notices.map(\.kind)
  }

  /// What an apply records that finds the panel so.
  private func applied(_ fleet: Fleet, _ before: ObservedServer, to after: ObservedServer? = nil) throws -> OrderResult
  {
    let plan = aPlan(for: fleet, on: aPanel([before]))
    let run = Run(
      plan: plan, revision: "5a5a5a5", startedAt: noon,
      outcomes: plan.changes.map { ($0, .applied(server: after ?? before, address: nil)) })
    return makeResults(of: run, for: fleet, after: [after ?? before]).first ?? fleet.results[order.id]!
  }

  @Test func `It stays, is told, and updates go on`() {
    let moved = aServer(of: order, status: .suspended) { $0.build.cpu = 1 }
    let plan = aPlan(for: fleet(), on: aPanel([moved]))
    #expect(inShort(plan) == ["update ord-1: update-build"])
    #expect(told(plan) == [.suspendedByHand(.init(since: nil, orderWants: .running))])
    #expect(inShort(aPlan(for: fleet(), on: aPanel([suspended]))) == [])
  }

  @Test func `Whoever is asked to resume it does`() {
    let plan = aPlan(for: fleet(), on: aPanel([suspended]), resume: [order.id])
    #expect(inShort(plan) == ["unsuspend ord-1: unsuspend"] && told(plan) == [])
    #expect(inShort(aPlan(for: fleet(), on: aPanel([suspended]), resume: [orderID("ord-2")])) == [])
    let overdue = fleet(anOrder(payment: .overdue), recorded: aResult(of: order, suspended))
    #expect(inShort(aPlan(for: overdue, on: aPanel([suspended]), resume: [order.id])) == [])
  }

  @Test func `What the fleet suspended, it resumes`() {
    let plan = aPlan(for: fleet(recorded: aResult(of: order, suspended)), on: aPanel([suspended]))
    #expect(inShort(plan) == ["unsuspend ord-1: unsuspend"] && told(plan) == [])
  }

  @Test
  func `What a killed run may have suspended is resumed, and what was suspended before anybody asked for it is not`() {
    func plan(askedAt: String, _ gap: ClockGap? = nil) -> [String] {
      let evidence = GitEvidence(suspensionAskedSince: [order.id: instant(askedAt)])
      return inShort(aPlan(for: fleet(evidence: evidence), on: aPanel([suspended]).noting(gap)))
    }
    let resumed = ["unsuspend ord-1: unsuspend"]
    #expect(plan(askedAt: "2026-11-20T11:59:00Z") == resumed)
    // Clocks may be minutes apart.
    #expect(plan(askedAt: "2026-11-20T12:05:00Z") == resumed)
    #expect(plan(askedAt: "2026-11-20T12:05:01Z") == [])
    #expect(
      plan(askedAt: "2026-11-20T12:05:01Z", ClockGap(machine: noon, panel: instant("2026-11-22T13:00:00Z"))) == resumed)
  }

  @Test func `A history that ends too early resumes nothing, and that is said`() {
    let evidence = GitEvidence(suspensionsBeyondHistory: [order.id])
    let plan = aPlan(for: fleet(evidence: evidence), on: aPanel([suspended]))
    #expect(inShort(plan) == [])
    #expect(told(plan) == [.suspendedByHand(.init(since: nil, orderWants: .running, isBeyondHistory: true))])
  }

  // The orders of events.

  @Test func `By hand, then overdue, then paid: it stays suspended`() throws {
    let seen = try applied(fleet(), suspended)
    #expect(seen.suspendedByHandSince == noon.day && seen.phase == .suspended)
    #expect(seen.applied?.spec[.suspended] == "no")
    let overdue = fleet(anOrder(payment: .overdue), recorded: seen)
    let plan = aPlan(for: overdue, on: aPanel([suspended]))
    #expect(inShort(plan) == [])
    #expect(told(plan) == [.suspendedByHand(.init(since: noon.day, orderWants: .suspended))])
    let later = try applied(overdue, suspended)
    #expect(later.suspendedByHandSince == noon.day && later.applied?.spec[.suspended] == "yes")
    let paid = fleet(recorded: later)
    #expect(inShort(aPlan(for: paid, on: aPanel([suspended]))) == [])
    #expect(
      told(aPlan(for: paid, on: aPanel([suspended]))) == [
        .suspendedByHand(.init(since: noon.day, orderWants: .running))
      ])
    // Once more, and nothing is news.
    #expect(try applied(paid, suspended) == applied(fleet(recorded: try applied(paid, suspended)), suspended))
  }

  @Test func `By hand, then overdue before any apply, then paid: it stays suspended`() throws {
    let evidence = GitEvidence(suspensionAskedSince: [order.id: instant("2026-11-21T12:00:00Z")])
    let seen = try applied(fleet(anOrder(payment: .overdue), evidence: evidence), suspended)
    #expect(seen.suspendedByHandSince == noon.day)
    #expect(inShort(aPlan(for: fleet(recorded: seen), on: aPanel([suspended]))) == [])
  }

  @Test func `Overdue, then by hand, then paid: nobody can see the hand, and it is resumed`() throws {
    let overdue = fleet(anOrder(payment: .overdue))
    let suspendedByFleet = try applied(overdue, running, to: suspended)
    #expect(suspendedByFleet.suspendedByHandSince == nil && suspendedByFleet.applied?.spec[.suspended] == "yes")
    #expect(
      inShort(aPlan(for: fleet(recorded: suspendedByFleet), on: aPanel([suspended]))) == ["unsuspend ord-1: unsuspend"])
  }

  @Test func `By hand, then lifted by hand, then overdue, then paid: it is resumed`() throws {
    let seen = try applied(fleet(), suspended)
    let lifted = try applied(fleet(recorded: seen), running)
    #expect(lifted.suspendedByHandSince == nil)
    // Also where no apply saw it run meanwhile.
    let overdue = try applied(fleet(anOrder(payment: .overdue), recorded: seen), running, to: suspended)
    #expect(overdue.suspendedByHandSince == nil)
    #expect(inShort(aPlan(for: fleet(recorded: overdue), on: aPanel([suspended]))) == ["unsuspend ord-1: unsuspend"])
  }

  @Test func `By hand, then suspended in the order, then active: the order took it over`() throws {
    let seen = try applied(fleet(), suspended)
    let asked = fleet(anOrder(state: .suspended), recorded: seen)
    #expect(told(aPlan(for: asked, on: aPanel([suspended]))) == [])
    let taken = try applied(asked, suspended)
    #expect(taken.suspendedByHandSince == nil)
    #expect(inShort(aPlan(for: fleet(recorded: taken), on: aPanel([suspended]))) == ["unsuspend ord-1: unsuspend"])
  }

  @Test func `By hand while payment is pending: it stays suspended when it is paid`() throws {
    let seen = try applied(fleet(anOrder(payment: .pending)), suspended)
    #expect(seen.suspendedByHandSince == noon.day)
    #expect(inShort(aPlan(for: fleet(recorded: seen), on: aPanel([suspended]))) == [])
  }

  @Test func `Resumed on request, it is suspended by hand no more`() throws {
    let seen = try applied(fleet(), suspended)
    let plan = aPlan(for: fleet(recorded: seen), on: aPanel([suspended]), resume: [order.id])
    let run = Run(
      plan: plan, revision: "5a5a5a5", startedAt: noon,
      outcomes: plan.changes.map { ($0, .applied(server: running, address: nil)) })
    let results = makeResults(of: run, for: fleet(recorded: seen), after: [running])
    #expect(results.map(\.suspendedByHandSince) == [nil] && results.map(\.phase) == [.running])
  }

  @Test func `The servers that git is asked about are those that nothing else explains`() throws {
    func asked(_ fleet: Fleet, _ server: ObservedServer) -> [OrderID] {
      fleet.suspensionsToExplain(among: [server]).map(\.order.id)
    }
    #expect(asked(fleet(), suspended) == [order.id])
    #expect(asked(fleet(anOrder(payment: .overdue)), suspended) == [order.id])
    #expect(asked(fleet(), running) == [])
    #expect(asked(fleet(policy: .init(suspendedByHand: .resume)), suspended) == [])
    #expect(asked(fleet(recorded: aResult(of: order, suspended)), suspended) == [])
    #expect(asked(fleet(recorded: try applied(fleet(), suspended)), suspended) == [])
    #expect(asked(fleet(anOrder(state: .suspended)), suspended) == [])
  }
}

/// Whether the documents wanted a suspension between two applies.
@Suite struct PastDeclarationTests {
  private let from = instant("2026-11-10T08:00:00Z")

  private func asked(
    _ lines: String?, settings: String = "", until: String = "2026-11-12T08:00:00Z"
  ) -> Instant? {
    let document = lines.map { "order: ord-1\nstatus: quote_accepted\ntier: gone\n\($0)\n" }
    let declaration = PastDeclaration(
      order: document.map { Array($0.utf8) }, settings: Array("fleet: x\n\(settings)\n".utf8), from: from,
      until: instant(until))
    return suspensionAsked(of: orderID("ord-1"), in: [declaration])
  }

  @Test func `Each document says by its own policy whether it did`() {
    #expect(asked("payment: confirmed") == nil)
    #expect(asked("payment: overdue") == from)
    #expect(asked("payment: overdue", settings: "policy: { overdue: keep }") == nil)
    #expect(asked("payment: confirmed\nstate: terminated") == from)
    #expect(asked("payment: confirmed\nstate: suspended") == Instant(seconds: 0))
    #expect(asked(nil) == nil && asked(nil, settings: "policy: { removed: suspend }") == from)
    // Nothing is done for what cannot be read.
    #expect(asked("payment: overdoo") == nil && asked("payment: [") == nil)
  }

  @Test func `A last day that passes asks for it on the day after`() {
    let until = "payment: confirmed\nuntil: 2026-11-11"
    #expect(asked(until) == instant("2026-11-12T00:00:00Z"))
    #expect(asked(until, until: "2026-11-11T23:59:59Z") == nil)
    #expect(asked("payment: confirmed\nuntil: 2026-11-09") == from)
  }

  @Test func `The earliest of several counts`() {
    let declarations = ["2026-11-12T08:00:00Z", "2026-11-11T08:00:00Z"].map { text in
      PastDeclaration(
        order: Array("status: quote_accepted\npayment: overdue\n".utf8), settings: nil, from: instant(text),
        until: instant("2026-11-13T00:00:00Z"))
    }
    #expect(suspensionAsked(of: orderID("ord-1"), in: declarations) == instant("2026-11-11T08:00:00Z"))
    #expect(suspensionAsked(of: orderID("ord-1"), in: []) == nil)
  }
}
