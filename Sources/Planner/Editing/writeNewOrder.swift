internal import YAML

/// The document of a new order: UTF-8, LF, the keys in the order in which people write them.
///
/// Its reader makes exactly the same values of it, and so does any other reader of YAML: ids of digits, days and words such as `yes`
/// are quoted where they are texts. Lists stand on one line where it stays within ``widestLine``.
///
/// - Parameter schema: where the schema lies from the document's folder, for editors; see ``schemaLink(from:to:)``. Nil for none.
public func writeNewOrder(_ order: NewOrder, schema: String?) -> [UInt8] {
  var page = OrderPage()
  if let schema { page.comment("yaml-language-server: $schema=\(schema)") }
  for comment in order.comments { page.comment(comment) }
  page.text(.order, order.id.text)
  if let server = order.server { page.text("server", server) }
  if let customer = order.customer { page.customer(customer) }
  page.plain(.status, order.quote.rawValue)
  page.plain(.payment, order.payment.rawValue)
  page.text(.tier, order.tier.text)
  page.list(.addons, order.addons.map(\.text))
  page.list(.guilds, order.guilds)
  page.list(.features, order.features)
  page.plain(.state, order.state.rawValue)
  if let from = order.from { page.plain(.from, from.description) }
  if let until = order.until { page.plain(.until, until.description) }
  if let name = order.name { page.setting(.name, name) }
  if let description = order.description { page.setting(.description, description) }
  if let node = order.node { page.plain(.node, node.description) }
  page.environment(order.environment)
  page.list(.ignore, order.ignored.map(\.path).sorted())
  if order.isProtected { page.plain(.protect, "true") }
  if let note = order.note { page.text(.note, note) }
  for entry in order.further {
    switch entry.value {
    case .text(let text): page.text(entry.key, text)
    case .plain(let text): page.plain(entry.key, text)
    case .list(let items): page.list(entry.key, items)
    }
  }
  return Array(page.written.utf8)
}

/// Where a file lies from the folder of another, both of them paths in the repository: `../../schemas/order.schema.json`.
public func schemaLink(from document: String, to schema: String) -> String {
  let folder = document.split(separator: "/").dropLast()
  let target = schema.split(separator: "/")
  let shared = zip(folder, target.dropLast()).prefix { $0 == $1 }.count
  let up = folder.dropFirst(shared).map { _ in ".." }
  return (up + target.dropFirst(shared).map(String.init)).joined(separator: "/")
}

/// How long a line may become before its list is laid out one item a line, in bytes.
private let widestLine = 120

/// The lines of a document while they are written.
private struct OrderPage {
  private(set) var written = ""

  /// Any text, as comments: nothing in it can end the comment or hide what is beside it.
  mutating func comment(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      written += line.isEmpty ? "#\n" : "# \(escapedForDisplay(String(line)))\n"
    }
  }

  mutating func text(_ key: OrderKey, _ text: String) { self.text(key.rawValue, text) }

  mutating func text(_ key: String, _ text: String) { plain(key, plainOrQuoted(text)) }

  mutating func plain(_ key: OrderKey, _ text: String) { plain(key.rawValue, text) }

  mutating func plain(_ key: String, _ text: String) { written += "\(plainOrQuoted(key)): \(text)\n" }

  mutating func list(_ key: OrderKey, _ items: [String]) { list(key.rawValue, items) }

  /// Nothing at all where there are no items.
  mutating func list(_ key: String, _ items: [String]) {
    guard !items.isEmpty else { return }
    let line = flowSequence(items)
    guard key.utf8.count + line.utf8.count + 2 > widestLine else { return plain(key, line) }
    written += "\(plainOrQuoted(key)):\n"
    for item in items { written += "  - \(plainOrQuoted(item))\n" }
  }

  mutating func setting(_ key: OrderKey, _ setting: Setting) { plain(key, value(of: setting)) }

  mutating func environment(_ environment: [String: Setting]) {
    guard !environment.isEmpty else { return }
    written += "\(OrderKey.environment.rawValue):\n"
    for (name, setting) in environment.sorted(by: { $0.key < $1.key }) {
      written += "  \(plainOrQuoted(name)): \(value(of: setting))\n"
    }
  }

  mutating func customer(_ customer: NewOrder.NewCustomer) {
    var entries = [(key: "id", value: customer.id)]
    if let contact = customer.contact { entries += [("email", contact.email), ("name", contact.name)] }
    guard let user = customer.user else {
      return plain(.customer, entries.count == 1 ? plainOrQuoted(customer.id) : flowMapping(entries))
    }
    // The number stands without quotes, as the panel's numbers do everywhere.
    plain(.customer, "\(flowMapping(entries).dropLast(2)), user: \(user.number) }")
  }

  private func value(of setting: Setting) -> String {
    switch setting {
    case .declared(let template): plainOrQuoted(template.written)
    case .leftToCustomer(let template): flowMapping([("setBy", "customer"), ("initially", template.written)])
    }
  }
}

extension Template {
  /// The text as a document has it, with its holes.
  var written: String { filled { "{\($0.rawValue)}" } }
}
