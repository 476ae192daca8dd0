import Testing

@testable import Planner

struct StatusTests {
  private let today = day("2026-11-28")

  private func status(
    _ order: Order?, recorded: OrderResult? = nil, catalog: Catalog = aCatalog()
  ) throws -> OrderStatus {
    let fleet = aFleet([order].compactMap(\.self), recorded: [recorded].compactMap(\.self), catalog: catalog)
    return try #require(makeStatus(of: fleet, asOf: today).orders.first)
  }

  @Test func `An order without a server is new, waits, or gets none`() throws {
    #expect(try status(anOrder()).phase == .new)
    let pending = try status(anOrder(payment: .pending))
    #expect(pending.phase == .waiting && pending.wish == .waiting(.paymentPending))
    #expect(try status(anOrder(from: "2026-12-01")).wish == .waiting(.notBegun(from: day("2026-12-01"))))
    #expect(try status(anOrder(until: "2026-11-27")).wish == .waiting(.ended(until: day("2026-11-27"))))
    #expect(try status(anOrder(tier: "classic")).wish == .waiting(.tierRetired(TierName("classic"))))
    #expect(try status(anOrder(quote: .cancelled)).phase == .closed)
    #expect(try status(anOrder(state: .terminated)).phase == .closed)
  }

  @Test func `What is recorded and what is asked make the phase and what is not applied`() throws {
    let order = anOrder()
    let result = aResult(of: order, aServer(of: order))
    let running = try status(order, recorded: result)
    #expect(running.phase == .running && running.differences == [])
    #expect(running.wish == .running)

    let bigger = try status(anOrder(tier: "pro"), recorded: result)
    #expect(
      bigger.differences.map { "\($0.field.label) \($0.recorded ?? "") \($0.desired)" }.first == "memory 512MiB 1GiB")
    let suspended = try status(anOrder(state: .suspended), recorded: result)
    #expect(suspended.phase == .running && suspended.differences.map(\.field) == [.suspended])
    let overdue = try status(anOrder(payment: .overdue), recorded: result)
    #expect(overdue.wish == .suspended(.overdue))
    // What is left alone differs from nothing.
    #expect(
      try status(anOrder(tier: "pro", ignored: [.memory]), recorded: result).differences.allSatisfy {
        $0.field != .memory
      })
  }

  @Test func `A protected order is not counted among those that end`() throws {
    func phase(isProtected: Bool) throws -> OrderStatus.Phase {
      let order = anOrder(state: .terminated, isProtected: isProtected)
      return try status(order, recorded: aResult(of: order, aServer(of: order))).phase
    }
    #expect(try phase(isProtected: true) == .running)
    #expect(try phase(isProtected: false) == .terminating)
  }

  @Test func `A termination is due when its grace is over, and an end after its last day`() throws {
    let order = anOrder(state: .terminated)
    let server = aServer(of: order, status: .suspended)
    let due = try status(order, recorded: aResult(of: order, server, phase: .suspended, terminatingSince: "2026-11-26"))
    #expect(due.phase == .terminating && due.deletion == day("2026-12-03"))
    let protected = anOrder(state: .terminated, isProtected: true)
    #expect(try status(protected, recorded: aResult(of: order, server, terminatingSince: "2026-11-26")).deletion == nil)
    let ending = anOrder(until: "2026-11-30")
    #expect(
      try status(ending, recorded: aResult(of: ending, aServer(of: ending))).lastDay(asOf: today) == day("2026-11-30"))
    #expect(try status(anOrder(until: "2026-11-27")).lastDay(asOf: today) == nil)
  }

  @Test func `A termination that no apply has seen is not applied yet`() throws {
    let order = anOrder(state: .terminated)
    let begins = try status(order, recorded: aResult(of: order, aServer(of: order)))
    #expect(begins.phase == .terminating && begins.deletion == nil)
    #expect(begins.differences == [OrderStatus.Difference(field: .suspended, recorded: "no", desired: "yes")])
    let server = aServer(of: order, status: .suspended)
    let begun = aResult(of: order, server, phase: .suspended, terminatingSince: "2026-11-26")
    #expect(try status(order, recorded: begun).differences == [])
    let protected = anOrder(state: .terminated, isProtected: true)
    #expect(try status(protected, recorded: aResult(of: order, aServer(of: order))).differences == [])
  }

  @Test func `Another egg waits until the order allows it`() throws {
    let order = anOrder()
    let other = aResult(of: order, aServer(of: order, settings: theSettings(egg: 3)))
    let waiting = try status(order, recorded: other)
    #expect(waiting.wish == .waiting(.eggChange(from: EggID(3), to: EggID(15))) && waiting.differences == [])
    let allowed = try status(anOrder(eggChange: .allowed), recorded: other)
    #expect(allowed.wish == .running && allowed.differences.map(\.field) == [.egg])
    #expect(try status(anOrder(ignored: [.egg]), recorded: other).wish == .running)
  }

  @Test func `A suspension by hand stays, and is no difference`() throws {
    let order = anOrder()
    let found = aResult(of: order, aServer(of: order, status: .suspended))
    let result = OrderResult(
      order: order.id, phase: .suspended, since: found.since, server: found.server, applied: found.applied,
      terminatingSince: nil, suspendedByHandSince: day("2026-11-20"), failure: nil)
    let kept = try status(order, recorded: result)
    #expect(kept.differences == [] && kept.keptSuspension(under: .init()) == day("2026-11-20"))
    #expect(kept.keptSuspension(under: .init(suspendedByHand: .resume)) == nil)
    // Suspended by an apply, it runs again with the next.
    #expect(try status(order, recorded: found).differences.map(\.field) == [.suspended])
    #expect(try status(anOrder(state: .suspended), recorded: result).keptSuspension(under: .init()) == nil)
  }

  @Test func `An order that is gone leaves an orphan, and one that cannot be read is counted so`() throws {
    let order = anOrder()
    #expect(try status(nil, recorded: aResult(of: order, aServer(of: order))).phase == .orphan)
    #expect(try status(nil, recorded: aResult(of: order, aServer(of: order), phase: .terminated)).phase == .terminated)
    let fleet = Fleet(
      revision: .dirty(basedOn: nil), settings: theSettings(), catalog: aCatalog(), orders: [], results: [:],
      unreadable: [order.id])
    #expect(makeStatus(of: fleet, asOf: today).orders.map(\.phase) == [.unreadable])
    #expect(makeStatus(of: fleet, asOf: today).counts.map(\.count) == [1])
  }
}
