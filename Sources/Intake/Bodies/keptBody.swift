import Planner

/// What is kept of an order while it waits: its own JSON, without the contact, which is kept beside it.
extension IncomingOrder {
  var keptBody: String { value.canonical }

  /// The same for each two that say the same, whatever their contacts.
  var content: String { Digest(of: value).description }

  /// Differs where anything does but the name beside an address.
  var digest: String {
    Digest(of: .object([.init("order", value), .init("email", contact.map { .string($0.email) } ?? .null)])).description
  }

  private var value: JSONValue {
    var members = [JSONValue.Member("order", .string(order.text))]
    func add(_ key: String, _ text: String?) {
      if let text { members.append(.init(key, .string(text))) }
    }
    func add(_ key: String, _ items: [String]?) {
      if let items { members.append(.init(key, .array(items.map { .string($0) }))) }
    }
    add("customer", customer)
    add("status", quote?.rawValue)
    add("payment", payment?.rawValue)
    add("tier", tier?.text)
    add("addons", addons)
    add("guilds", guilds)
    add("features", features)
    add("state", state?.rawValue)
    switch until {
    case nil: break
    case .day(let day): add("until", day.description)
    case .endless: members.append(.init("until", .null))
    }
    if let sequence { members.append(.init("sequence", .integer(sequence))) }
    return .object(members)
  }
}

/// Reads what was kept; nil where it cannot be what was written.
func readKeptBody(_ body: String) -> IncomingOrder? {
  guard case .object(let members)? = try? parseJSON(Array(body.utf8)) else { return nil }
  var reader = BodyReader()
  return try? reader.reading { $0.order(members, at: "") }
}

/// What is kept of a customer who may have to be made a panel user: apart, so that it can be erased when it is not needed any more.
struct KeptContact: Hashable, Sendable {
  let customer: String
  let contact: IncomingOrder.Contact

  var text: String {
    JSONValue.object([.init("customer", .string(customer)), .init("contact", contact.value)]).canonical
  }

  init(customer: String, contact: IncomingOrder.Contact) {
    (self.customer, self.contact) = (customer, contact)
  }

  init?(_ text: String) {
    guard let value = try? parseJSON(Array(text.utf8)), case .string(let customer)? = value["customer"],
      let contact = value["contact"], case .string(let email)? = contact["email"]
    else { return nil }
    self.customer = customer
    if case .string(let name)? = contact["name"] {
      self.contact = IncomingOrder.Contact(email: email, name: name)
    } else {
      self.contact = IncomingOrder.Contact(email: email)
    }
  }
}

extension IncomingOrder.Contact {
  fileprivate var value: JSONValue {
    .object([.init("email", .string(email)), .init("name", name.map { .string($0) } ?? .null)])
  }
}

extension JSONValue {
  fileprivate subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}
