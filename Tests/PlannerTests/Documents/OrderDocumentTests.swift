import Testing

@testable import Planner

/// An order with marks where its problems stand, and what the problems are.
struct BadOrder: Sendable, CustomTestStringConvertible {
  let lines: String
  let codes: [String]
  let message: String?
  let hint: String?

  /// - Parameter lines: They stand in the place of those keys that they begin with, or are added.
  init(_ lines: String, _ codes: String..., says message: String? = nil, hint: String? = nil) {
    self.lines = lines
    self.codes = codes
    self.message = message
    self.hint = hint
  }

  var testDescription: String { lines.debugDescription }

  /// A sound order but for the lines.
  var document: String {
    let sound = ["order: ord-1", "status: quote_accepted", "payment: confirmed", "tier: pro"]
    let kept = sound.filter { line in !lines.split(separator: "\n").contains { $0.hasPrefix(line.prefix { $0 != ":" }) }
    }
    return (kept + [lines]).joined(separator: "\n") + "\n"
  }
}

@Suite struct `An order that is wrong` {
  @Test(arguments: [
    BadOrder("1️⃣teir: pro", "unknown-key", says: "unknown key `teir`", hint: "did you mean `tier`?"),
    BadOrder("1️⃣Tier: pro", "unknown-key", hint: "did you mean `tier`?"),
    BadOrder("ignore: 1️⃣build.memory", "wrong-kind", says: "a list is expected here"),
    BadOrder(
      "ignore: [1️⃣build.memry]", "unknown-field", says: "a server has no field `build.memry`",
      hint: "did you mean `build.memory`?"),
    BadOrder("ignore: [1️⃣memory]", "unknown-field", hint: "did you mean `build.memory`?"),
    BadOrder("ignore: [1️⃣environment.TIER]", "unknown-field", hint: "did you mean `startup.environment.TIER`?"),
    BadOrder("ignore: [1️⃣startup.environment.A-B]", "bad-variable"),
    BadOrder("ignore: [1️⃣startup.environment.STARTUP]", "reserved-variable"),
    BadOrder(
      "ignore: [1️⃣suspended]", "not-ignorable", says: "a suspension cannot be ignored",
      hint: "the order's `state` decides it"),
    BadOrder("ignore: [build.cpu, 1️⃣build.cpu]", "repeated-item", says: "the field `build.cpu`"),
    BadOrder("1️⃣begin: 2026-11-22", "unknown-key", says: "unknown key `begin`"),
    BadOrder("from: 1️⃣22.11.2026", "bad-day", says: "`22.11.2026` is not a day", hint: "write it like `2026-11-22`"),
    BadOrder("until: 1️⃣2026-02-29", "bad-day"),
    BadOrder("until: 1️⃣2026-11-22T12:00:00Z", "bad-day"),
    BadOrder("from:1️⃣", "empty-value"),
    BadOrder(
      "until: 1️⃣2026-11-21\nfrom: 2026-11-22", "ends-before-it-begins",
      says: "the order ends on 2026-11-21, before it begins on 2026-11-22",
      hint: "`until` is the last day of the order; write 2026-11-22 or a later day"),
    BadOrder("tier: 1️⃣pron", "unknown-tier", says: "the catalog has no tier `pron`", hint: "did you mean `pro`?"),
    BadOrder("tier: 1️⃣enterprise", "unknown-tier", hint: "one of `pro`, `starter`"),
    BadOrder(
      "addons: [1️⃣private-instanse]", "unknown-addon", says: "the catalog has no add-on",
      hint: "did you mean `private-instance`?"),
    BadOrder("addons: [private-instance, 1️⃣private-instance]", "repeated-addon", says: "can be ordered only once"),
    BadOrder("tier: starter\naddons: [1️⃣pro-support]", "addon-not-for-tier", hint: "it supports `pro`"),
    BadOrder("addons: 1️⃣private-instance", "wrong-kind", says: "a list is expected here, not `private-instance`"),
    BadOrder("tier: 1️⃣[pro]", "wrong-kind", says: "a single value is expected here, not a list"),
    BadOrder("tier:1️⃣", "empty-value", says: "a value is missing"),
    BadOrder(
      "guilds:\n  - \"11111\"\n  - '22222'\n  - 33333\n  - 1️⃣44444", "too-many-guilds",
      says: "4 guilds are listed, but tier and add-ons allow 3"),
    BadOrder("guilds: [11111, 1️⃣'11111']", "repeated-item", says: "the guild `11111` is already in the list"),
    BadOrder("guilds: [1️⃣1111]", "bad-guild", hint: "use 5 to 20 digits and nothing else"),
    BadOrder("guilds: [1️⃣1e10]", "bad-guild"),
    BadOrder("guilds: [1️⃣123456789012345678901]", "bad-guild"),
    BadOrder("features: [music, 1️⃣music]", "repeated-item", says: "the feature `music`"),
    BadOrder("features: [1️⃣'a,b']", "bad-name"),
    BadOrder(
      "status: 1️⃣accepted", "unknown-word", says: "`accepted`",
      hint: "one of `quote_pending`, `quote_accepted`, `cancelled`"),
    BadOrder("status: 1️⃣qoute_accepted", "unknown-word", hint: "did you mean `quote_accepted`?"),
    BadOrder("payment: 1️⃣Confirmed", "unknown-word", hint: "did you mean `confirmed`?"),
    BadOrder("state: 1️⃣deleted", "unknown-word", hint: "one of `active`, `suspended`, `terminated`"),
    BadOrder("eggChange: 1️⃣yes", "unknown-word", hint: "one of `wait`, `allowed`"),
    BadOrder("protect: 1️⃣yes", "unknown-word", hint: "write `true`"),
    BadOrder("protect: 1️⃣1", "unknown-word", hint: "write `true`"),
    BadOrder("protect: 1️⃣off", "unknown-word", hint: "write `false`"),
    BadOrder("protect: 1️⃣always", "unknown-word", hint: "write one of the two"),
    BadOrder("node: 1️⃣012", "bad-number", says: "`012` is not a plain whole number", hint: "write `12`"),
    BadOrder("node: 1️⃣0x10", "bad-number", hint: "write `16`"),
    BadOrder("node: 1️⃣1e3", "bad-number", hint: "write `1000`"),
    BadOrder("node: 1️⃣1_000", "bad-number", hint: "write `1000`"),
    BadOrder("node: 1️⃣-1", "bad-number", hint: "write 0 or more"),
    BadOrder(
      "node: 1️⃣99999999999999999999", "number-out-of-range",
      says: "`99999999999999999999` is not between 1 and 4294967295"),
    BadOrder("features: 1️⃣music", "wrong-kind", hint: "write `[music]`"),
    BadOrder("features: 1️⃣~", "wrong-kind", hint: "write `[]` for an empty list"),
    BadOrder(
      "name: 1️⃣{order}", "unquoted-template", says: "text that begins with a brace needs quotes",
      hint: #"write `"{order}"`"#),
    BadOrder("node: 1️⃣0", "number-out-of-range"),
    BadOrder("order: 1️⃣Ord-1", "bad-order-id", says: "an order id may not contain capitals", hint: "write `ord-1`"),
    BadOrder("order: 1️⃣ord-1-", "bad-order-id", says: "`ord-1-` is not an order id"),
    BadOrder("order: 1️⃣../ord-1", "bad-order-id"),
    BadOrder("order: 1️⃣ord-2", "file-name-differs", says: "the file is called `ord-1.yaml`, but its order is `ord-2`"),
    BadOrder(
      "name: bot-1\ndescription: 1️⃣for {cusotmer}", "unknown-template-word", says: "unknown template word `{cusotmer}`",
      hint: "did you mean `{customer}`?"),
    BadOrder("name: 1️⃣''", "empty-value"),
    BadOrder("name: 1️⃣\"a\\nb\"", "control-character"),
    BadOrder("description: 1️⃣\"\\e[31m\"", "control-character"),
    BadOrder(
      "environment: { 1️⃣A-B: x, 2️⃣P_SERVER_UUID: y, 3️⃣STARTUP: z }", "bad-variable", "reserved-variable",
      "reserved-variable"),
    BadOrder("environment: { A: 1️⃣[x] }", "wrong-kind"),
    BadOrder("environment: { A: { setBy: 1️⃣operator, initially: x } }", "unknown-word", hint: "one of `customer`"),
    BadOrder("environment: { A: 1️⃣{ setBy: customer } }", "missing-key", says: "the key `initially` is missing"),
    BadOrder("customer: 1️⃣{ id: cus-1, email: a@b.c }", "missing-key", says: "the key `name` is missing"),
    BadOrder("customer: { id: cus-1, email: 1️⃣a.b.c, name: A }", "bad-email"),
    BadOrder("customer: { id: cus-1, user: 1️⃣0 }", "number-out-of-range"),
    BadOrder("customer: { id: cus-1, user: 1️⃣ada }", "bad-number", says: "`ada` is not a plain whole number"),
    BadOrder("customer: 1️⃣{ user: 17 }", "missing-key", says: "the key `id` is missing"),
    BadOrder("customer: 1️⃣{ id: cus-1, user: 17, name: A }", "missing-key", says: "the key `email` is missing"),
    BadOrder(
      "server: 1️⃣17", "bad-uuid", says: "`17` is not the uuid of a server",
      hint: "write the server's whole uuid, 36 characters; the panel shows it under Admin > Servers > the server"),
    BadOrder(
      "server: 1️⃣6e2b7c1e", "bad-uuid",
      hint: "write the server's whole uuid, 36 characters; the panel shows it under Admin > Servers > the server"),
    BadOrder(
      "server: 1️⃣6E2B7C1E-0d3f-4c55-9a07-5b1f0c8e2d41", "bad-uuid",
      hint: "write it as the panel does, in lower case: `6e2b7c1e-0d3f-4c55-9a07-5b1f0c8e2d41`"),
    BadOrder("server: 1️⃣[6e2b7c1e-0d3f-4c55-9a07-5b1f0c8e2d41]", "wrong-kind"),
    BadOrder("customer: 1️⃣&c cus-1\nnote: 2️⃣*c", "yaml-anchor", "yaml-alias"),
    BadOrder("tier: pro\n1️⃣tier: starter", "yaml-duplicate-key"),
    BadOrder("note: x\n1️⃣---\nnote: y", "yaml-several-documents"),
    BadOrder("note: x\n1️⃣\tnote: y", "yaml-syntax", says: "a tab is not allowed here", hint: "indent with spaces"),
  ])
  func `Every problem is told where it stands`(bad: BadOrder) throws {
    let reading = SampleFleet.with(order: bad.document).read()
    let places = MarkedDocument(bad.document).places.suffix(bad.codes.count)
    #expect(reading.summary == zip(places, bad.codes).map { "\($0) \($1)" })
    let first = try #require(reading.diagnostics.first)
    if let message = bad.message { #expect(first.message.contains(message)) }
    if let hint = bad.hint { #expect(first.hint == hint) }
    #expect(first.path == "fleet/orders/ord-1.yaml")
    #expect(reading.fleet?.orders.isEmpty == true)
    #expect(reading.fleet?.unreadable.contains { $0.text == "ord-1" } == true)
  }

  @Test func `All problems of a document are told in one run, in its order`() {
    let document = """
      1️⃣ordre: ord-1
      status: 2️⃣accepted
      tier: 3️⃣por
      guilds: [4️⃣abc, 5️⃣12]
      node: 6️⃣0x1
      """
    let reading = SampleFleet.with(order: document).read()
    let codes = [
      "unknown-key", "missing-key", "missing-key", "unknown-word", "unknown-tier", "bad-guild", "bad-guild",
      "bad-number",
    ]
    let places = MarkedDocument(document).places
    #expect(reading.summary == zip([places[0], places[0]] + places, codes).map { "\($0) \($1)" })
  }

  @Test func `A problem shows its line, and nothing in it acts`() throws {
    let reading = SampleFleet.with(order: "order: ord-1\nstatus: \"a\u{202E}b\\e[31m\"  # \u{200B}why\n").read()
    let diagnostic = try #require(reading.diagnostics.first { $0.code == "unknown-word" })
    #expect(diagnostic.excerpt == "status: \"a\u{FFFD}b\\e[31m\"  # \u{FFFD}why")
    #expect(diagnostic.message == "unknown value `a\u{FFFD}b\u{241B}[31m`")
  }

  @Test func `Add-ons cannot raise the disk priority beyond what the panel takes`() {
    var fleet = SampleFleet.with(
      order: "order: ord-1\nstatus: quote_accepted\npayment: confirmed\ntier: pro\naddons: [faster, faster]\n")
    fleet.catalog = """
      tiers: { pro: { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1 } }
      addons: { faster: { io: +300, repeatable: true } }
      """
    #expect(fleet.read().summary == ["5:9 number-out-of-range"])
  }

  @Test func `A catalog of thousands makes no hint take long`() {
    var fleet = SampleFleet.with(
      order: "order: ord-1\nstatus: quote_accepted\npayment: confirmed\ntier: nothing-like-it\n")
    fleet.catalog =
      "tiers:\n" + (0..<5000).map { "  tier-\($0): { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1 }\n" }.joined()
    let diagnostics = fleet.read().diagnostics
    #expect(diagnostics.map(\.code) == ["unknown-tier"])
    #expect(diagnostics.map(\.hint) == [nil])
  }

  @Test func `A hundred problems of one document are enough`() {
    let keys = (0..<5000).map { "key\($0): x\n" }.joined()
    #expect(SampleFleet.with(order: keys).read().diagnostics.count == 100)
  }
}
