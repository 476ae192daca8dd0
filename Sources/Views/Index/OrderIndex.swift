public import Planner

/// All orders of a fleet, in the way that pages ask for them. Made once for each tip, so that a page asks nobody.
public struct OrderIndex: Sendable {
  /// Sorted by id.
  public let all: [IndexedOrder]
  private let places: [OrderID: Int]
  private let byCustomer: [String: [Int]]

  init(_ orders: [OrderStatus], _ policy: FleetSettings.Policy) {
    let all = orders.map { IndexedOrder($0, policy) }
    self.all = all
    places = Dictionary(all.indices.map { (orders[$0].id, $0) }) { first, _ in first }
    byCustomer = Dictionary(
      grouping: all.indices.filter { all[$0].customer != nil }, by: { all[$0].customer ?? "" })
  }

  public subscript(id: OrderID) -> IndexedOrder? { places[id].map { all[$0] } }

  /// The orders of some customers, sorted by id.
  public func orders(of customers: Set<String>) -> [IndexedOrder] {
    customers.flatMap { byCustomer[$0] ?? [] }.sorted().map { all[$0] }
  }
}

/// One order, with what lists sort and search it by.
public struct IndexedOrder: Sendable {
  public let status: OrderStatus
  /// The external id of who bought it.
  public let customer: String?
  public let tier: String?
  public let node: Int?
  /// What it is found by: id, customer, tier, name, address, guilds, in small letters.
  let haystack: [UInt8]
  /// What it needs by git alone.
  let need: Need?

  init(_ status: OrderStatus, _ policy: FleetSettings.Policy) {
    self.status = status
    customer = status.order?.customer?.value.id
    tier = status.order?.tier.value.text ?? status.result?.applied?.tier?.text
    node = status.result?.livingServer.map(\.node.number)
    var texts = [status.id.text, customer ?? "", tier ?? "", status.result?.applied?.spec[.name] ?? ""]
    if let server = status.result?.livingServer { texts += [server.identifier, server.uuid, server.address ?? ""] }
    texts += status.order?.guilds ?? []
    haystack = Array(texts.joined(separator: "\n").lowercased().utf8)
    need = Need(of: status, under: policy)
  }

  public var id: OrderID { status.id }
}
