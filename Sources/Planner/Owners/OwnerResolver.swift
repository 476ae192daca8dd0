import YAML

/// The panel's users by external id, and the users that the plan makes or links, while a plan is being made.
///
/// People are matched by external id alone, exactly: an e-mail never makes two people one. Whom an order names by number gets the id first.
struct OwnerResolver {
  private let users: Users
  private let byNumber: [UserID: PanelUser]
  private let byExternalID: [String: PanelUser]
  /// The panel takes external ids for one that differ in nothing but case.
  private let byLoweredExternalID: [String: PanelUser]
  private let byEmail: [String: PanelUser]
  private var takenNames: Set<String>
  private var contacts: [String: Customer.Contact] = [:]
  /// The panel users whom orders name as customers, by the customer's id.
  private var named: [String: UserID] = [:]
  /// The customers of whom orders say different things.
  private let contradicted: Set<String>
  /// Whether the owner of servers without a customer is nobody.
  var withoutStandard = false
  /// The users to be made, each with the first order that needs it.
  private(set) var creations: [(order: OrderID, user: NewUser)] = []
  private var created: Set<String> = []
  /// The users to be linked, each with the first order that needs it.
  private(set) var links: [(order: OrderID, link: UserLink)] = []
  private var linked: Set<String> = []
  /// The customers of the users to be made, by e-mail.
  private var promised: [String: String] = [:]

  private enum Users {
    case known
    case unreadable
  }

  /// - Parameter customers: as orders name them, in the orders' order.
  init(of observation: Observation, customers: [Customer], contradicted: Set<String> = []) {
    self.contradicted = contradicted
    users = observation.users == nil ? .unreadable : .known
    let all = observation.users ?? []
    byNumber = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    byExternalID = Dictionary(
      all.compactMap { user in user.externalID.map { ($0, user) } }, uniquingKeysWith: { first, _ in first })
    byLoweredExternalID = Dictionary(
      all.compactMap { user in user.externalID.map { ($0.lowercased(), user) } },
      uniquingKeysWith: { first, _ in first })
    byEmail = Dictionary(all.map { ($0.email.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    takenNames = Set(all.map { $0.username.lowercased() })
    for customer in customers {
      if contacts[customer.id] == nil { contacts[customer.id] = customer.contact }
      if named[customer.id] == nil { named[customer.id] = customer.user }
    }
  }

  /// The owner of an order's server: somebody the panel has, or a user who can be made.
  ///
  /// - Parameters:
  ///   - current: who has the server already; nothing goes to somebody else then, and customers may change their e-mail.
  func owner(of order: Order, otherwise standard: UserID, current: Owner? = nil) -> OwnerChoice {
    guard let customer = order.customer else {
      return withoutStandard && current != .user(standard) ? .toldElsewhere : .owner(.user(standard))
    }
    let id = customer.value.id
    switch users {
    case .unreadable: return .unreadable
    case .known: break
    }
    let user = byExternalID[id]
    if let user, let number = customer.value.user, number != user.id {
      return .notLinkable(number, .customerIs(user.id))
    }
    if let user, current == .user(user.id) { return .owner(.user(user.id)) }
    if contradicted.contains(id) { return .toldElsewhere }
    if let user {
      if let conflict = conflict(of: customer, with: user) { return .conflict(conflict) }
      return .owner(.user(user.id))
    }
    if let number = named[id] { return named(number, as: customer) }
    guard let contact = contacts[id] else { return .noSuchUser(externalID: id) }
    if let conflict = conflict(of: contact, wantedFor: id, at: customer.place) { return .conflict(conflict) }
    return .owner(.created(customer: id))
  }

  /// Has the user of an order's customer made, once however many orders need it.
  mutating func makeUser(of order: Order) {
    guard let id = order.customer?.value.id, let contact = contacts[id], created.insert(id).inserted else { return }
    let user = NewUser(customer: id, contact: contact, takenNames: takenNames)
    takenNames.insert(user.username)
    promised[contact.email.lowercased()] = id
    creations.append((order.id, user))
  }

  /// Has the panel user who is an order's customer linked, once however many orders need it.
  mutating func linkUser(of order: Order) {
    switch users {
    case .unreadable: return
    case .known: break
    }
    guard let id = order.customer?.value.id, byExternalID[id] == nil, let user = named[id],
      linked.insert(id).inserted
    else { return }
    links.append((order.id, UserLink(user: user, externalID: id)))
  }

  /// The panel user whom an order names by number for a customer whom the panel does not know yet.
  private func named(_ number: UserID, as customer: Located<Customer>) -> OwnerChoice {
    let id = customer.value.id
    guard let user = byNumber[number] else { return .notLinkable(number, .absent) }
    if user.isAdministrator { return .notLinkable(number, .administrator) }
    if user.externalID != nil { return .notLinkable(number, .hasAnotherID) }
    if let other = byLoweredExternalID[id.lowercased()] {
      return .conflict(.externalIDTaken(by: other, wantedFor: id, at: customer.place))
    }
    if let conflict = conflict(of: customer, with: user) { return .conflict(conflict) }
    return .owner(.user(number))
  }

  /// What an order says of its customer beside the id, and the panel's user is otherwise.
  private func conflict(of customer: Located<Customer>, with user: PanelUser) -> Diagnostic? {
    guard let claimed = customer.value.contact, !claimed.describes(user, as: customer.value.id) else { return nil }
    return .anotherPerson(than: user, wanted: customer)
  }

  /// What stands in the way of a user to be made.
  private func conflict(of contact: Customer.Contact, wantedFor id: String, at place: Place) -> Diagnostic? {
    let email = contact.email.lowercased()
    if let other = byLoweredExternalID[id.lowercased()] { return .externalIDTaken(by: other, wantedFor: id, at: place) }
    if let other = byEmail[email] { return .emailTaken(by: other, wantedFor: id, at: place) }
    if let other = promised[email], other != id { return .emailTwice(of: other, wantedFor: id, at: place) }
    return nil
  }
}

/// Whoever may propose an order must not learn from the answer what the panel knows of people: users are named by their number alone.
extension Diagnostic {
  fileprivate static func emailTaken(by other: PanelUser, wantedFor id: String, at place: Place) -> Diagnostic {
    let hint =
      switch (other.externalID, other.isAdministrator) {
      case (nil, false):
        "if they are the same person, name the user, and apply gives them the id: `\(customer(id, other.id))`"
      case (nil, true):
        "that user is a root administrator, and such a user never becomes a customer: use another e-mail"
      case (_?, _): "if they are the same person, write that user's external id here"
      }
    return Diagnostic(
      .error, code: "email-taken",
      "the e-mail of customer `\(id)` already belongs to panel user \(other.id)", hint: hint, at: place)
  }

  fileprivate static func anotherPerson(than user: PanelUser, wanted: Located<Customer>) -> Diagnostic {
    let id = wanted.value.id
    let short =
      wanted.value.user.map { "only id and user: `\(customer(id, $0))`" }
      ?? "only the id: `customer: \(plainOrQuoted(id))`"
    return Diagnostic(
      .error, code: "another-person",
      "customer `\(id)` is panel user \(user.id), whose e-mail or name differs on the panel",
      hint: "if they are the same person, write what the panel has, or \(short)",
      at: wanted.place)
  }

  /// How an order names a panel user as its customer.
  private static func customer(_ id: String, _ user: UserID) -> String {
    "customer: { id: \(plainOrQuotedInFlow(id)), user: \(user) }"
  }

  fileprivate static func emailTwice(of other: String, wantedFor id: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, code: "email-taken", "customer `\(id)` has the same e-mail as customer `\(other)`, who is also new",
      hint: "use one id for each person", at: place)
  }

  fileprivate static func externalIDTaken(by other: PanelUser, wantedFor id: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, code: "customer-case",
      "panel user \(other.id) has an external id that differs from `\(id)` only in case, and the panel treats the two as the same",
      hint: "if that user is the customer, spell the id as the panel does", at: place)
  }
}

/// Who owns a server, or why nobody can say.
enum OwnerChoice {
  case owner(Owner)
  case noSuchUser(externalID: String)
  /// The panel user whom the order names does not become its customer.
  case notLinkable(UserID, UserObstacle)
  /// The key may not read users.
  case unreadable
  case conflict(Diagnostic)
  /// Orders say different things of the customer, or the fleet's own user is nobody: told at the places of it.
  case toldElsewhere
}
