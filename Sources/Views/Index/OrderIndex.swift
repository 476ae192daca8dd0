public import Planner

/// All orders of a fleet, in the way that pages ask for them. Made once for each tip, so that a page asks nobody.
public struct OrderIndex: Sendable {
  /// Sorted by id.
  public let all: [IndexedOrder]
  /// What lists sort and filter by, of each order.
  let keys: [OrderKeys]
  private let tiers: [String: Int]
  private let places: [OrderID: Int]
  private let byCustomer: [String: [Int]]

  init(_ orders: [OrderStatus], _ policy: FleetSettings.Policy) {
    let all = orders.map { IndexedOrder($0, policy) }
    self.all = all
    let customers = ranks(of: all.lazy.compactMap(\.customer))
    let tiers = ranks(of: all.lazy.compactMap(\.tier))
    self.tiers = tiers
    keys = all.map { order in
      OrderKeys(
        order, customer: order.customer.flatMap { customers[$0] } ?? 0, tier: order.tier.flatMap { tiers[$0] } ?? 0)
    }
    places = Dictionary(all.indices.map { (orders[$0].id, $0) }) { first, _ in first }
    byCustomer = Dictionary(
      grouping: all.indices.filter { all[$0].customer != nil }, by: { all[$0].customer ?? "" })
  }

  public subscript(id: OrderID) -> IndexedOrder? { places[id].map { all[$0] } }

  /// Where an order stands among all.
  func place(of id: OrderID) -> Int? { places[id] }

  /// A tier's place among all; that of none where no order has it.
  func rank(ofTier tier: String) -> Int { tiers[tier] ?? -1 }

  /// The orders of some customers, sorted by id.
  public func orders(of customers: Set<String>) -> [IndexedOrder] {
    customers.flatMap { byCustomer[$0] ?? [] }.sorted().map { all[$0] }
  }
}

/// The places of texts among all of their kind, from 1: to compare numbers is cheaper.
private func ranks(of texts: some Sequence<String>) -> [String: Int] {
  Dictionary(uniqueKeysWithValues: Set(texts).sorted().enumerated().map { ($1, $0 + 1) })
}

/// What lists sort and filter orders by.
struct OrderKeys {
  let phase: OrderStatus.Phase
  /// By git alone.
  let need: Need?
  let isToRun: Bool
  /// The uuid of its server.
  let server: String?
  /// Places among all customers and tiers; 0 for none.
  let customer: Int
  let tier: Int
  let since: Int
  let node: Int

  init(_ order: IndexedOrder, customer: Int, tier: Int) {
    (phase, need, isToRun) = (order.status.phase, order.need, order.status.isToRun)
    (server, self.customer, self.tier) = (order.status.result?.livingServer?.uuid, customer, tier)
    (since, node) = (order.status.result?.since.number ?? .min, order.node ?? .min)
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
