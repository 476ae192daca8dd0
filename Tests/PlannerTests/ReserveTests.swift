import Testing

@testable import Planner

/// `placement.reserve`: what a plan should leave of a node.
@Suite struct ReserveTests {
  private func notices(
    _ orders: [Order], reserve: Int = 10, on nodes: [ObservedNode], _ servers: [ObservedServer] = []
  ) -> [Notice.Kind] {
    let settings = theSettings(
      placement: .init(candidates: .nodes([NodeID(1), NodeID(2)]), strategy: .pack, reservePercent: reserve))
    let recorded = orders.compactMap { order in
      servers.first { $0.externalID == order.id.text }.map { aResult(of: order, $0) }
    }
    let plan = aPlan(for: aFleet(orders, recorded: recorded, settings: settings), on: aPanel(servers, nodes: nodes))
    #expect(plan.refusals == [])
    return plan.notices.map(\.kind)
  }

  @Test func `A plan that leaves less than the reserve names the node, what is left and the reserve`() {
    #expect(
      notices([anOrder()], on: [aNode(memory: 560)]) == [
        .belowReserve(node: NodeID(1), name: "node-1", .memory, left: Mebibytes(48), reserve: Mebibytes(56))
      ])
    #expect(
      notices([anOrder()], on: [aNode(memory: 512, disk: 1100)]) == [
        .belowReserve(node: NodeID(1), name: "node-1", .memory, left: Mebibytes(0), reserve: Mebibytes(51)),
        .belowReserve(node: NodeID(1), name: "node-1", .disk, left: Mebibytes(76), reserve: Mebibytes(110)),
      ])
  }

  @Test func `Exactly the reserve is enough, and without one nothing is said`() {
    #expect(notices([anOrder()], reserve: 50, on: [aNode(memory: 1024)]) == [])
    #expect(notices([anOrder()], reserve: 51, on: [aNode(memory: 1024)]).count == 1)
    #expect(notices([anOrder()], reserve: 0, on: [aNode(memory: 512, disk: 1024)]) == [])
  }

  @Test func `An upgrade counts as a new server does`() {
    let server = aServer(of: anOrder(), node: 2)
    #expect(
      notices([anOrder(tier: "pro")], on: [aNode(1, memory: 10), aNode(2, memory: 1100)], [server]) == [
        .belowReserve(node: NodeID(2), name: "node-2", .memory, left: Mebibytes(76), reserve: Mebibytes(110))
      ])
  }

  @Test func `A node that is full already and gets nothing from this plan is no news of it`() {
    let filler = aServer(externalID: nil, id: 9, node: 2, spec: aSpec(memory: 1000, disk: 0))
    #expect(notices([anOrder()], on: [aNode(1), aNode(2, memory: 1000)], [filler]) == [])
    #expect(notices([], on: [aNode(2, memory: 1000)], [filler]) == [])
  }

  @Test func `Overallocation leaves more, and a node without a limit always enough`() {
    #expect(notices([anOrder()], reserve: 50, on: [aNode(memory: 600, overallocate: 100)]) == [])
    #expect(notices([anOrder()], reserve: 100, on: [aNode(memory: 1, disk: 1, overallocate: -1)]) == [])
  }
}
