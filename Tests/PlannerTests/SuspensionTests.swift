import Testing

@testable import Planner

@Suite struct SuspensionTests {
  static let reasons: [(Order, Change.Reason)] = [
    (anOrder(quote: .cancelled), .cancelled),
    (anOrder(payment: .overdue), .overdue),
    (anOrder(payment: .refunded), .refunded),
    (anOrder(state: .suspended), .suspendedInOrder),
    (anOrder(until: "2026-11-21"), .ended(until: day("2026-11-21"))),
    (anOrder(payment: .refunded, from: "2026-11-01", until: "2026-11-21"), .ended(until: day("2026-11-21"))),
    (anOrder(quote: .cancelled, payment: .overdue, state: .suspended), .cancelled),
  ]

  @Test(arguments: reasons)
  func `A running server whose order is not to run is suspended, and why`(order: Order, reason: Change.Reason) throws {
    let server = aServer(of: order)
    let plan = aPlan(for: aFleet([order], recorded: [aResult(of: order, server)]), on: aPanel([server]))
    #expect(inShort(plan) == ["suspend ord-1: suspend"])
    let change = try #require(plan.changes.first)
    #expect(change.reasons == [reason])
    #expect(inShort(change.differences) == ["suspended: no -> yes (edited)"])
  }

  @Test(arguments: reasons)
  func `A server that is suspended already needs nothing`(order: Order, _: Change.Reason) {
    let server = aServer(of: order, status: .suspended)
    let plan = aPlan(for: aFleet([order], recorded: [aResult(of: order, server)]), on: aPanel([server]))
    #expect(inShort(plan) == [])
  }

  @Test(arguments: [Order.Payment.overdue, .refunded])
  func `A policy that keeps neither suspends nor resumes, and updates go on`(payment: Order.Payment) {
    let order = anOrder(payment: payment)
    let settings = theSettings(policy: .init(overdue: .keep, refunded: .keep))
    for status: ServerStatus in [.ready, .suspended] {
      let recorded = aResult(of: order, aServer(of: order, status: status))
      let server = aServer(of: order, status: status) { $0.build.cpu = 1 }
      let plan = aPlan(for: aFleet([order], recorded: [recorded], settings: settings), on: aPanel([server]))
      #expect(inShort(plan) == ["update ord-1: update-build"])
    }
  }

  @Test func `Suspended before it is updated, updated before it is resumed`() {
    let suspended = anOrder(tier: "pro", payment: .overdue)
    let running = aServer(of: anOrder())
    #expect(
      inShort(aPlan(for: aFleet([suspended], recorded: [aResult(of: anOrder(), running)]), on: aPanel([running])))
        == ["suspend ord-1: suspend, update-build, update-startup"])
    let resumed = anOrder(tier: "pro")
    let resting = aServer(of: anOrder(), status: .suspended)
    #expect(
      inShort(aPlan(for: aFleet([resumed], recorded: [aResult(of: anOrder(), resting)]), on: aPanel([resting])))
        == ["unsuspend ord-1: update-build, update-startup, unsuspend"])
  }

  @Test func `A server that somebody suspended on the panel is resumed as drift where the policy says so`() {
    let order = anOrder()
    let recorded = aResult(of: order, aServer(of: order))
    let server = aServer(of: order, status: .suspended) { $0.build.cpu = 1 }
    let settings = theSettings(policy: .init(suspendedByHand: .resume))
    let plan = aPlan(for: aFleet([order], recorded: [recorded], settings: settings), on: aPanel([server]))
    #expect(plan.notices.isEmpty)
    let change = plan.changes.first
    #expect(change?.kind == .unsuspend)
    #expect(change?.reasons == [.drifted, .resumed])
    #expect(inShort(change?.differences ?? []).last == "suspended: yes -> no (drifted)")
  }

  @Test func `A server that somebody resumed on the panel is suspended again as drift`() {
    let order = anOrder(payment: .overdue)
    let recorded = aResult(of: order, aServer(of: order, status: .suspended))
    let change = aPlan(for: aFleet([order], recorded: [recorded]), on: aPanel([aServer(of: order)])).changes.first
    #expect(change?.reasons == [.overdue, .drifted])
  }
}
