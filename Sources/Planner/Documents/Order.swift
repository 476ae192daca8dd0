/// What one customer bought: one YAML file below `orders/`.
public struct Order: Hashable, Sendable {
  private let contents: Shared<Contents>

  private struct Contents: Hashable, Sendable {
    let id: OrderID
    let path: String
    let customer: Located<Customer>?
    let server: Located<String>?
    let quote: Quote
    let payment: Payment
    let tier: Located<TierName>
    let addons: [Located<AddonName>]
    let guilds: [String]
    let features: [String]
    let state: State
    let from: Day?
    let until: Day?
    let name: Setting?
    let description: Setting?
    let node: Located<NodeID>?
    let environment: [String: Located<Setting>]
    let eggChange: EggChange
    let ignored: Set<Field>
    let isProtected: Bool
    let note: String?
  }

  public var id: OrderID { contents.value.id }
  /// The document's path in the repository.
  public var path: String { contents.value.path }
  /// The panel user who owns the server; nil leaves it to `server.owner`.
  public var customer: Located<Customer>? { contents.value.customer }
  /// The uuid of a server that the panel has already, without an external id, and that is to be the order's; nil where one is made.
  public var server: Located<String>? { contents.value.server }
  public var quote: Quote { contents.value.quote }
  public var payment: Payment { contents.value.payment }
  public var tier: Located<TierName> { contents.value.tier }
  /// In the order they are written; more than once only where the add-on is repeatable.
  public var addons: [Located<AddonName>] { contents.value.addons }
  /// Discord guild ids, 5 to 20 digits each.
  public var guilds: [String] { contents.value.guilds }
  public var features: [String] { contents.value.features }
  public var state: State { contents.value.state }
  /// The first day that its server may be there; nil for at once.
  public var from: Day? { contents.value.from }
  /// The last day that its server runs; nil for no end.
  public var until: Day? { contents.value.until }
  public var name: Setting? { contents.value.name }
  public var description: Setting? { contents.value.description }
  /// Pins the placement.
  public var node: Located<NodeID>? { contents.value.node }
  /// Egg variables of this order, by name.
  public var environment: [String: Located<Setting>] { contents.value.environment }
  /// Whether its server may get another egg.
  public var eggChange: EggChange { contents.value.eggChange }
  /// Fields of its server that are left as the panel has them; never the suspension.
  public var ignored: Set<Field> { contents.value.ignored }
  /// Whether a termination is refused whatever else the order says.
  public var isProtected: Bool { contents.value.isProtected }
  /// For people; nothing reads it.
  public var note: String? { contents.value.note }

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
    contents = Shared(
      Contents(
        id: id, path: path, customer: customer, server: server, quote: quote, payment: payment, tier: tier,
        addons: addons, guilds: guilds, features: features, state: state, from: from, until: until, name: name,
        description: description, node: node, environment: environment, eggChange: eggChange, ignored: ignored,
        isProtected: isProtected, note: note))
  }
}

extension Order {
  /// The same, with what pools have of it.
  func sharing(_ texts: inout Pool<String>, _ settings: inout Pool<Setting>) -> Order {
    Order(
      id: id, path: path, customer: customer, server: server, quote: quote, payment: payment, tier: tier,
      addons: addons, guilds: guilds, features: features, state: state, from: from, until: until, name: name,
      description: description.map { settings.shared($0) }, node: node,
      environment: environment.mapValues { Located(settings.shared($0.value), at: $0.place) }, eggChange: eggChange,
      ignored: ignored, isProtected: isProtected, note: note.map { texts.sharedText($0) })
  }
}
