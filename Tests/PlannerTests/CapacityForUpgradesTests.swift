import Testing

@testable import Planner

@Suite struct CapacityForUpgradesTests {
  private func fleet(_ orders: [Order], settings: FleetSettings = theSettings()) -> (Fleet, [ObservedServer]) {
    let before = orders.map { anOrder($0.id.text) }
    let servers = before.enumerated().map { aServer(of: $1, id: $0 + 1) }
    return (aFleet(orders, recorded: zip(before, servers).map { aResult(of: $0, $1) }, settings: settings), servers)
  }

  @Test func `An upgrade that its node cannot hold keeps back all of the order's updates`() {
    let (fleet, servers) = fleet([anOrder(tier: "pro", features: ["music"])])
    let plan = aPlan(for: fleet, on: aPanel(servers, nodes: [aNode(memory: 1000)]))
    #expect(plan.changes.isEmpty)
    let shortage = NodeShortage(
      node: NodeID(1), name: "node-1", lacks: [.memory(needed: Mebibytes(512), free: Mebibytes(488))])
    #expect(
      plan.waiting == [Waiting(order: orderID("ord-1"), reason: .upgradeDoesNotFit(shortage), scope: .updates)])
  }

  @Test func `A suspension is not kept back by it`() {
    let (fleet, servers) = fleet([anOrder(tier: "pro", payment: .overdue)])
    let plan = aPlan(for: fleet, on: aPanel(servers, nodes: [aNode(memory: 1000)]))
    #expect(plan.changes.map(inShort) == ["suspend ord-1: suspend"])
    #expect(plan.waiting.map(\.scope) == [.updates])
  }

  @Test func `Upgrades come before creates, and each by its order's id`() {
    let (fleet, servers) = fleet([anOrder("ord-7", tier: "pro"), anOrder("ord-8", tier: "pro")])
    let all = aFleet(fleet.orders + [anOrder("ord-1")], recorded: Array(fleet.results.values))
    let plan = aPlan(for: all, on: aPanel(servers, nodes: [aNode(memory: 1024 + 512)]))
    #expect(plan.changes.map(inShort) == ["update ord-7: update-build, update-startup"])
    #expect(plan.waiting.map(\.order.text) == ["ord-1", "ord-8"])
  }

  @Test func `A smaller tier fits a node that is overfull, and so does what only moves the processor`() {
    let order = anOrder()
    let larger = aServer(of: order) { $0.build.memory = Mebibytes(2048) }
    let small = aPanel([larger], nodes: [aNode(memory: 10, disk: 10)])
    #expect(
      inShort(aPlan(for: aFleet([order], recorded: [aResult(of: order, larger)]), on: small))
        == ["update ord-1: update-build"])
    let slower = aServer(of: order) { $0.build.cpu = 1 }
    let full = aPanel([slower], nodes: [aNode(memory: 10, disk: 10)])
    #expect(
      inShort(aPlan(for: aFleet([order], recorded: [aResult(of: order, slower)]), on: full))
        == ["update ord-1: update-build"])
  }

  @Test func `A node in maintenance or hidden from the panel's own placement still upgrades what it has`() {
    let (fleet, servers) = fleet([anOrder(tier: "pro")])
    let node = aNode(visibility: .private, operation: .inMaintenance)
    #expect(aPlan(for: fleet, on: aPanel(servers, nodes: [node])).changes.count == 1)
  }

  @Test func `Where nodes cannot be read an upgrade goes on and says what was not checked`() {
    let (fleet, servers) = fleet([anOrder(tier: "pro")])
    let plan = aPlan(for: fleet, on: aPanel(servers, nodes: nil, missing: [.nodes]))
    #expect(plan.changes.count == 1)
    #expect(plan.notices.map(\.kind) == [.nodesNotChecked(.nodes)])
  }
}
