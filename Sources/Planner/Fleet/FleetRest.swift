/// What the orders come to that a narrowed fleet leaves out: as much of them as the plan of the others needs.
///
/// With it a plan of some orders counts its limits as the plan of all would, while nothing is to be done for the rest.
public struct FleetRest: Sendable {
  /// The orders that the fleet was narrowed to, declared and recorded or not.
  public let looked: Set<OrderID>
  /// Every other order that is declared or recorded, sound or not.
  public let known: Set<OrderID>
  /// How many other orders are declared and sound.
  public let orders: Int
  /// How many servers are recorded for other orders, of those that limits are a share of.
  public let recorded: Int
  /// Other orders that have no document any more, a recorded server, and no apply that has recorded that they are gone; sorted.
  public let gone: [OrderID]
  /// Whether any other order names a customer, so that a look at everything reads the panel's users.
  public let namesCustomers: Bool
  /// What other orders say of the customers and servers of those that were looked at; by order.
  let claims: [OrderClaim]
  /// The other orders that servers are recorded for which an order names that was looked at, by uuid.
  let recordedServers: [String: OrderID]
  /// The recorded servers of other orders that are looked at all the same.
  public let sample: [SampledServer]

  init(
    looked: Set<OrderID>, known: Set<OrderID>, orders: Int, recorded: Int, gone: [OrderID], namesCustomers: Bool,
    claims: [OrderClaim], recordedServers: [String: OrderID], sample: [SampledServer]
  ) {
    self.looked = looked
    self.known = known
    self.orders = orders
    self.recorded = recorded
    self.gone = gone
    self.namesCustomers = namesCustomers
    self.claims = claims
    self.recordedServers = recordedServers
    self.sample = sample
  }

  /// What an observation of the narrowed fleet covers.
  public var look: PartialLook { PartialLook(orders: looked, sample: sample) }
}

/// What the results of the orders come to that a narrowed fleet leaves out.
public struct RecordedRest: Sendable {
  /// The orders that have a result, whether the fleet is narrowed to them or not.
  public let orders: Set<OrderID>
  /// How many servers are recorded for orders that are left out, of those that limits are a share of.
  public let servers: Int
  /// Orders that are left out, and have a recorded server, no document, and no apply that has recorded that they are gone.
  public let gone: [OrderID]
  /// A few of these servers, chosen by the revision: at random among all, or from folders at random where not all results were read.
  public let sample: [SampledServer]

  public init(orders: Set<OrderID>, servers: Int, gone: [OrderID], sample: [SampledServer]) {
    self.orders = orders
    self.servers = servers
    self.gone = gone
    self.sample = sample
  }
}

extension Fleet {
  /// What orders say that others may contradict, sorted by order: those of the fleet, and where it was narrowed, those of the rest that
  /// speak of the same.
  var claims: [OrderClaim] {
    let own = orders.compactMap(OrderClaim.init)
    guard let rest, !rest.claims.isEmpty else { return own }
    return (own + rest.claims).sorted { $0.order < $1.order }
  }
}
