public import Planner

/// A state that an order has reached, with what a message about it may say.
public struct ReachedState: Hashable, Sendable {
  public let order: OrderID
  /// The external id of the panel user who bought it; nil where nobody is to be told but staff.
  public let customer: String?
  public let state: CustomerState
  /// What brought it about: a commit, a delivery's id, an event's. The same cause again is the same news.
  public let cause: String
  /// When; nil where that is not known.
  public let at: Instant?
  public let tier: String?
  /// The name that its server has on the panel; nil where it has none yet.
  public let name: String?

  public init(
    order: OrderID, customer: String?, state: CustomerState, cause: String, at: Instant?, tier: String? = nil,
    name: String? = nil
  ) {
    self.order = order
    self.customer = customer
    self.state = state
    self.cause = cause
    self.at = at
    self.tier = tier
    self.name = name
  }

  /// Under what it is known: events beside a state do not displace it.
  var subject: String { state.word.isEvent ? "\(order) \(state.word.rawValue)" : order.text }

  /// Events are told once each, states once until there is another.
  var key: String { state.word.isEvent ? "\(state.key) \(cause)" : state.key }
}

/// What is known of all orders at one moment.
public struct Standing: Sendable {
  /// Where the orders stand by the branch's tip; nil where only the rest is news.
  public let fleet: FleetStatus?
  /// What intake knows of orders beside that, `received` and `waiting`; it has all that is so now where `fleet` is there.
  public let intake: [ReachedState]
  /// What is seen of bots: `crashLoop` and `drift`, as they happen.
  public let events: [ReachedState]
  /// What is known of bots' tokens; orders that are missing here are unknown.
  public let tokens: [OrderID: CustomerState.Token]

  public init(
    fleet: FleetStatus?, intake: [ReachedState] = [], events: [ReachedState] = [],
    tokens: [OrderID: CustomerState.Token] = [:]
  ) {
    self.fleet = fleet
    self.intake = intake
    self.events = events
    self.tokens = tokens
  }
}
