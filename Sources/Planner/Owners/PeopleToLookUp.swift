/// The panel users that a plan of some orders has to know of.
public struct PeopleToLookUp: Hashable, Sendable {
  /// By external id.
  public private(set) var customers: [String: Newcomer] = [:]
  public private(set) var numbers: Set<UserID> = []

  /// What may be taken on the panel where a customer is yet to be made.
  public struct Newcomer: Hashable, Sendable {
    /// None where the customer is not to be made.
    public private(set) var emails: Set<String> = []
    /// Others may have it with a number behind it.
    public let username: String

    mutating func mayHave(_ email: String) { emails.insert(email) }

    mutating func join(_ other: Newcomer) { emails.formUnion(other.emails) }
  }

  /// Nobody.
  public init() {}

  /// Adds the people that another plan has to know of.
  public mutating func join(_ other: PeopleToLookUp) {
    numbers.formUnion(other.numbers)
    customers.merge(other.customers) { newcomer, other in
      var joined = newcomer
      joined.join(other)
      return joined
    }
  }

  /// Adds a customer whom an order names, with all that it says of them.
  public mutating func add(_ customer: Customer) {
    var newcomer = customers[customer.id] ?? Newcomer(username: fittedUsername(for: customer.id, besides: []))
    if let contact = customer.contact { newcomer.mayHave(contact.email) }
    customers[customer.id] = newcomer
    if let user = customer.user { numbers.insert(user) }
  }

  fileprivate mutating func add(_ user: UserID) { numbers.insert(user) }
}

extension Fleet {
  /// The people whom a plan of a narrowed fleet has to know of; nil where a look at everything would read no users either.
  public var peopleToLookUp: PeopleToLookUp? {
    guard rest?.namesCustomers == true || orders.contains(where: { $0.customer != nil }) else { return nil }
    var people = PeopleToLookUp()
    for order in orders { if let customer = order.customer { people.add(customer.value) } }
    for claim in claims {
      guard let customer = claim.customer?.value else { continue }
      if people.customers[customer.id] != nil { people.add(customer) }
      if let user = customer.user { people.add(user) }
    }
    if orders.contains(where: { $0.customer == nil }) { people.add(settings.server.owner) }
    return people
  }
}
