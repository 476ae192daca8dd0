import Planner
import Testing

@testable import Applier

struct TouchedTests {
  private let allocation = Allocation(id: AllocationID(7), ip: "192.0.2.1", port: 2007)

  @Test func `A server that was made counts once, though it is known by its order and by its uuid`() {
    let outcomes: [(change: Change, outcome: Outcome)] = (1...9).map { number in
      (
        creation(newServer("ord-\(number)", at: allocation)),
        .applied(server: observedServer("ord-\(number)", id: number), address: nil)
      )
    }
    let touched = Touched(by: outcomes, of: [])
    #expect(touched.orders.count == 9 && touched.uuids.count == 9)
    #expect(touched.count == 9)
  }

  @Test func `One that is gone counts twice`() {
    let server = observedServer("ord-1")
    let deletion = Change(
      order: orderID("ord-1"), kind: .terminate, reasons: [],
      server: .init(
        id: server.id, uuid: server.uuid, node: server.node, status: server.status, touched: FieldValues()),
      differences: [], actions: [.delete])
    #expect(Touched(by: [(deletion, .applied(server: nil, address: nil))], of: []).count == 2)
  }

  @Test func `One that nobody saw counts by its order, and one that was not tried does not`() {
    let change = creation(newServer("ord-1", at: allocation))
    #expect(Touched(by: [(change, .applied(server: nil, address: nil))], of: []).count == 1)
    #expect(Touched(by: [(change, .skipped(.interrupted))], of: []).isEmpty)
  }
}
