public import Planner

/// An order as a shop tells of it: what a delivery says that its document is to say. What a delivery leaves out stays as it is.
///
/// Names are as they came. Whether the fleet can have such an order is for whoever checks the fleet with it.
public struct IncomingOrder: Hashable, Sendable {
  public var order: OrderID
  /// The external id of a panel user; nil where nothing is said.
  public var customer: String?
  /// What a panel user is made of who does not exist yet. Never written to git.
  public var contact: Contact?
  public var quote: Order.Quote?
  public var payment: Order.Payment?
  public var tier: TierName?
  /// In the order of the delivery; nil where nothing is said.
  public var addons: [String]?
  /// Discord guild ids.
  public var guilds: [String]?
  public var features: [String]?
  public var state: Order.State?
  public var until: Until?
  /// Grows with each state of the order; nil where the shop does not count.
  public var sequence: Int?

  /// How the panel reaches a new customer.
  public struct Contact: Hashable, Sendable {
    public var email: String
    /// Nil takes the customer's id.
    public var name: String?

    public init(email: String, name: String? = nil) {
      self.email = email
      self.name = name
    }
  }

  /// The last day of an order.
  public enum Until: Hashable, Sendable {
    case day(Day)
    /// It runs without end.
    case endless
  }

  public init(
    order: OrderID, customer: String? = nil, contact: Contact? = nil, quote: Order.Quote? = nil,
    payment: Order.Payment? = nil, tier: TierName? = nil, addons: [String]? = nil, guilds: [String]? = nil,
    features: [String]? = nil, state: Order.State? = nil, until: Until? = nil, sequence: Int? = nil
  ) {
    self.order = order
    self.customer = customer
    self.contact = contact
    self.quote = quote
    self.payment = payment
    self.tier = tier
    self.addons = addons
    self.guilds = guilds
    self.features = features
    self.state = state
    self.until = until
    self.sequence = sequence
  }
}
