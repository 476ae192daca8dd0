import Testing

@testable import Planner

/// What the nodes hold, what is coming to them, and how much more fits.
@Suite struct CapacityTests {
  private func capacity(
    _ orders: [Order] = [], _ servers: [ObservedServer] = [], on nodes: [ObservedNode] = [aNode()],
    free: [NodeID: [Allocation]]? = nil,
    placement: FleetSettings.PlacementRule = .init(candidates: .nodes([NodeID(1)])),
    recorded: [OrderResult] = [], asOf: Instant = noon, missing: Set<Permission> = []
  ) -> Capacity {
    makeCapacity(
      from: aPanel(servers, nodes: nodes, free: free, missing: missing),
      to: aFleet(orders, recorded: recorded, settings: theSettings(placement: placement)), asOf: asOf)
  }

  private func count(_ room: [TierRoom]) -> [String] { room.map { "\($0.count) \($0.tier)" } }

  @Test func `Used is what servers have, foreign ones included, planned what an apply makes and enlarges`() throws {
    let served = anOrder("ord-1", tier: "pro")
    let server = aServer(of: anOrder("ord-1"))
    let foreign = aServer(externalID: nil, id: 9, spec: aSpec(memory: 1000, disk: 3000))
    let capacity = capacity(
      [served, anOrder("ord-2")], [server, foreign], recorded: [aResult(of: anOrder("ord-1"), server)])
    let node = try #require(capacity.nodes.first)
    #expect(node.memory == Load(limit: 8192, used: 1512, planned: 1024, promised: 0))
    #expect(node.disk == Load(limit: 20480, used: 4024, planned: 2048, promised: 0))
    #expect(node.allocations == Load(limit: 22, used: 2, planned: 1, promised: 0))
    #expect(node.memory.free == 8192 - 1512 - 1024)
  }

  static let unsettled = [
    anOrder(quote: .pending), anOrder(payment: .pending), anOrder(payment: .overdue), anOrder(from: "2026-12-01"),
    anOrder(quote: .pending, payment: .pending, from: "2026-12-01", until: "2026-12-31"),
  ]

  @Test(arguments: unsettled)
  func `Promised is what an order would get were it accepted, paid and begun`(order: Order) {
    #expect(capacity([order]).nodes.map(\.memory) == [Load(limit: 8192, used: 0, planned: 0, promised: 512)])
  }

  static let others = [
    anOrder(quote: .cancelled), anOrder(payment: .refunded), anOrder(state: .suspended), anOrder(state: .terminated),
    anOrder(quote: .pending, state: .suspended), anOrder(payment: .pending, until: "2026-11-21"),
    anOrder(tier: "classic", quote: .pending), anOrder(quote: .pending, customer: Customer(id: "cus-nobody")),
  ]

  @Test(arguments: others)
  func `Nothing is promised to an order that waits for something else or wants no server`(order: Order) {
    #expect(capacity([order]).nodes.map(\.memory) == [Load(limit: 8192, used: 0, planned: 0, promised: 0)])
  }

  @Test func `A server whose order is not settled is used, and nothing more`() {
    let order = anOrder(tier: "pro", payment: .pending)
    let server = aServer(of: anOrder())
    let capacity = capacity([order], [server], recorded: [aResult(of: anOrder(), server)])
    #expect(capacity.nodes.map(\.memory) == [Load(limit: 8192, used: 512, planned: 0, promised: 0)])
  }

  @Test func `What is paid is placed before what waits, and what then finds no room is named`() {
    let orders = [
      anOrder("ord-1", payment: .pending), anOrder("ord-2", payment: .pending), anOrder("ord-3"),
    ]
    let capacity = capacity(orders, on: [aNode(memory: 1024)])
    #expect(capacity.nodes.map(\.memory) == [Load(limit: 1024, used: 0, planned: 512, promised: 512)])
    #expect(capacity.unplaceable == [orderID("ord-2")])
  }

  @Test func `Paid orders that find no room are the plan's to tell`() {
    #expect(capacity([anOrder()], on: [aNode(memory: 10)]).unplaceable == [])
  }

  @Test func `Of each tier fits what memory, disk and addresses allow, and retired ones are not asked`() {
    #expect(count(capacity(on: [aNode(memory: 2600, disk: 20480)]).room) == ["5 starter", "2 pro"])
    #expect(count(capacity(on: [aNode(memory: 20480, disk: 4100)]).room) == ["4 starter", "2 pro"])
    #expect(count(capacity(free: [NodeID(1): addresses(3)]).room) == ["3 starter", "3 pro"])
    #expect(count(capacity(on: [aNode(memory: 1, disk: 1, overallocate: -1)]).room) == ["20 starter", "20 pro"])
  }

  @Test func `What waits takes room as well`() {
    let all = capacity([anOrder("ord-1", tier: "pro"), anOrder("ord-2", payment: .pending)], on: [aNode(memory: 2600)])
    #expect(count(all.room) == ["2 starter", "1 pro"])
  }

  @Test func `Nothing fits on a node that takes no new servers, but what it holds is told`() {
    let nodes = [
      aNode(1), aNode(2), aNode(3, visibility: .private), aNode(4, operation: .inMaintenance),
      aNode(5, visibility: .private, operation: .inMaintenance),
    ]
    let foreign = (1...5).map { aServer(externalID: nil, id: $0, node: $0) }
    let placement = FleetSettings.PlacementRule(
      candidates: .nodes([1, 3, 4, 5].reduce(into: []) { $0.insert(NodeID($1)) }))
    let capacity = capacity([], foreign, on: nodes.reversed(), placement: placement)
    #expect(capacity.nodes.map(\.id.number) == [1, 2, 3, 4, 5])
    #expect(capacity.nodes.map(\.standing) == [.open, .notPlaced, .notPublic, .inMaintenance, .inMaintenance])
    #expect(capacity.nodes.map(\.memory.used) == [256, 256, 256, 256, 256])
    #expect(capacity.nodes.map { $0.room.map(\.count) } == [[15, 7], [0, 0], [0, 0], [0, 0], [0, 0]])
  }

  @Test func `Locations open their nodes`() {
    let nodes = [aNode(1, location: 1), aNode(2, location: 2)]
    let capacity = capacity(on: nodes, placement: .init(candidates: .locations([LocationID(2)])))
    #expect(capacity.nodes.map(\.standing) == [.notPlaced, .open])
  }

  @Test func `An overbooked node has nothing left`() throws {
    let foreign = aServer(externalID: nil, id: 9, spec: aSpec(memory: 9000))
    let node = try #require(capacity([], [foreign]).nodes.first)
    #expect(node.memory == Load(limit: 8192, used: 9000, planned: 0, promised: 0))
    #expect(node.memory.free == 0 && node.room.map(\.count) == [0, 0])
  }

  @Test func `Overallocation raises the limit, and without one there is none`() {
    #expect(capacity(on: [aNode(memory: 1000, overallocate: 50)]).nodes.map(\.memory.limit) == [1500])
    let free = capacity(on: [aNode(overallocate: -1)]).nodes.map(\.memory)
    #expect(free.map(\.limit) == [nil] && free.map(\.free) == [nil])
  }

  @Test func `The reserve is a share of the size`() {
    let placement = FleetSettings.PlacementRule(candidates: .nodes([NodeID(1)]), reservePercent: 10)
    #expect(capacity(placement: placement).nodes.map(\.reserve) == [.init(memory: 819, disk: 2048)])
  }

  @Test func `Where addresses cannot be read they are not known, and nothing fits`() {
    let panel = aPanel(nodes: [aNode()], missing: [.allocations])
    let observation = Observation(
      servers: [], nodes: panel.nodes, freeAllocations: nil, eggs: panel.eggs, users: [],
      missingPermissions: [.allocations])
    let capacity = makeCapacity(from: observation, to: aFleet([anOrder()]), asOf: noon)
    #expect(capacity.nodes.map(\.allocations) == [nil])
    #expect(capacity.room.map(\.count) == [0, 0])
  }

  @Test(arguments: ["starter", "pro"], [FleetSettings.PlacementRule.Strategy.pack, .spread])
  func `So many orders of a tier fit as a plan then places`(
    tier: String, strategy: FleetSettings.PlacementRule.Strategy
  )
    throws
  {
    let nodes = [aNode(1, memory: 2700), aNode(2, disk: 5000), aNode(3, overallocate: -1)]
    let foreign = [aServer(externalID: nil, id: 9, node: 1, spec: aSpec(memory: 100, disk: 100))]
    let placement = FleetSettings.PlacementRule(
      candidates: .nodes([NodeID(1), NodeID(2), NodeID(3)]), strategy: strategy)
    let free = [NodeID(1): addresses(9), NodeID(2): addresses(9, on: 2), NodeID(3): addresses(4, on: 3)]
    let capacity = capacity([], foreign, on: nodes, free: free, placement: placement)
    let count = try #require(capacity.room.first { $0.tier.text == tier }?.count)
    let fleet = aFleet(
      (1...count + 1).map { anOrder("ord-\($0)", tier: tier) }, settings: theSettings(placement: placement))
    let plan = aPlan(for: fleet, on: aPanel(foreign, nodes: nodes, free: free))
    #expect(plan.count(of: .create) == count && plan.waiting.count == 1)
  }
}
