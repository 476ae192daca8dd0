import Testing

@testable import Planner

@Suite struct AdoptionTests {
  @Test func `A server with the order's external id is taken over as it is`() {
    let order = anOrder()
    let plan = aPlan(for: aFleet([order]), on: aPanel([aServer(of: order)]))
    #expect(inShort(plan) == ["adopt ord-1"])
    #expect(plan.changes.first?.reasons == [.takenOver])
  }

  @Test func `What differs is updated as in every other server`() {
    let order = anOrder(payment: .overdue)
    let plan = aPlan(for: aFleet([order]), on: aPanel([aServer(of: order) { $0.build.cpu = 1 }]))
    #expect(inShort(plan) == ["suspend ord-1: suspend, update-build"])
    #expect(plan.changes.first?.reasons == [.takenOver, .overdue, .amended])
    #expect(plan.changes.first?.differences.map(\.cause) == [.unrecorded, .unrecorded])
  }

  @Test func `An order that is not settled is adopted and otherwise left`() {
    let order = anOrder(payment: .pending)
    let plan = aPlan(for: aFleet([order]), on: aPanel([aServer(of: order) { $0.build.cpu = 1 }]))
    #expect(inShort(plan) == ["adopt ord-1", "waiting ord-1: paymentPending, everything"])
  }

  @Test func `A terminated order's unrecorded server is suspended, and nothing is deleted yet`() {
    let order = anOrder(state: .terminated)
    #expect(
      inShort(aPlan(for: aFleet([order]), on: aPanel([aServer(of: order)]))) == ["suspend ord-1: suspend"])
    #expect(
      inShort(aPlan(for: aFleet([order]), on: aPanel([aServer(of: order, status: .suspended)]))) == ["adopt ord-1"])
  }

  @Test func `A create whose answer was lost is adopted by the next run`() {
    let order = anOrder()
    let lost = OrderResult(
      order: order.id, phase: .installing, since: day("2026-11-22"), server: aRecordOf(aServer(of: order)),
      applied: nil, terminatingSince: nil, failure: .init(action: "create", code: "answer-lost", message: "…"))
    let plan = aPlan(for: aFleet([order], recorded: [lost]), on: aPanel([aServer(of: order)]))
    #expect(inShort(plan) == ["adopt ord-1"])
  }

  /// The plan of an order that the branch has since a moment, for a server that was made at noon.
  private func plan(
    _ order: Order, since: Instant?, settings: FleetSettings = theSettings(),
    _ change: (inout ServerSpec) -> Void = { _ in }
  ) -> Plan {
    var evidence = GitEvidence()
    evidence.askedSince[order.id] = since
    return aPlan(
      for: aFleet([order], settings: settings, evidence: evidence),
      on: aPanel([aServer(of: order, change: change)], users: [aUser(1, "admin"), aUser(7, "cus-ada")]))
  }

  @Test func `Only a server that is younger than its order, and exactly what it asks for, is one that this fleet made`()
  {
    let order = anOrder()
    let made = aServer(of: order).createdAt
    func reasons(_ plan: Plan) -> [Change.Reason]? { plan.changes.first?.reasons }
    #expect(reasons(plan(order, since: made)) == [.adopted])
    #expect(reasons(plan(order, since: Instant(seconds: made.seconds - 60))) == [.adopted])
    #expect(reasons(plan(order, since: Instant(seconds: made.seconds + 1))) == [.takenOver])
    #expect(reasons(plan(order, since: nil)) == [.takenOver])
    #expect(reasons(plan(order, since: made) { $0.build.cpu = 1 }) == [.takenOver, .amended])
    #expect(reasons(plan(order, since: made) { $0.details.owner = .user(UserID(7)) })?.first == .takenOver)
    #expect(reasons(plan(order, since: made) { $0.isSuspended = true })?.first == .takenOver)
  }

  /// What an order does not look at, or does not ask for yet, is no proof of anything.
  @Test func `An order that asks for nothing, ignores what differs or wants another node has made no server`() {
    let made = aServer(of: anOrder()).createdAt
    let others = [
      anOrder(payment: .pending), anOrder(state: .terminated), anOrder(state: .suspended), anOrder(node: 2),
      anOrder(customer: Customer(id: "cus-ada")), anOrder(customer: Customer(id: "cus-nobody")),
    ]
    for order in others {
      let reasons = plan(order, since: made).changes.first?.reasons
      #expect(reasons?.first == .takenOver, "\(order)")
    }
    let blind = plan(anOrder(ignored: [.cpu]), since: made) { $0.build.cpu = 1 }
    #expect(blind.changes.first?.reasons == [.takenOver])
  }

  @Test func `A history that ends too early is told where it alone is in the way`() {
    let order = anOrder()
    var evidence = GitEvidence()
    evidence.tooShortFor = [order.id]
    let exact = aPlan(for: aFleet([order], evidence: evidence), on: aPanel([aServer(of: order)]))
    #expect(exact.changes.first?.isTakeover == true)
    #expect(exact.changes.first?.notes == [.originBeyondHistory])
    let other = aPlan(for: aFleet([order], evidence: evidence), on: aPanel([aServer(of: order) { $0.build.cpu = 1 }]))
    #expect(other.changes.first?.notes.contains(.originBeyondHistory) == false)
  }
}
