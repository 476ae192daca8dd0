import Testing

@testable import Planner

struct NewOrderTests {
  @Test func `A new order looks as people write one`() {
    let order = NewOrder(
      id: orderID("ord-2001"), customer: .init(id: "cus-8f3a"), tier: TierName("pro"),
      addons: [AddonName("private-instance")], guilds: ["112233445566778899"], features: ["moderation", "no"],
      until: day("2027-11-30"), environment: ["LOG_LEVEL": .declared(Template("debug"))], note: "a: b",
      comments: ["Brought by Jane."])
    #expect(
      text(of: order) == """
        # yaml-language-server: $schema=../../schemas/order.schema.json
        # Brought by Jane.
        order: ord-2001
        customer: cus-8f3a
        status: quote_accepted
        payment: confirmed
        tier: pro
        addons: [private-instance]
        guilds: ["112233445566778899"]
        features: [moderation, "no"]
        state: active
        until: 2027-11-30
        environment:
          LOG_LEVEL: debug
        note: "a: b"

        """)
  }

  @Test func `A server, a panel user and further keys have their lines`() {
    let order = NewOrder(
      id: orderID("ord-1"), server: "1f0b8a1e-5d1c-4f2e-9a59-0a4f2f7ce6ad",
      customer: .init(id: "17", user: UserID(17)), tier: TierName("7"),
      further: [
        .init(key: "eggChange", value: .plain("allowed")), .init(key: "x", value: .list(["a?b", "c"])),
        .init(key: "no", value: .text("no")),
      ])
    #expect(
      text(of: order, schema: nil) == """
        order: ord-1
        server: 1f0b8a1e-5d1c-4f2e-9a59-0a4f2f7ce6ad
        customer: { id: "17", user: 17 }
        status: quote_accepted
        payment: confirmed
        tier: "7"
        state: active
        eggChange: allowed
        x: ["a?b", c]
        "no": "no"

        """)
  }

  @Test func `A long list has a line for each item`() {
    let guilds = (0..<6).map { "11223344556677889\($0)" }
    let order = NewOrder(id: orderID("ord-1"), tier: TierName("pro"), guilds: guilds)
    let lines = guilds.map { "  - \"\($0)\"\n" }.joined()
    #expect(text(of: order).contains("\nguilds:\n\(lines)state: active\n"))
  }

  @Test(arguments: [
    "two\nlines", "\u{0}\u{1B}[2J", "\u{2028}order: other", "\r\norder: other", "\u{FFFE}\u{FFFF}", "\u{202E}", "",
  ])
  func `No comment breaks its document`(comment: String) throws {
    let order = NewOrder(id: orderID("ord-1"), tier: TierName("pro"), comments: [comment])
    #expect(try read(order).id.text == "ord-1")
  }

  @Test(arguments: [
    ("fleet/orders/ord-1.yaml", "schemas/order.schema.json", "../../schemas/order.schema.json"),
    ("fleet/orders/2026/11/ord-1.yaml", "schemas/order.schema.json", "../../../../schemas/order.schema.json"),
    ("orders/ord-1.yaml", "orders/schemas/order.schema.json", "schemas/order.schema.json"),
  ])
  func `The schema is linked from where the document lies`(document: String, schema: String, link: String) {
    #expect(schemaLink(from: document, to: schema) == link)
  }

  @Test(arguments: 0..<8)
  func `What is written is read as the same values`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) &+ 12_000)
    for _ in 0..<150 {
      let new = randomOrder(&random)
      let read = try read(new)
      #expect(read.id == new.id && read.tier.value == new.tier && read.addons.map(\.value) == new.addons)
      #expect(read.customer?.value == new.customer.map { Customer(id: $0.id, contact: $0.contact) })
      #expect(read.quote == new.quote && read.payment == new.payment && read.state == new.state)
      #expect(read.guilds == new.guilds && read.features == new.features && read.note == new.note)
      #expect(read.from == new.from && read.until == new.until && read.node?.value == new.node)
      #expect(read.name == new.name && read.description == new.description)
      #expect(read.environment.mapValues(\.value) == new.environment)
      #expect(read.ignored == new.ignored && read.isProtected == new.isProtected)
    }
  }

  private func text(of order: NewOrder, schema: String? = "../../schemas/order.schema.json") -> String {
    String(decoding: writeNewOrder(order, schema: schema), as: UTF8.self)
  }

  /// What the document's reader makes of it; fails where it finds a problem.
  private func read(_ order: NewOrder) throws -> Order {
    let path = "fleet/orders/\(order.id).yaml"
    let file = FleetFile(
      path: path, content: .bytes(writeNewOrder(order, schema: schemaLink(from: path, to: "schemas/order.json"))))
    let document = readOrder(file, in: FleetListing([], in: "fleet"), catalog: nil)
    #expect(document.diagnostics == [], "\(String(decoding: writeNewOrder(order, schema: nil), as: UTF8.self))")
    return try #require(document.value)
  }
}

private func randomOrder(_ random: inout SeededGenerator) -> NewOrder {
  var new = NewOrder(id: orderID("ord-\(Int.random(in: 0...9, using: &random))"), tier: TierName(name(&random)))
  if Bool.random(using: &random) {
    let contact = Customer.Contact(email: "a.\(name(&random))@example.com", name: line(&random))
    new.customer = .init(id: line(&random), contact: Bool.random(using: &random) ? contact : nil)
  }
  new.quote = Order.Quote.allCases.randomElement(using: &random) ?? .accepted
  new.payment = Order.Payment.allCases.randomElement(using: &random) ?? .confirmed
  new.state = Order.State.allCases.randomElement(using: &random) ?? .active
  new.addons = some(&random) { AddonName(name(&$0)) }
  new.addons = new.addons.enumerated().filter { !new.addons[..<$0.offset].contains($0.element) }.map(\.element)
  new.guilds = Set(some(&random) { "\(UInt64.random(in: 10_000...UInt64.max, using: &$0))" }).sorted()
  new.features = Set(some(&random) { line(&$0).replacing(",", with: ";") }).sorted()
  if Bool.random(using: &random) { (new.from, new.until) = (day("2026-11-22"), day("2027-11-22")) }
  if Bool.random(using: &random) { new.name = setting(line(&random), &random) }
  if Bool.random(using: &random) { new.description = setting(text(&random), &random) }
  if Bool.random(using: &random) { new.node = NodeID(Int.random(in: 1...9, using: &random)) }
  for _ in 0..<Int.random(in: 0...3, using: &random) {
    let variable = ["NO", "12", "LOG_LEVEL", "Y", "_"].randomElement(using: &random) ?? "X"
    new.environment[variable] = setting(text(&random), &random)
  }
  new.ignored = Set(some(&random) { [Field.memory, .cpu, .variable("NO")].randomElement(using: &$0) ?? .disk })
  new.isProtected = Bool.random(using: &random)
  if Bool.random(using: &random) { new.note = text(&random) }
  new.comments = some(&random) { text(&$0) }
  return new
}

private func some<Value>(
  _ random: inout SeededGenerator, _ value: (inout SeededGenerator) -> Value
) -> [Value] {
  (0..<[0, 1, 2, 12][Int.random(in: 0..<4, using: &random)]).map { _ in value(&random) }
}

private func setting(_ text: String, _ random: inout SeededGenerator) -> Setting {
  // A text with holes is what its reader makes of it.
  let template = (try? parseTemplate(text)) ?? Template("x")
  return Bool.random(using: &random) ? .declared(template) : .leftToCustomer(initially: template)
}

private func name(_ random: inout SeededGenerator) -> String {
  ["pro", "7", "1e3", "0x1F", "no", "y", "1.5", "2026-11-22", "null", "a.b", "-", "1_000"].randomElement(using: &random)
    ?? "pro"
}

/// A text of one line with something to see in it.
private func line(_ random: inout SeededGenerator) -> String {
  text(&random).replacing("\n", with: " ").replacing("\t", with: " ") + "x"
}

/// A text in five scripts, of what YAML has a meaning for, and of what is not seen.
private func text(_ random: inout SeededGenerator) -> String {
  let pieces = [
    "yes", "No", "~", "null", "012", "1:30", "2026-11-22", "12", ".5", " ", "  ", "\n", "\t", ": ", " #", "- ", "? ",
    "a:?b", "[", "]", "{", "}", ",", "\"", "'", "\\", "|", ">", "%", "@", "`", "&a", "*a", "!", "=", "<<", "{tier}",
    "{{x}}", "${y}", "Jürgen", "Ольга", "田中", "محمد", "नेहा", "e\u{301}", "\u{202E}", "\u{200B}", "\u{A0}",
    "\u{2028}", "\u{FEFF}", "\u{FFFE}", "\u{E000}", "👩‍👩‍👧", "\u{10FFFF}", "---", "...",
  ]
  return (0..<Int.random(in: 0...5, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
}
