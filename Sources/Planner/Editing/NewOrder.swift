/// An order that is still to be written down: what its document is to say, and comments for people.
///
/// It may say more than the catalog allows; whoever writes it has the fleet checked with it. See ``writeNewOrder(_:schema:)``.
public struct NewOrder: Hashable, Sendable {
  public var id: OrderID
  /// The server that the order takes over, by its uuid; nil for one that apply creates.
  public var server: String?
  /// Nil leaves the server to `server.owner`.
  public var customer: NewCustomer?
  public var quote: Order.Quote
  public var payment: Order.Payment
  public var tier: TierName
  public var addons: [AddonName]
  /// Discord guild ids.
  public var guilds: [String]
  public var features: [String]
  public var state: Order.State
  public var from: Day?
  public var until: Day?
  public var name: Setting?
  public var description: Setting?
  public var node: NodeID?
  /// Egg variables, by name. Of a template, as a document has it: a text in it that looks like a word in braces becomes one.
  public var environment: [String: Setting]
  public var ignored: Set<Field>
  public var isProtected: Bool
  public var note: String?
  /// Keys that none of the above stands for, in this order, behind all others.
  public var further: [Entry]
  /// Lines for people at the top of the document, without their `#`. What has several lines becomes several.
  public var comments: [String]

  /// Who buys, as a document says it.
  public struct NewCustomer: Hashable, Sendable {
    /// The external id of a panel user.
    public var id: String
    /// The number of the panel user who is to have that external id; nil where the id alone names them.
    public var user: UserID?
    /// What is needed to create that user; nil where the user must exist.
    public var contact: Customer.Contact?

    public init(id: String, user: UserID? = nil, contact: Customer.Contact? = nil) {
      self.id = id
      self.user = user
      self.contact = contact
    }
  }

  /// A key and its value.
  public struct Entry: Hashable, Sendable {
    public var key: String
    public var value: Value

    public enum Value: Hashable, Sendable {
      /// Any text; it is quoted where it needs quotes.
      case text(String)
      /// A number, a day or a word of ours, which its reader takes for what the key says: it stands as it is given.
      case plain(String)
      case list([String])
    }

    public init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  public init(
    id: OrderID, server: String? = nil, customer: NewCustomer? = nil, quote: Order.Quote = .accepted,
    payment: Order.Payment = .confirmed, tier: TierName, addons: [AddonName] = [], guilds: [String] = [],
    features: [String] = [], state: Order.State = .active, from: Day? = nil, until: Day? = nil, name: Setting? = nil,
    description: Setting? = nil, node: NodeID? = nil, environment: [String: Setting] = [:], ignored: Set<Field> = [],
    isProtected: Bool = false, note: String? = nil, further: [Entry] = [], comments: [String] = []
  ) {
    self.id = id
    self.server = server
    self.customer = customer
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
    self.ignored = ignored
    self.isProtected = isProtected
    self.note = note
    self.further = further
    self.comments = comments
  }
}
