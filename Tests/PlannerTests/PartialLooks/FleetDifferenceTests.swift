import Testing

@testable import Planner

@Suite struct FleetDifferenceTests {
  private let orders = (1...6).map { anOrder("ord-\($0)") }

  private func fleet(
    _ orders: [Order], recorded: [Int] = [1, 2, 3], settings: FleetSettings = theSettings(),
    catalog: Catalog = aCatalog(), unreadable: Set<OrderID> = []
  ) -> Fleet {
    aFleet(
      orders, recorded: recorded.map { aResult(of: anOrder("ord-\($0)"), aServer(of: anOrder("ord-\($0)"), id: $0)) },
      settings: settings, catalog: catalog, unreadable: unreadable)
  }

  @Test func `Orders that were added, edited, removed, broken or recorded otherwise have changed, and no others`() {
    let base = fleet(orders)
    #expect(fleetDifference(from: base, to: base) == .orders([]))
    let head = fleet(
      [anOrder("ord-0"), orders[0], anOrder("ord-2", tier: "pro"), orders[3], orders[4]], recorded: [1, 2, 3, 4],
      unreadable: [orderID("ord-6")])
    let changed: Set<OrderID> = Set(["ord-0", "ord-2", "ord-3", "ord-4", "ord-6"].map(orderID))
    #expect(fleetDifference(from: base, to: head) == .orders(changed))
    #expect(fleetDifference(from: head, to: base) == .orders(changed))
  }

  @Test func `What is about every order is named`() {
    let base = fleet(orders)
    #expect(
      fleetDifference(from: base, to: fleet(orders, catalog: aCatalog(starterMemory: 600))) == .everything(.catalog))
    #expect(
      fleetDifference(from: base, to: fleet(orders, settings: theSettings(startup: "node other.js")))
        == .everything(.settings))
  }
}
