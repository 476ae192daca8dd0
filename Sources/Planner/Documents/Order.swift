/// What one customer bought: one YAML file below `orders/`.
public struct Order: Hashable, Sendable {
  public let id: OrderID
  /// The document's path in the repository.
  public let path: String
  /// The panel user who owns the server; nil leaves it to `server.owner`.
  public let customer: Located<Customer>?
  /// The uuid of a server that the panel has already, without an external id, and that is to be the order's; nil where one is made.
  public let server: Located<String>?
  public let quote: Quote
  public let payment: Payment
  public let tier: Located<TierName>
  /// In the order they are written; more than once only where the add-on is repeatable.
  public let addons: [Located<AddonName>]
  /// Discord guild ids, 5 to 20 digits each.
  public let guilds: [String]
  public let features: [String]
  public let state: State
  /// The first day that its server may be there; nil for at once.
  public let from: Day?
  /// The last day that its server runs; nil for no end.
  public let until: Day?
  public let name: Setting?
  public let description: Setting?
  /// Pins the placement.
  public let node: Located<NodeID>?
  /// Egg variables of this order, by name.
  public let environment: [String: Located<Setting>]
  /// Whether its server may get another egg.
  public let eggChange: EggChange
  /// Fields of its server that are left as the panel has them; never the suspension.
  public let ignored: Set<Field>
  /// Whether a termination is refused whatever else the order says.
  public let isProtected: Bool
  /// For people; nothing reads it.
  public let note: String?

  /// The `status` of the quote.
  public enum Quote: String, Hashable, Sendable, CaseIterable {
    case pending = "quote_pending"
    case accepted = "quote_accepted"
    case cancelled
  }

  /// Whether it is paid.
  public enum Payment: String, Hashable, Sendable, CaseIterable {
    case pending, confirmed, overdue, refunded
  }

  /// What the order says about its server.
  public enum State: String, Hashable, Sendable, CaseIterable {
    case active, suspended, terminated
  }

  /// What becomes of an existing server whose documents come to name another egg: files and variables were made for the former one.
  public enum EggChange: String, Hashable, Sendable, CaseIterable {
    case wait, allowed
  }

  public init(
    id: OrderID, path: String, customer: Located<Customer>? = nil, server: Located<String>? = nil, quote: Quote,
    payment: Payment, tier: Located<TierName>, addons: [Located<AddonName>] = [], guilds: [String] = [],
    features: [String] = [],
    state: State = .active, from: Day? = nil, until: Day? = nil, name: Setting? = nil, description: Setting? = nil,
    node: Located<NodeID>? = nil, environment: [String: Located<Setting>] = [:], eggChange: EggChange = .wait,
    ignored: Set<Field> = [],
    isProtected: Bool = false, note: String? = nil
  ) {
    self.id = id
    self.path = path
    self.customer = customer
    self.server = server
    self.quote = quote
    self.payment = payment
    self.tier = tier
    self.addons = addons
    self.guilds = guilds
    self.features = features
    self.state = state
    self.from = from
    self.until = until
    self.name = name
    self.description = description
    self.node = node
    self.environment = environment
    self.eggChange = eggChange
    self.ignored = ignored
    self.isProtected = isProtected
    self.note = note
  }
}
