import Health
import History
internal import Notify
public import Planner

/// All that is known at one moment. Nobody gets anything of it but through the functions here, which ask who looks: this is the one place
/// that decides what an administrator, a customer and nobody may see.
///
/// Nil is the answer to whoever may not see something, and to whoever asks for what is not there: they are the same.
public struct Sight: Sendable {
  let fleet: FleetSnapshot
  let sightings: Sightings
  let waits: [OrderID: Wait]

  public init(_ fleet: FleetSnapshot, _ sightings: Sightings, waits: [OrderID: Wait]) {
    (self.fleet, self.sightings, self.waits) = (fleet, sightings, waits)
  }

  /// What the fleet is called: no secret.
  public var name: String { fleet.fleet }

  /// Whether somebody may see an order, and do with it what customers do: restart it.
  public func isVisible(_ order: OrderID, to viewer: Viewer) -> Bool { visible(order, to: viewer) != nil }

  /// Where an order stands, for whoever may see all of it.
  public func status(of order: OrderID, for viewer: Viewer) -> OrderStatus? {
    viewer.admin.flatMap { _ in fleet.orders[order]?.status }
  }

  /// The server whose process somebody may start and stop: of an order of theirs, or of any for an administrator.
  public func server(of order: OrderID, for viewer: Viewer) -> String? {
    guard let found = visible(order, to: viewer), powerOffer(found) != .none else { return nil }
    return found.status.result?.livingServer?.uuid
  }

  /// What somebody may ask such a server for, as it is now.
  public func power(of order: OrderID, for viewer: Viewer) -> PowerOffer {
    visible(order, to: viewer).map(powerOffer) ?? .none
  }

  /// The server of an order and who bought it, for whoever may put files there.
  public func place(of order: OrderID, for viewer: Viewer) -> (server: OrderResult.Server, customer: String?)? {
    guard let found = visible(order, to: viewer), let server = found.status.result?.livingServer else { return nil }
    return (server, found.customer)
  }

  /// All orders, for administrators.
  public func list(_ query: AdminQuery, for viewer: Viewer) -> AdminList? {
    viewer.admin.map { _ in fleet.adminList(query, sightings, waits) }
  }

  /// An order with everything that is known of it, for administrators.
  public func order(_ order: OrderID, _ material: OrderMaterial, for viewer: Viewer) -> AdminOrder? {
    guard viewer.admin != nil, let found = fleet.orders[order] else { return nil }
    return AdminOrder(found, material, self)
  }

  /// What can be bought, for whoever changes orders.
  public func offers(for viewer: Viewer) -> Offers? { viewer.admin.map { _ in fleet.offers } }

  /// A customer's own bots.
  public func bots(for viewer: Viewer) -> [CustomerRow]? {
    guard case .customer(let ids) = viewer else { return nil }
    return fleet.orders.orders(of: ids).map { CustomerRow($0, self) }
  }

  /// A bot as its customer sees it; an administrator may look over their shoulder.
  public func bot(_ order: OrderID, _ material: OrderMaterial, for viewer: Viewer) -> CustomerBot? {
    visible(order, to: viewer).map { CustomerBot($0, material, self) }
  }

  private func visible(_ order: OrderID, to viewer: Viewer) -> IndexedOrder? {
    guard let found = fleet.orders[order] else { return nil }
    switch viewer {
    case .nobody: return nil
    case .admin: return found
    case .customer(let ids): return found.customer.map(ids.contains) == true ? found : nil
    }
  }

  /// How a bot is, as its customer understands it.
  func condition(of order: IndexedOrder) -> BotCondition {
    let seen = sightings.sighting(of: order.status)
    return BotCondition(
      declared: reachedState(of: order.status, under: fleet.policy, .unknown), heard: waits[order.id]?.state,
      hasServer: order.status.result?.livingServer != nil, seen: sightings.state(of: order.status), reason: seen?.reason
    )
  }

  func powerOffer(_ order: IndexedOrder) -> PowerOffer {
    guard order.status.result?.livingServer != nil else { return .none }
    let condition = condition(of: order)
    guard condition.takesPower else { return .none }
    if condition == .unknown(.unwatched) { return .restart }
    return sightings.state(of: order.status)?.isUp == true ? .restart : .start
  }
}
