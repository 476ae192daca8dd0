import Testing

@testable import Planner

@Suite struct PlacementTests {
  private func placement(_ strategy: FleetSettings.PlacementRule.Strategy, _ nodes: Int...) -> FleetSettings {
    theSettings(placement: .init(candidates: .nodes(Set(nodes.map { NodeID($0) })), strategy: strategy))
  }

  /// The node of each create, by order.
  private func nodes(_ plan: Plan) -> [Int] { plan.changes.compactMap { $0.placement?.node.number } }

  private func lacks(_ plan: Plan) -> [[NodeShortage.Lack]] {
    for case .nowhereToPlace(let shortages) in plan.waiting.map(\.reason) { return shortages.map(\.lacks) }
    return []
  }

  /// A server of nobody that fills a node.
  private func filler(_ memory: Int, on node: Int, disk: Int = 0) -> ObservedServer {
    aServer(externalID: nil, id: 100 + node, node: node, spec: aSpec(memory: memory, disk: disk))
  }

  @Test func `Pack fills the fullest node that fits, spread the emptiest`() {
    let panel = aPanel([filler(1024, on: 2)], nodes: [aNode(1), aNode(2), aNode(3)])
    #expect(nodes(aPlan(for: aFleet([anOrder()], settings: placement(.pack, 1, 2, 3)), on: panel)) == [2])
    #expect(nodes(aPlan(for: aFleet([anOrder()], settings: placement(.spread, 1, 2, 3)), on: panel)) == [1])
  }

  @Test func `What this plan has placed counts for what it places next`() {
    let orders = (1...4).map { anOrder("ord-\($0)") }
    let panel = aPanel(nodes: [aNode(1, memory: 1024), aNode(2, memory: 1024)])
    #expect(nodes(aPlan(for: aFleet(orders, settings: placement(.pack, 1, 2)), on: panel)) == [1, 1, 2, 2])
    #expect(nodes(aPlan(for: aFleet(orders, settings: placement(.spread, 1, 2)), on: panel)) == [1, 2, 1, 2])
  }

  @Test func `Shares are compared exactly, where a rounded number would call them equal`() {
    // 1/3 of each but for one MiB in three quadrillion.
    let large = 3_000_000_000_000_003
    let panel = aPanel(
      [filler(1_000_000_000_000_001, on: 1), filler(1_000_000_000_000_002, on: 2)],
      nodes: [aNode(1, memory: large), aNode(2, memory: large)])
    #expect(nodes(aPlan(for: aFleet([anOrder()], settings: placement(.pack, 1, 2)), on: panel)) == [2])
    #expect(nodes(aPlan(for: aFleet([anOrder()], settings: placement(.spread, 1, 2)), on: panel)) == [1])
  }

  @Test func `Equal shares go to the lowest id, also of nodes of different sizes`() {
    let panel = aPanel(
      [filler(1000, on: 2), filler(2000, on: 1)], nodes: [aNode(2, memory: 4000), aNode(1, memory: 8000)])
    #expect(nodes(aPlan(for: aFleet([anOrder()], settings: placement(.pack, 1, 2)), on: panel)) == [1])
    #expect(nodes(aPlan(for: aFleet([anOrder()], settings: placement(.spread, 1, 2)), on: panel)) == [1])
  }

  @Test func `A node may be filled to its last MiB and not beyond`() {
    func plan(memory: Int, disk: Int = 1024, overallocate: Int = 0) -> Plan {
      aPlan(
        for: aFleet([anOrder()]), on: aPanel(nodes: [aNode(memory: memory, disk: disk, overallocate: overallocate)]))
    }
    #expect(nodes(plan(memory: 512)) == [1])
    #expect(lacks(plan(memory: 511)) == [[.memory(needed: Mebibytes(512), free: Mebibytes(511))]])
    #expect(
      lacks(plan(memory: 100, disk: 100))
        == [
          [
            .memory(needed: Mebibytes(512), free: Mebibytes(100)), .disk(needed: Mebibytes(1024), free: Mebibytes(100)),
          ]
        ])
    #expect(nodes(plan(memory: 466, overallocate: 10)) == [1])
    #expect(lacks(plan(memory: 465, overallocate: 10)).isEmpty == false)
    #expect(nodes(plan(memory: 1, disk: 1, overallocate: -1)) == [1])
  }

  @Test func `A node that is promised beyond its size has nothing left, and nothing less`() {
    let panel = aPanel([filler(9000, on: 1)])
    #expect(
      lacks(aPlan(for: aFleet([anOrder()]), on: panel)) == [[.memory(needed: Mebibytes(512), free: Mebibytes(0))]])
  }

  @Test func `What this plan frees does not count`() {
    let leaving = anOrder("ord-1", state: .terminated)
    let server = aServer(of: leaving, status: .suspended)
    let fleet = aFleet(
      [leaving, anOrder("ord-2")], recorded: [aResult(of: leaving, server, terminatingSince: "2026-01-01")])
    let plan = aPlan(for: fleet, on: aPanel([server], nodes: [aNode(memory: 1000)]))
    #expect(plan.changes.map(inShort) == ["terminate ord-1: delete"])
    #expect(lacks(plan) == [[.memory(needed: Mebibytes(512), free: Mebibytes(488))]])
  }

  @Test func `The plan says of each node what it lacks`() {
    let panel = aPanel(
      nodes: [aNode(1, visibility: .private), aNode(2, operation: .inMaintenance), aNode(3)],
      free: [NodeID(1): addresses(1, on: 1), NodeID(2): addresses(1, on: 2), NodeID(3): []])
    let plan = aPlan(for: aFleet([anOrder()], settings: placement(.pack, 1, 2, 3, 4)), on: panel)
    #expect(lacks(plan) == [[.notPublic], [.inMaintenance], [.allocation], [.doesNotExist]])
  }

  @Test func `A pinned order goes to its node or nowhere`() {
    let panel = aPanel(nodes: [aNode(1), aNode(2), aNode(3, memory: 10)])
    #expect(nodes(aPlan(for: aFleet([anOrder(node: 2)]), on: panel)) == [2])
    #expect(lacks(aPlan(for: aFleet([anOrder(node: 3)]), on: panel)).count == 1)
    #expect(lacks(aPlan(for: aFleet([anOrder(node: 9)]), on: panel)) == [[.doesNotExist]])
  }

  @Test func `A fleet of locations takes every node in them`() {
    let settings = theSettings(
      placement: .init(candidates: .locations([LocationID(2), LocationID(3)]), strategy: .spread))
    let panel = aPanel(nodes: [aNode(1, location: 1), aNode(2, location: 2), aNode(3, location: 3)])
    let orders = ["ord-1", "ord-2"].map { anOrder($0) }
    #expect(nodes(aPlan(for: aFleet(orders, settings: settings), on: panel)) == [2, 3])
  }

  @Test func `Addresses are taken by ip, port and id, each once`() {
    let free = [
      Allocation(id: AllocationID(3), ip: "203.0.113.2", port: 1),
      Allocation(id: AllocationID(2), ip: "203.0.113.1", port: 9),
      Allocation(id: AllocationID(1), ip: "203.0.113.1", port: 8),
    ]
    let orders = ["ord-1", "ord-2", "ord-3", "ord-4"].map { anOrder($0) }
    let plan = aPlan(for: aFleet(orders), on: aPanel(free: [NodeID(1): free]))
    #expect(plan.changes.compactMap { $0.placement?.allocation.id.number } == [1, 2, 3])
    #expect(lacks(plan) == [[.allocation]])
  }

  @Test func `An address of the sixth version stands in brackets`() {
    #expect(Allocation(id: AllocationID(1), ip: "2001:db8::1", port: 25565).address == "[2001:db8::1]:25565")
  }

  @Test func `Orders are placed by their ids, in whatever order they come`() {
    let orders = (1...5).map { anOrder("ord-\($0)") }
    let panel = aPanel(nodes: [aNode(memory: 1100)])
    let plans = [orders, orders.reversed()].map { aPlan(for: aFleet($0), on: panel) }
    #expect(plans[0] == plans[1])
    #expect(plans[0].changes.map(\.order.text) == ["ord-1", "ord-2"])
  }

  @Test func `Addresses are looked for only where something is made`() {
    let nodes = [aNode(1), aNode(2)]
    let waiting = anOrder("ord-1", payment: .pending)
    let served = anOrder("ord-2")
    let fleet = aFleet([waiting, served])
    #expect(nodesToSearch(for: fleet, on: [aServer(of: served)], nodes: nodes, asOf: noon.day, recreate: []) == [])
    #expect(nodesToSearch(for: fleet, on: [], nodes: nodes, asOf: noon.day, recreate: []) == [NodeID(1)])
    #expect(nodesToSearch(for: aFleet([anOrder(node: 9)]), on: [], nodes: nodes, asOf: noon.day, recreate: []) == [])
    let lost = aFleet([served], recorded: [aResult(of: served, aServer(of: served))])
    #expect(nodesToSearch(for: lost, on: [], nodes: nodes, asOf: noon.day, recreate: []) == [])
    #expect(nodesToSearch(for: lost, on: [], nodes: nodes, asOf: noon.day, recreate: [served.id]) == [NodeID(1)])
  }
}
