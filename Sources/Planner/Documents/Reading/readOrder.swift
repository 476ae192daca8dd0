import YAML

/// Reads one order, and compares it with the catalog that it buys from and with the fleet's other files.
///
/// - Parameter catalog: Nil where the catalog itself has errors; then nothing is said about tiers and add-ons.
func readOrder(_ file: FleetFile, in listing: FleetListing, catalog: Catalog?) -> ParsedDocument<Order> {
  var reader: DocumentReader
  do { reader = try openDocument(file, as: .order) } catch {
    return .faulty(error.diagnostics, about: [OrderID(file.stem)].compactMap(\.self))
  }
  guard let fields: Fields<OrderKey> = reader.fields(of: reader.root) else {
    return reader.reading(nil, about: [OrderID(file.stem)])
  }
  let id = readIdentity(fields, of: file, twin: listing.twin(of: file), with: &reader)
  let order = readOrder(fields, id: id, path: file.path, catalog: catalog, with: &reader)
  return reader.reading(order, about: [OrderID(file.stem), id])
}

/// The keys of an order, in the order in which people write them.
enum OrderKey: String, DocumentKey {
  case order, customer, server, status, payment, tier, addons, guilds, features, state, from, until, name, description,
    node
  case environment, eggChange, ignore, protect, note
}

private func readIdentity(
  _ fields: Fields<OrderKey>, of file: FleetFile, twin: String?, with reader: inout DocumentReader
) -> OrderID? {
  guard let node = reader.required(.order, in: fields), let id = reader.value(node, parseOrderID) else { return nil }
  if id.text != file.stem {
    reader.report(
      "file-name-differs", "the file is called \(quoted(file.name)), but its order is \(quoted(id.text))",
      hint: "rename the file to \(quoted(id.text + ".yaml")), or correct the id", at: node)
  } else if let twin {
    reader.report(
      "duplicate-order", "the order \(quoted(id.text)) is also in \(quoted(twin))", hint: "keep one of the two",
      at: node
    )
  }
  return id
}

private func readOrder(
  _ fields: Fields<OrderKey>, id: OrderID?, path: String, catalog: Catalog?, with reader: inout DocumentReader
) -> Order? {
  let quote: Order.Quote? = reader.value(reader.required(.status, in: fields), parseWord)
  let payment: Order.Payment? = reader.value(reader.required(.payment, in: fields), parseWord)
  let state: Order.State? = reader.value(fields[.state], parseWord)
  let term = readTerm(from: fields[.from], until: fields[.until], with: &reader)
  let customer = readCustomer(fields[.customer], with: &reader)
  let server = reader.located(fields[.server], parseServerUUID)
  let purchase = readPurchase(
    tier: reader.required(.tier, in: fields), addons: fields[.addons], guilds: fields[.guilds], from: catalog,
    with: &reader)
  let features = readDistinct(fields[.features], what: "feature", with: &reader, parseListed).map(\.text)
  let name = readSetting(fields[.name], with: &reader, parseNameTemplate)
  let description = readSetting(fields[.description], with: &reader)
  let node: Located<NodeID>? = reader.located(fields[.node], parsePanelID)
  let environment = readEnvironment(fields[.environment], with: &reader)
  let eggChange: Order.EggChange? = reader.value(fields[.eggChange], parseWord)
  let ignored = readIgnored(fields[.ignore], with: &reader)
  let protect = reader.value(fields[.protect], parseFlag)
  let note = reader.value(fields[.note], parseText)
  guard let id, let quote, let payment, let purchase else { return nil }
  return Order(
    id: id, path: path, customer: customer, server: server, quote: quote, payment: payment, tier: purchase.tier,
    addons: purchase.addons, guilds: purchase.guilds, features: features, state: state ?? .active,
    from: term.from, until: term.until, name: name, description: description, node: node,
    environment: environment ?? [:], eggChange: eggChange ?? .wait, ignored: ignored, isProtected: protect ?? false,
    note: note)
}

/// Reads who bought: an external id; with `{ id, user }` the panel user who is to have it; with `{ id, email, name }` all that is needed to
/// make one. Whoever writes all four has the user compared with what is written.
func readCustomer(_ node: Node?, with reader: inout DocumentReader) -> Located<Customer>? {
  guard let node else { return nil }
  guard reader.isMapping(node) else {
    return reader.value(node, parseShortLine).map { Located(Customer(id: $0), at: reader.place(of: node)) }
  }
  guard let fields: Fields<CustomerKey> = reader.fields(of: node) else { return nil }
  let id = reader.value(reader.required(.id, in: fields), parseShortLine)
  let user: UserID? = reader.value(fields[.user], parsePanelID)
  if fields[.user] != nil, fields[.email] == nil, fields[.name] == nil {
    guard let id, let user else { return nil }
    return Located(Customer(id: id, user: user), at: reader.place(of: node))
  }
  let email = reader.value(reader.required(.email, in: fields), parseCustomersEmail)
  let name = reader.value(reader.required(.name, in: fields), parseShortLine)
  guard let id, let email, let name, (user == nil) == (fields[.user] == nil) else { return nil }
  return Located(Customer(id: id, user: user, contact: .init(email: email, name: name)), at: reader.place(of: node))
}

private enum CustomerKey: String, DocumentKey { case id, user, email, name }

/// Reads the first and the last day of an order, and says where it would end before it begins.
func readTerm(from first: Node?, until last: Node?, with reader: inout DocumentReader) -> (from: Day?, until: Day?) {
  let from = reader.value(first, parseDay)
  let until = reader.value(last, parseDay)
  if let last, let from, let until, from > until {
    reader.report(
      "ends-before-it-begins", "the order ends on \(until), before it begins on \(from)",
      hint: "`until` is the last day of the order; write \(from) or a later day", at: last)
  }
  return (from, until)
}

/// What an order's document says about its server, whatever else is wrong with it; nil where it cannot be read.
public func readState(of document: [UInt8]) -> Order.State? {
  let file = FleetFile(path: "order.yaml", content: .bytes(document))
  guard var reader = try? openDocument(file, as: .order), let fields: Fields<OrderKey> = reader.fields(of: reader.root)
  else { return nil }
  guard let node = fields[.state] else { return .active }
  return reader.value(node, parseWord)
}

/// As much of an order as decides whether its server runs, whatever else is wrong with the document; nil where that cannot be read.
func readPastOrder(_ document: [UInt8], _ id: OrderID) -> Order? {
  let file = FleetFile(path: "\(id.text).yaml", content: .bytes(document))
  guard var reader = try? openDocument(file, as: .order), let fields: Fields<OrderKey> = reader.fields(of: reader.root)
  else { return nil }
  let quote: Order.Quote? = reader.value(fields[.status], parseWord)
  let payment: Order.Payment? = reader.value(fields[.payment], parseWord)
  let state: Order.State? = fields[.state] == nil ? .active : reader.value(fields[.state], parseWord)
  guard let quote, let payment, let state else { return nil }
  let nowhere = Place(path: file.path, line: 1, column: 1)
  return Order(
    id: id, path: file.path, quote: quote, payment: payment, tier: Located(TierName("-"), at: nowhere), state: state,
    from: reader.value(fields[.from], parseDay), until: reader.value(fields[.until], parseDay))
}

/// Reads the fields of a server that an order leaves as the panel has them.
func readIgnored(_ node: Node?, with reader: inout DocumentReader) -> Set<Field> {
  var ignored: Set<Field> = []
  let fields = reader.list(node) { reader, item -> Field? in
    guard let field = reader.value(item, parseIgnorable) else { return nil }
    if ignored.insert(field).inserted { return field }
    reader.report(
      "repeated-item", "the field \(quoted(field.path)) is already in the list", hint: "remove it", at: item)
    return nil
  }
  return Set(fields ?? [])
}
