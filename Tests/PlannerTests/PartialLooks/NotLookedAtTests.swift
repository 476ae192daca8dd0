import PanelValues
import Testing

@testable import Planner

/// Of what was not looked at, a plan concludes nothing.
@Suite struct NotLookedAtTests {
  private let orders = (1...9).map { anOrder("ord-\($0)") }
  private var servers: [ObservedServer] { orders.enumerated().map { aServer(of: $1, id: $0 + 1) } }
  private var fleet: Fleet { aFleet(orders, recorded: zip(orders, servers).map { aResult(of: $0, $1) }) }
  private let first: Set<OrderID> = [orderID("ord-1")]

  @Test func `Orders that were not looked at are neither vanished nor in step, and no server is foreign`() {
    let stranger = aServer(externalID: "nobody-we-know", id: 90)
    let sampled = Set(fleet.looking(at: first).request.uuids)
    // Only those are there that are asked for.
    let panel = aPanel(servers.filter { sampled.contains($0.uuid) } + [stranger])
    let plan = aPartialPlan(for: fleet, lookingAt: first, on: panel)
    #expect(plan.isEmpty && plan.vanished.isEmpty && plan.orphans.isEmpty && plan.refusals.isEmpty)
    #expect(plan.counts.inStep == 1 && plan.counts.foreign == 0)
    #expect(plan.counts.orders == 9 && plan.counts.notLookedAt == 8 && plan.counts.servers == 6)
  }

  @Test func `A server whose order's document is gone is an orphan only if it was looked at`() {
    let removed = aFleet(Array(orders.dropFirst(2)), recorded: zip(orders, servers).map { aResult(of: $0, $1) })
    let plan = aPartialPlan(for: removed, lookingAt: first, on: aPanel(servers))
    #expect(plan.orphans.map(\.order) == [orderID("ord-1")] && plan.counts.foreign == 0)
  }

  @Test func `A whole fleet is narrowed to what was looked at`() {
    let request = fleet.looking(at: first).request
    let seen = aPanel(servers).part(request)
    let plan = makePlan(from: seen, to: fleet, trusting: TrustedResults(fleet.results), asOf: noon)
    #expect(plan == aPartialPlan(for: fleet, lookingAt: first, on: aPanel(servers)))
    #expect(plan.counts.notLookedAt == 8)
  }

  @Test func `Where none of the sample is there it is the wrong panel, whatever the looked-at orders have`() {
    let sample = fleet.sample(beside: first, trusting: TrustedResults(fleet.results))
    #expect(sample.count == 5 && !sample.contains { $0.order == orderID("ord-1") })
    let all = Set(sample.map(\.uuid))
    let gone = aPartialPlan(for: fleet, lookingAt: first, on: aPanel(servers.filter { !all.contains($0.uuid) }))
    #expect(gone.refusals == [.sampleGone(orders: sample.map(\.order))])
    #expect(gone.refusals.map(\.remedy) == [.never] && !gone.isAcceptable)
    let one = aPartialPlan(
      for: fleet, lookingAt: first, on: aPanel(servers.filter { !all.contains($0.uuid) || $0.uuid == sample[4].uuid }))
    #expect(one.refusals.isEmpty)
  }

  @Test func `The revision chooses the sample, and never a server that only a pull request records`() {
    let trusted = TrustedResults(fleet.results.filter { $0.key != orderID("ord-5") })
    func sample(_ revision: String) -> [SampledServer] {
      aFleet(orders, recorded: Array(fleet.results.values), revision: revision).sample(beside: first, trusting: trusted)
    }
    let samples = (0..<40).map { sample("revision \($0)") }
    #expect(samples == (0..<40).map { sample("revision \($0)") })
    #expect(Set(samples).count > 10)
    #expect(
      Set(samples.joined().map(\.order)).count == 7 && !samples.joined().contains { $0.order == orderID("ord-5") })
  }

  @Test func `Room on a node is what the panel says of it, not the sum of the servers that were looked at`() {
    let new = anOrder("ord-0")
    let full = aNode(memory: 9 * 512 + 100)
    let plan = aPartialPlan(
      for: aFleet([new] + orders, recorded: Array(fleet.results.values)), lookingAt: [new.id],
      on: aPanel(servers, nodes: [full]))
    #expect(plan.changes.isEmpty && plan.waiting.map(\.order) == [new.id])
    let roomy = aPartialPlan(
      for: aFleet([new] + orders, recorded: Array(fleet.results.values)), lookingAt: [new.id],
      on: aPanel(servers, nodes: [aNode(memory: 10 * 512)]))
    #expect(inShort(roomy) == ["create ord-0: create"])
  }

  @Test func `A limit is a share of all recorded servers, and counts all orders that are gone`() {
    let upgraded = orders.prefix(3).map { anOrder($0.id.text, tier: "pro") }
    let safety = FleetSettings.Safety(maxTerminations: 0, maxChangedPercent: 20, always: 0)
    let fleet = aFleet(
      upgraded + orders.dropFirst(3).dropLast(2), recorded: zip(orders, servers).map { aResult(of: $0, $1) },
      settings: theSettings(safety: safety))
    let plan = aPartialPlan(for: fleet, lookingAt: Set(upgraded.map(\.id)), on: aPanel(servers))
    #expect(
      plan.refusals == [
        .tooManyChanges(planned: 3, allowed: 1, recorded: 9),
        .fleetShrank(gone: orders.suffix(2).map(\.id), allowed: 1, recorded: 9),
      ])
  }

  @Test func `Users are taken for nobody only if they were asked for`() {
    let named = anOrder("ord-1", customer: Customer(id: "cus-known"))
    let known = [aServer(of: named, id: 1, owner: 2)] + servers.dropFirst()
    let fleet = aFleet(
      [named] + orders.dropFirst(), recorded: zip([named] + orders.dropFirst(), known).map { aResult(of: $0, $1) })
    let users = [aUser(1, "admin"), aUser(2, "cus-known"), aUser(3, "cus-other")]
    let request = fleet.looking(at: first).request
    #expect(request.people?.numbers == [] && request.people?.customers.keys.sorted() == ["cus-known"])
    let plan = aPartialPlan(for: fleet, lookingAt: first, on: aPanel(known, users: users))
    #expect(plan.diagnostics.isEmpty && plan.counts.users == nil)
    let other = fleet.looking(at: [orderID("ord-2")]).request
    #expect(other.people?.numbers == [UserID(1)] && other.people?.customers.isEmpty == true)
  }
}
