import Testing

@testable import Planner

struct OrderEditTests {
  private let document = """
    # A good customer.
    order: ord-1 # never again
    customer: cus-1 # who
    status: quote_accepted
    payment: confirmed # since May
    tier: starter
    guilds: [ # which
      "112233445566778899", # main
    ]
    features:
      - moderation # first
      # more to come
    state: active # still
    # the end

    """

  @Test(arguments: [
    (["tier=pro"], ["-tier: starter", "+tier: pro"]),
    (["payment=overdue"], ["-payment: confirmed # since May", "+payment: overdue # since May"]),
    (["addons+=private-instance,more"], ["+addons: [private-instance, more]"]),
    (["features+=music, no"], ["+  - music", "+  - \"no\""]),
    (["features-=moderation"], ["-features:", "-  - moderation # first"]),
    (["guilds=1,2"], ["-  \"112233445566778899\", # main", "+  \"1\", \"2\", # main"]),
    (["environment.LOG_LEVEL=012"], ["+environment: { LOG_LEVEL: \"012\" }"]),
    (["customer=17"], ["-customer: cus-1 # who", "+customer: \"17\" # who"]),
    (
      ["customer.email=a@example.com", "customer.name=Ольга"],
      ["-customer: cus-1 # who", "+customer: { id: cus-1, email: a@example.com, name: Ольга } # who"]
    ),
    (["until=2027-01-31", "node=2", "protect=true"], ["+until: 2027-01-31", "+node: 2", "+protect: true"]),
    (["state=active # x: y"], ["-state: active # still", "+state: \"active # x: y\" # still"]),
    (["name=yes"], ["+name: \"yes\""]), (["note=a=b"], ["+note: a=b"]), (["tier=starter"], []),
  ])
  func `Only what is meant is changed`(edits: [String], changes: [String]) throws {
    let after = try editOrder(Array(document.utf8), by: edits.map { try OrderEdit(parsing: $0) })
    #expect(self.changes(to: after) == changes)
  }

  @Test(arguments: [
    ("teir=pro", "did you mean tier?"), ("order=ord-2", "an order keeps its id"), ("tier", "is not an edit"),
    ("=pro", "is not an edit"), ("tier+=pro", "is not a list"), ("addons+=", "names no item"),
    ("state.x=1", "has no parts"), ("customer.=x", "names no part"), ("customer..=x", "names no part"),
    ("environment.=x", "names no part"), (".x=1", "an order has no key"),
    ("environment=x", "name the variable"),
  ])
  func `What is no edit is told`(text: String, words: String) {
    #expect { try OrderEdit(parsing: text) } throws: { "\($0)".contains(words) }
  }

  @Test func `What an order must have is not taken out, and what is not there is`() throws {
    #expect(throws: OrderEditFailure.self) { try OrderEdit(unsetting: "tier") }
    let bytes = Array(document.utf8)
    #expect(try editOrder(bytes, by: [OrderEdit(unsetting: "note"), OrderEdit(unsetting: "environment.X")]) == bytes)
    #expect(changes(to: try editOrder(bytes, by: [OrderEdit(unsetting: "customer")])) == ["-customer: cus-1 # who"])
    #expect { try editOrder(bytes, by: [OrderEdit(parsing: "guilds-=7")]) } throws: {
      "\($0)" == "guilds has no `7`: it has `112233445566778899`"
    }
    #expect(throws: OrderEditFailure.self) {
      try editOrder(Array("a: *b\n".utf8), by: [OrderEdit(parsing: "tier=pro")])
    }
  }

  @Test func `One word does what a key at a time would`() throws {
    func changes(_ action: OrderAction, _ state: String, more: String = "") throws -> [OrderEdit] {
      try action.edits(of: Array("order: ord-1\n\(state)\n\(more)".utf8))
    }
    func state(_ state: String) -> OrderEdit { .set(key: "state", inner: nil, text: state) }
    #expect(try changes(.suspend, "tier: pro") == [state("suspended")])
    #expect(try changes(.suspend, "state: suspended") == [])
    #expect(throws: OrderEditFailure.self) { try changes(.suspend, "state: terminated") }
    #expect(try changes(.resume, "state: suspended") == [state("active")])
    #expect(try changes(.resume, "tier: pro") == [])
    #expect(throws: OrderEditFailure.self) { try changes(.resume, "state: terminated") }
    #expect(try changes(.terminate, "state: suspended") == [state("terminated")])
    #expect(throws: OrderEditFailure.self) { try changes(.terminate, "protect: true") }
    #expect(try changes(.reprieve(until: nil), "state: terminated") == [state("suspended")])
    #expect(throws: OrderEditFailure.self) { try changes(.reprieve(until: nil), "state: active") }
    let last = OrderEdit.set(key: "until", inner: nil, text: "2027-01-31")
    #expect(try changes(.reprieve(until: day("2027-01-31")), "state: terminated") == [state("active"), last])
    #expect(try changes(.reprieve(until: day("2027-01-31")), "until: 2027-01-31") == [])
  }

  @Test func `A reprieve never shortens, and names the day that there is`() throws {
    func changes(_ document: String) throws -> [OrderEdit] {
      try OrderAction.reprieve(until: day("2027-01-31")).edits(of: Array("order: ord-1\n\(document)\n".utf8))
    }
    let last = OrderEdit.set(key: "until", inner: nil, text: "2027-01-31")
    #expect(try changes("until: 2027-01-30") == [last])
    let later = #expect(throws: OrderEditFailure.self) { try changes("until: 2027-02-01") }
    #expect(later?.description.contains("2027-02-01, which is later") == true)
    let endless = #expect(throws: OrderEditFailure.self) { try changes("state: active") }
    #expect(endless?.description.contains("order set ID until=2027-01-31") == true)
    // What was to be deleted runs for some time, however long it was to run before.
    #expect(try changes("state: terminated\nuntil: 2027-02-01").last == last)
  }

  @Test func `A protected order is not terminated by set either, unless the protection goes in the same edit`() throws {
    func edited(_ document: String, _ edits: OrderEdit...) throws -> String {
      String(decoding: try editOrder(Array("order: ord-1\n\(document)\n".utf8), by: edits), as: UTF8.self)
    }
    let end = try OrderEdit(parsing: "state=terminated")
    let refusal = #expect(throws: OrderEditFailure.self) { try edited("protect: true", end) }
    #expect(refusal?.description.contains("--unset protect") == true)
    #expect(try edited("protect: true", end, OrderEdit(unsetting: "protect")) == "order: ord-1\nstate: terminated\n")
    #expect(try edited("protect: false", end).contains("terminated"))
    // One that says both already is edited all the same, and a protection that comes late is welcome.
    #expect(try edited("state: terminated", OrderEdit(parsing: "protect=true")).contains("protect: true"))
    #expect(try edited("state: terminated\nprotect: true", OrderEdit(parsing: "note=x")).contains("note: x"))
  }

  @Test(arguments: [
    (["tier=a", "tier=b"], false), (["environment.A=1", "environment.A=1"], false), (["addons=a", "addons+=b"], false),
    (["addons+=a", "addons-=a,b"], false), (["customer.email=a", "-customer"], false), (["note=x", "-note"], false),
    (["addons+=a", "addons+=a", "addons-=b"], true), (["environment.A=1", "environment.B=1"], true),
    (["customer=a", "customer.email=b"], true), (["tier=a", "-note"], true),
  ])
  func `Edits that undo each other are refused together`(words: [String], isTaken: Bool) throws {
    let edits = try words.map {
      try $0.hasPrefix("-") ? OrderEdit(unsetting: String($0.dropFirst())) : OrderEdit(parsing: $0)
    }
    if isTaken {
      try requireAgreement(among: edits)
    } else {
      #expect(throws: OrderEditFailure.self) { try requireAgreement(among: edits) }
    }
  }

  @Test func `Another customer is another owner, and more about the same one is not`() throws {
    func changesCustomer(_ edits: String...) throws -> Bool {
      let after = try editOrder(Array(document.utf8), by: edits.map { try OrderEdit(parsing: $0) })
      return OrderDocumentEdit(order: orderID("ord-1"), path: "x", before: Array(document.utf8), after: after)
        .changesCustomer
    }
    #expect(try changesCustomer("customer=cus-2") && changesCustomer("customer.id=cus-2"))
    #expect(try !changesCustomer("customer.email=a@example.com") && !changesCustomer("tier=pro"))
  }

  @Test func `A commit says what was done, and shows no text of people's`() throws {
    let bytes = Array(document.utf8)
    let after = try editOrder(
      bytes,
      by: ["payment=overdue", "customer=secret-1", "environment.TOKEN=secret-2"].map { try OrderEdit(parsing: $0) })
    let edit = OrderDocumentEdit(order: orderID("ord-1"), path: "x", before: bytes, after: after)
    #expect(
      editCommitMessage([edit], verb: "Set payment of", message: nil) == """
        Set payment of ord-1

        ord-1: customer changed
        ord-1: payment confirmed -> overdue
        ord-1: environment changed

        """)
    #expect(editCommitMessage([edit], verb: "X", message: "Because.\n").hasPrefix("Because.\n\nord-1: customer"))
  }

  /// The lines that go and come, in their order.
  private func changes(to after: [UInt8]) -> [String] {
    func lines(_ bytes: [UInt8]) -> [Substring] {
      String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    }
    return lines(after).difference(from: lines(Array(document.utf8))).map { change in
      switch change {
      case .insert(let offset, let line, _): (offset, 1, "+\(line)")
      case .remove(let offset, let line, _): (offset, 0, "-\(line)")
      }
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }
}

struct OrderPlacementTests {
  private func place(_ id: String, beside folders: [(String, String)]) -> String {
    let orders = folders.map { folder, id in
      Order(
        id: orderID(id), path: "fleet/orders/\(folder)\(id).yaml", quote: .accepted, payment: .confirmed,
        tier: somewhere(TierName("pro")), state: folder.hasPrefix("archive") ? .terminated : .active)
    }
    return OrderPlacement(beside: orders, in: "fleet").path(
      of: NewOrder(id: orderID(id), tier: TierName("pro")), asOf: day("2026-12-01"))
  }

  @Test func `A new order is placed where the others are`() {
    #expect(place("ord-9", beside: []) == "fleet/orders/ord-9.yaml")
    #expect(
      place("ord-9", beside: [("archive/", "ord-1"), ("archive/", "ord-2"), ("", "ord-3")]) == "fleet/orders/ord-9.yaml"
    )
    #expect(place("ord-9", beside: [("a/", "ord-1"), ("a/", "ord-2"), ("b/", "ord-3")]) == "fleet/orders/a/ord-9.yaml")
    #expect(
      place("ord-1042", beside: [("41/", "ord-1041"), ("40/", "ord-1040"), ("39/", "ord-1039")])
        == "fleet/orders/42/ord-1042.yaml")
    #expect(
      place("ord-9", beside: [("2026/10/", "ord-1"), ("2026/11/", "ord-2"), ("2026/09/", "ord-3")])
        == "fleet/orders/2026/12/ord-9.yaml")
  }
}
