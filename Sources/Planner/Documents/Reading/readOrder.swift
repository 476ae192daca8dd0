internal import YAML

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
  case order, customer, status, payment, tier, addons, guilds, features, state, from, until, name, description, node
  case environment, ignore, protect, note
}

private func readIdentity(
  _ fields: Fields<OrderKey>, of file: FleetFile, twin: String?, with reader: inout DocumentReader
) -> OrderID? {
  guard let node = reader.required(.order, in: fields), let id = reader.value(node, parseOrderID) else { return nil }
  if id.text != file.stem {
    reader.report(
      "file-name-differs", "the file is called \(quoted(file.name)), but its order \(quoted(id.text))",
      hint: "rename the file to \(quoted(id.text + ".yaml")), or mend the id", at: node)
  } else if let twin {
    reader.report(
      "duplicate-order", "\(quoted(twin)) holds the order \(quoted(id.text)) too", hint: "keep one of the two", at: node
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
  let purchase = readPurchase(
    tier: reader.required(.tier, in: fields), addons: fields[.addons], guilds: fields[.guilds], from: catalog,
    with: &reader)
  let features = readDistinct(fields[.features], what: "feature", with: &reader, parseListed).map(\.text)
  let name = readSetting(fields[.name], with: &reader, parseNameTemplate)
  let description = readSetting(fields[.description], with: &reader)
  let node: Located<NodeID>? = reader.located(fields[.node], parsePanelID)
  let environment = readEnvironment(fields[.environment], with: &reader)
  let ignored = readIgnored(fields[.ignore], with: &reader)
  let protect = reader.value(fields[.protect], parseFlag)
  let note = reader.value(fields[.note], parseText)
  guard let id, let quote, let payment, let purchase else { return nil }
  return Order(
    id: id, path: path, customer: customer, quote: quote, payment: payment, tier: purchase.tier,
    addons: purchase.addons, guilds: purchase.guilds, features: features, state: state ?? .active,
    from: term.from, until: term.until, name: name, description: description, node: node,
    environment: environment ?? [:], ignored: ignored, isProtected: protect ?? false, note: note)
}
