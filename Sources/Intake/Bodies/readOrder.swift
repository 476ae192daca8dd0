import Planner

/// What an object says of an order, and what it must not say.
extension BodyReader {
  mutating func order(
    _ members: [JSONValue.Member], at path: String, of named: OrderID? = nil
  ) -> IncomingOrder? {
    let fields = Self.fields(members)
    var keys = OrderFields(fields: fields, path: path)
    for key in fields.keys.sorted() where !OrderFields.known.contains(key) {
      note("\(path)/\(escaped(key))", "there is no such key of an order; known are \(OrderFields.list)")
    }
    let id = orderID(&keys, named)
    var order = IncomingOrder(order: id ?? named ?? OrderFields.nowhere)
    order.customer = line("customer", &keys, longest: 191)
    order.contact = contact(&keys)
    order.quote = word("status", &keys)
    order.payment = word("payment", &keys)
    order.tier = line("tier", &keys, longest: 100).map(TierName.init)
    order.addons = list("addons", &keys)
    order.guilds = list("guilds", &keys)
    order.features = list("features", &keys)
    order.state = word("state", &keys)
    order.until = until(&keys)
    order.sequence = number("sequence", &keys)
    for key in ["status", "payment", "tier"] where keys.said(key) == nil {
      note("\(path)/\(key)", "the key is missing; an order must say it")
    }
    return id == nil && named == nil ? nil : order
  }

  mutating func provision(_ members: [JSONValue.Member]) -> IncomingOrder? {
    let fields = Self.fields(members)
    refuseUnknown(in: fields, besides: ["orderId", "tier", "discordGuildId", "selectedAddons"])
    var keys = OrderFields(fields: fields, path: "")
    guard let text = line("orderId", &keys, longest: 200) else {
      if keys.said("orderId") == nil { note("orderId", "the key is missing; the order's id is expected") }
      return nil
    }
    guard let id = OrderID(text) else {
      note("orderId", badID(text))
      return nil
    }
    if keys.said("tier") == nil { note("tier", "the key is missing; an order must say it") }
    var order = IncomingOrder(order: id, quote: .accepted, payment: .confirmed)
    order.tier = line("tier", &keys, longest: 100).map(TierName.init)
    order.guilds = line("discordGuildId", &keys, longest: 100).map { [$0] }
    order.addons = list("selectedAddons", &keys)
    return order
  }

  private mutating func orderID(_ keys: inout OrderFields, _ named: OrderID?) -> OrderID? {
    guard keys.said("order") != nil else {
      if named == nil { note("\(keys.path)/order", "the key is missing; the order's id is expected") }
      return nil
    }
    guard let text = line("order", &keys, longest: 200) else { return nil }
    guard let id = OrderID(text) else {
      note("\(keys.path)/order", badID(text))
      return nil
    }
    if let named, named != id {
      note("\(keys.path)/order", "the address names the order \(named); give the same id here, or none")
    }
    return id
  }

  private func badID(_ text: String) -> String {
    let rule = "an order's id is 1 to 63 of a-z, 0-9, _ and -, with a letter or a digit at both ends"
    if OrderID(text.lowercased()) != nil, text.lowercased() != text {
      return "\(rule); capitals are refused, because the panel takes ids that differ in nothing else for one: send "
        + text.lowercased()
    }
    return rule
  }

  private mutating func contact(_ keys: inout OrderFields) -> IncomingOrder.Contact? {
    let email = line("email", &keys, longest: 191)
    let name = line("name", &keys, longest: 191)
    guard let email else { return nil }
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    if parts.count != 2 || parts.contains("") || email.contains(where: { $0.isWhitespace || "<>,;".contains($0) }) {
      note("\(keys.path)/email", "an e-mail address is expected")
    }
    return IncomingOrder.Contact(email: email, name: name)
  }

  private mutating func line(_ key: String, _ keys: inout OrderFields, longest: Int) -> String? {
    guard let value = keys.said(key) else { return nil }
    guard case .string(let text) = value else {
      note("\(keys.path)/\(key)", "a text is expected")
      return nil
    }
    return checked(text, at: "\(keys.path)/\(key)", longest: longest)
  }

  private mutating func checked(_ text: String, at pointer: String, longest: Int) -> String? {
    guard !text.isEmpty, text.utf8.count <= longest else {
      note(pointer, text.isEmpty ? "a text that is not empty is expected" : "at most \(longest) bytes are expected")
      return nil
    }
    let isLine = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate: false
      default: true
      }
    }
    guard isLine, text.first?.isWhitespace == false, text.last?.isWhitespace == false else {
      note(pointer, "one line is expected, without control characters and without spaces at its ends")
      return nil
    }
    return text
  }

  private mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ keys: inout OrderFields
  ) -> Word? {
    guard let value = keys.said(key) else { return nil }
    if case .string(let text) = value, let word = Word(rawValue: text) { return word }
    note(
      "\(keys.path)/\(key)", "one of these is expected: \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    return nil
  }

  private mutating func list(_ key: String, _ keys: inout OrderFields) -> [String]? {
    guard let value = keys.said(key) else { return nil }
    guard case .array(let items) = value, items.count <= 200 else {
      note("\(keys.path)/\(key)", "a list of at most 200 texts is expected")
      return nil
    }
    var texts: [String] = []
    for (number, item) in items.enumerated() {
      let pointer = "\(keys.path)/\(key)/\(number)"
      if case .string(let text) = item {
        if let text = checked(text, at: pointer, longest: 200) { texts.append(text) }
      } else if case .integer = item, key == "guilds" {
        note(pointer, "a text is expected: numbers of this size lose digits in JavaScript; put it in quotes")
      } else {
        note(pointer, "a text is expected")
      }
    }
    return texts
  }

  private mutating func until(_ keys: inout OrderFields) -> IncomingOrder.Until? {
    switch keys.fields["until"] {
    case nil: return nil
    case .null?: return .endless
    case .string(let text)?:
      if let day = Day(text) { return .day(day) }
    case .bool?, .integer?, .array?, .object?: break
    }
    note("\(keys.path)/until", "a day such as 2026-12-31 is expected, or null for no end")
    return nil
  }

  private mutating func number(_ key: String, _ keys: inout OrderFields) -> Int? {
    guard let value = keys.said(key) else { return nil }
    if case .integer(let number) = value, number >= 0 { return number }
    note("\(keys.path)/\(key)", "a whole number from 0 is expected")
    return nil
  }
}

/// The keys of one object.
struct OrderFields {
  let fields: [String: JSONValue]
  let path: String

  static let known: Set<String> = [
    "order", "customer", "email", "name", "tier", "addons", "guilds", "features", "status", "payment", "state", "until",
    "sequence",
  ]
  static var list: String { known.sorted().joined(separator: ", ") }
  /// Stands in for an id that is wrong; whatever has it is never handed out.
  static var nowhere: OrderID {
    guard let id = OrderID("0") else { preconditionFailure("0 is an id") }
    return id
  }

  /// What a key says; nil where it is not there, or is null, which says nothing either.
  func said(_ key: String) -> JSONValue? {
    let value = fields[key]
    return value == .null ? nil : value
  }
}
