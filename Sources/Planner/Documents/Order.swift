/// What one customer bought: one YAML file below `orders/`.
public struct Order: Hashable, Sendable {
  private let contents: Shared<Contents>

  private struct Contents: Hashable, Sendable {
    let id: OrderID
    let path: String
    let customer: Customer?
    let guilds: [PackedText]
    let features: [String]
    let name: Setting?
    let terms: Shared<Terms>
  }

  /// What many orders have in common: in pools it is kept once.
  struct Terms: Hashable, Sendable {
    /// Of the document, as places name it; nil where that is `path`.
    let placesPath: String?
    let customer: Spot?
    let server: Spotted<String>?
    let quote: Quote
    let payment: Payment
    let tier: Spotted<TierName>
    let addons: [Spotted<AddonName>]
    let state: State
    let from: Day?
    let until: Day?
    let description: Setting?
    let node: Spotted<NodeID>?
    let environment: [String: Spotted<Setting>]
    let eggChange: EggChange
    let ignored: Set<Field>
    let isProtected: Bool
    let note: String?
  }

  public var id: OrderID { contents.value.id }
  /// The document's path in the repository.
  public var path: String { contents.value.path }
  /// The panel user who owns the server; nil leaves it to `server.owner`.
  public var customer: Located<Customer>? {
    guard let customer = contents.value.customer, let spot = terms.customer else { return nil }
    return Located(customer, at: spot.place(in: placesPath))
  }
  /// The uuid of a server that the panel has already, without an external id, and that is to be the order's; nil where one is made.
  public var server: Located<String>? { terms.server?.located(in: placesPath) }
  public var quote: Quote { terms.quote }
  public var payment: Payment { terms.payment }
  public var tier: Located<TierName> { terms.tier.located(in: placesPath) }
  /// In the order they are written; more than once only where the add-on is repeatable.
  public var addons: [Located<AddonName>] { terms.addons.map { $0.located(in: placesPath) } }
  /// Discord guild ids, 5 to 20 digits each.
  public var guilds: [String] { contents.value.guilds.map(\.text) }
  /// The first of them, without making texts of the others.
  var firstGuild: String? { contents.value.guilds.first?.text }
  public var features: [String] { contents.value.features }
  public var state: State { terms.state }
  /// The first day that its server may be there; nil for at once.
  public var from: Day? { terms.from }
  /// The last day that its server runs; nil for no end.
  public var until: Day? { terms.until }
  public var name: Setting? { contents.value.name }
  public var description: Setting? { terms.description }
  /// Pins the placement.
  public var node: Located<NodeID>? { terms.node?.located(in: placesPath) }
  /// Egg variables of this order, by name.
  public var environment: [String: Located<Setting>] {
    terms.environment.isEmpty ? [:] : terms.environment.mapValues { $0.located(in: placesPath) }
  }
  /// The same, sorted by name.
  var variables: [(name: String, setting: Located<Setting>)] {
    terms.environment.sorted { $0.key < $1.key }.map { ($0.key, $0.value.located(in: placesPath)) }
  }
  /// The names of those that it decides.
  var declaredVariables: [String] { terms.environment.filter { $0.value.value.isDeclared }.map(\.key) }
  /// Whether its server may get another egg.
  public var eggChange: EggChange { terms.eggChange }
  /// Fields of its server that are left as the panel has them; never the suspension.
  public var ignored: Set<Field> { terms.ignored }
  /// Whether a termination is refused whatever else the order says.
  public var isProtected: Bool { terms.isProtected }
  /// For people; nothing reads it.
  public var note: String? { terms.note }

  private var terms: Terms {
    _read { yield contents.value.terms.value }
  }

  private var placesPath: String { terms.placesPath ?? path }

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

  /// All values stand in one document: where they do not, the tier's counts.
  public init(
    id: OrderID, path: String, customer: Located<Customer>? = nil, server: Located<String>? = nil, quote: Quote,
    payment: Payment, tier: Located<TierName>, addons: [Located<AddonName>] = [], guilds: [String] = [],
    features: [String] = [],
    state: State = .active, from: Day? = nil, until: Day? = nil, name: Setting? = nil, description: Setting? = nil,
    node: Located<NodeID>? = nil, environment: [String: Located<Setting>] = [:], eggChange: EggChange = .wait,
    ignored: Set<Field> = [],
    isProtected: Bool = false, note: String? = nil
  ) {
    let terms = Terms(
      placesPath: tier.place.path == path ? nil : tier.place.path, customer: customer.map { Spot(of: $0.place) },
      server: server.map { Spotted($0) }, quote: quote, payment: payment, tier: Spotted(tier),
      addons: addons.map { Spotted($0) }, state: state, from: from, until: until, description: description,
      node: node.map { Spotted($0) }, environment: environment.mapValues { Spotted($0) }, eggChange: eggChange,
      ignored: ignored, isProtected: isProtected, note: note)
    self.init(
      Contents(
        id: id, path: path, customer: customer?.value, guilds: guilds.map { PackedText($0) }, features: features,
        name: name, terms: Shared(terms)))
  }

  private init(_ contents: Contents) { self.contents = Shared(contents) }
}

extension Order {
  /// The same, with what pools have of it.
  func sharing(_ terms: inout Pool<Shared<Terms>>, _ features: inout Pool<[String]>) -> Order {
    let own = contents.value
    return Order(
      Contents(
        id: own.id, path: own.path, customer: own.customer, guilds: own.guilds,
        features: features.shared(own.features), name: own.name, terms: terms.shared(own.terms)))
  }
}
