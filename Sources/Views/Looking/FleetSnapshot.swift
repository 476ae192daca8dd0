public import Health
public import Planner

/// The fleet at one commit of its branch, and what is seen beside it: all that any page is made from.
public struct FleetSnapshot: Sendable {
  public let fleet: String
  /// The commit, as its full id.
  public let tip: String
  public let asOf: Day
  public let policy: FleetSettings.Policy
  public let orders: OrderIndex
  public let offers: Offers
  /// Where people reach the panel; nil where the settings do not say.
  public let panel: String?

  public init(of fleet: Fleet, tip: String, asOf day: Day) {
    (self.fleet, self.tip, asOf) = (fleet.settings.name, tip, day)
    policy = fleet.settings.policy
    orders = OrderIndex(makeStatus(of: fleet, asOf: day).orders, policy)
    offers = Offers(of: fleet.catalog)
    panel = fleet.settings.panel?.url
  }
}

/// What is seen of servers now, by uuid.
public struct Sightings: Sendable {
  private let byServer: [String: BotSighting]
  public let now: Instant

  public init(_ byServer: [String: BotSighting], now: Instant) { (self.byServer, self.now) = (byServer, now) }

  /// What is seen of an order's server; nil where it has none, or nobody watches.
  public func sighting(of status: OrderStatus) -> BotSighting? {
    status.result?.livingServer.flatMap { self[$0.uuid] }
  }

  /// What is seen of a server, by its uuid.
  subscript(server: String) -> BotSighting? { byServer[server] }

  /// Its state, as far as that was seen lately enough to say so.
  public func state(of status: OrderStatus) -> BotState? { sighting(of: status)?.state(asOf: now) }
}

extension BotSighting {
  /// What was seen too long ago is unknown now.
  public func state(asOf now: Instant) -> BotState {
    guard let seenAt, now.seconds - seenAt.seconds <= Self.staleAfterSeconds else { return .unknown }
    return state
  }
}
