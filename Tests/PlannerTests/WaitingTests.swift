import Testing

@testable import Planner

@Suite struct WaitingTests {
  /// An order and what it waits for while it has no server.
  struct Case: Sendable, CustomTestStringConvertible {
    let order: Order
    let reason: Waiting.Reason
    var testDescription: String { "\(reason)" }
  }

  static let cases = [
    Case(order: anOrder(quote: .pending), reason: .quotePending),
    Case(order: anOrder(quote: .pending, payment: .pending), reason: .quotePending),
    Case(order: anOrder(payment: .pending), reason: .paymentPending),
    Case(order: anOrder(payment: .overdue), reason: .overdue),
    Case(order: anOrder(payment: .refunded), reason: .refunded),
    Case(order: anOrder(payment: .overdue, state: .suspended), reason: .overdue),
    Case(order: anOrder(state: .suspended), reason: .suspendedInOrder),
    Case(order: anOrder(from: "2026-11-23"), reason: .notBegun(from: day("2026-11-23"))),
    Case(order: anOrder(payment: .overdue, from: "2026-11-23"), reason: .overdue),
    Case(order: anOrder(until: "2026-11-21"), reason: .ended(until: day("2026-11-21"))),
    Case(order: anOrder(payment: .pending, until: "2026-11-21"), reason: .paymentPending),
    Case(order: anOrder(tier: "classic"), reason: .tierRetired(TierName("classic"))),
    Case(order: anOrder(customer: Customer(id: "cus-1")), reason: .noSuchUser(externalID: "cus-1")),
  ]

  @Test(arguments: cases)
  func `An order that is not due gets no server and says what it waits for`(example: Case) {
    let plan = aPlan(for: aFleet([example.order]), on: aPanel())
    #expect(plan.changes.isEmpty)
    #expect(plan.waiting == [Waiting(order: example.order.id, reason: example.reason, scope: .creation)])
    #expect(plan.counts.inStep == 0)
  }

  @Test(arguments: [Order.Payment.overdue, .refunded])
  func `Without a server it waits whatever the policy says`(payment: Order.Payment) {
    let fleet = aFleet(
      [anOrder(payment: payment)], settings: theSettings(policy: .init(overdue: .keep, refunded: .keep)))
    #expect(aPlan(for: fleet, on: aPanel()).waiting.map(\.scope) == [.creation])
  }

  @Test(arguments: [anOrder(quote: .cancelled), anOrder(state: .terminated)])
  func `A cancelled or terminated order without a server needs nothing`(order: Order) {
    let plan = aPlan(for: aFleet([order]), on: aPanel())
    #expect(inShort(plan) == [])
    #expect(plan.counts.inStep == 1)
  }

  @Test(arguments: [anOrder(tier: "pro", quote: .pending), anOrder(tier: "pro", payment: .pending)])
  func `A server whose order is not settled is left exactly as it is, and that is told`(order: Order) {
    let server = aServer(of: anOrder())
    let plan = aPlan(for: aFleet([order], recorded: [aResult(of: anOrder(), server)]), on: aPanel([server]))
    #expect(plan.changes.isEmpty)
    #expect(plan.waiting.map(\.scope) == [.everything])
  }

  @Test func `A retired tier goes on serving the orders that have it`() {
    let order = anOrder(tier: "classic")
    let server = aServer(of: order)
    let fleet = aFleet([order], recorded: [aResult(of: order, server)])
    #expect(inShort(aPlan(for: fleet, on: aPanel([server]))) == [])
    let enlarged = aServer(of: order) { $0.build.memory = Mebibytes(4096) }
    #expect(inShort(aPlan(for: fleet, on: aPanel([enlarged]))) == ["update ord-1: update-build"])
  }
}
