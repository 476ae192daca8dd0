import Guarding
import Intake
import Planner
import Postgres
import PostgresServer
import Testing

@Suite("A shop's database")
struct PostgresShopTests {
  @Test("An order is read from its first quote to its end, and its sequence grows")
  func life() async throws {
    let shop = try SmallShop()
    let reader = PostgresShop(try shop.client())
    let id = try #require(OrderID("ord-1"))
    #expect(try await reader.row(of: id) == nil)
    try shop.add("ord-1", guilds: ["1234567890123456789", "223344556677889900"])
    let asked = try await order(id, reader)
    #expect(asked.customer == "cus-ord-1" && asked.contact == .init(email: "ord-1@example.com"))
    #expect(asked.tier?.text == "starter" && asked.addons == ["extra-ram"] && asked.features == ["music"])
    #expect(asked.guilds == ["223344556677889900", "1234567890123456789"])
    #expect(asked.quote == .pending && asked.payment == .pending && asked.until == .endless && asked.state == nil)
    try shop.pay("ord-1")
    let paid = try await order(id, reader)
    #expect(paid.quote == .accepted && paid.payment == .confirmed && paid.until == Day("2026-12-31").map { .day($0) })
    // The next month's attempt does not undo what was paid.
    try shop.database.run("insert into payments (order_id, status) values ('ord-1', 'open')")
    let next = try await order(id, reader)
    #expect(next.payment == .confirmed && next.until == paid.until)
    try shop.database.run(
      "update payments set status = 'refunded', updated_at = clock_timestamp() where status = 'paid'")
    try shop.database.run("update orders set cancelled_at = now(), updated_at = clock_timestamp()")
    let ended = try await order(id, reader)
    #expect(ended.quote == .cancelled && ended.payment == .refunded)
    let sequences = [asked, paid, next, ended].compactMap(\.sequence)
    #expect(sequences.count == 4 && sequences == sequences.sorted() && Set(sequences).count == 4)
  }

  private func order(_ id: OrderID, _ reader: PostgresShop) async throws -> IncomingOrder {
    guard case .order(let order) = try #require(try await reader.row(of: id)) else {
      throw ShopFailure("the row is unreadable", isPassing: false)
    }
    return order
  }

  @Test("Two payments for an order are one row of it")
  func paidTwice() async throws {
    let shop = try SmallShop()
    try shop.add("ord-1")
    try shop.pay("ord-1", until: "2026-12-31")
    try shop.pay("ord-1", until: "2027-01-31")
    let read = Guarded<[ShopRow]>([])
    try await PostgresShop(try shop.client()).rows { page throws(ShopFailure) in read.withLock { $0 += page } }
    #expect(read.withLock { $0 }.count == 1)
  }

  @Test("Every row comes once, page by page", arguments: [1, 7, 500])
  func pages(_ size: Int) async throws {
    let shop = try SmallShop()
    let ids = (0..<21).map { "ord-\($0)" } + ["a_b", "a-b", "a1", "ab", "0", "z"]
    for id in ids { try shop.add(id) }
    let pages = Guarded<[[ShopRow]]>([])
    try await PostgresShop(try shop.client(), pageSize: size).rows { page throws(ShopFailure) in
      pages.withLock { $0.append(page) }
    }
    let read = pages.withLock { $0 }
    #expect(read.allSatisfy { (1...size).contains($0.count) })
    let names = read.joined().map { row in if case .order(let order) = row { order.order.text } else { "?" } }
    #expect(names.count == ids.count && Set(names) == Set(ids))
  }

  @Test("A page that is refused ends the reading")
  func refusedPage() async throws {
    let shop = try SmallShop()
    for number in 0..<3 { try shop.add("ord-\(number)") }
    let pages = Guarded(0)
    let failure = await #expect(throws: ShopFailure.self) {
      try await PostgresShop(try shop.client(), pageSize: 1).rows { _ throws(ShopFailure) in
        pages.withLock { $0 += 1 }
        throw ShopFailure("enough", isPassing: true)
      }
    }
    #expect(failure?.description == "enough" && pages.withLock { $0 } == 1)
  }

  @Test("A row that says what no order can is told with what is wrong, and the others are read")
  func unreadable() async throws {
    let shop = try SmallShop()
    for id in ["Ord-1", "ord-2", "ord-3"] { try shop.add(id) }
    try shop.database.run("update customers set email = 'nobody' where id = 'cus-ord-2'")
    let read = Guarded<[ShopRow]>([])
    try await PostgresShop(try shop.client()).rows { page throws(ShopFailure) in read.withLock { $0 += page } }
    let problems = read.withLock { rows in
      rows.map { row in
        switch row {
        case .order(let order): "\(order.order.text) is right"
        case .unreadable(let order, let problems): "\(order): \(problems.map(\.pointer).joined(separator: " "))"
        }
      }
    }
    #expect(problems == ["Ord-1: /order", "ord-2: /email", "ord-3 is right"])
  }

  @Test("Columns may be jsonb and texts, with a name and a state beside them")
  func otherTypes() async throws {
    let database = try PostgresServer.shared.get().makeDatabase()
    try database.run(
      """
      create view botfleet_orders as select 'ord-1'::text as "order", 7::int as customer, 'a@example.com' as email, 'Zoë' as name,
        'pro' as tier, '["a"]'::jsonb as addons, '["1234567890123456789"]'::json as guilds, '[]'::jsonb as features,
        'quote_accepted' as status, 'confirmed' as payment, 'suspended' as state, '2026-12-31'::text as until, null as sequence,
        now() as seen
      """)
    let settings = try PostgresSettings(parsing: database.url(), program: "tests")
    let row = try await PostgresShop(PostgresClient(settings)).row(of: try #require(OrderID("ord-1")))
    guard case .order(let order)? = row else {
      Issue.record("\(String(describing: row))")
      return
    }
    #expect(
      order.customer == "7" && order.contact == .init(email: "a@example.com", name: "Zoë") && order.state == .suspended)
    #expect(
      order.addons == ["a"] && order.guilds == ["1234567890123456789"] && order.features == [] && order.sequence == nil)
    #expect(order.until == Day("2026-12-31").map { .day($0) })
  }

  @Test("A customer's sign-in is read where the shop has it, and a shop without the view has none")
  func users() async throws {
    let shop = try SmallShop()
    try shop.add("ord-1")
    let reader = PostgresShop(try shop.client())
    #expect(try await reader.user(of: "cus-ord-1") == shop.database.run("select md5('ord-1')::uuid"))
    #expect(try await reader.user(of: "cus-other") == nil)
    try shop.database.run("drop view botfleet_customers")
    #expect(try await reader.user(of: "cus-ord-1") == nil)
  }

  @Test("What keeps the views from being read is told with what to do, and whether it may pass")
  func failures() async throws {
    let shop = try SmallShop()
    let reader = PostgresShop(try shop.client())
    func failure() async -> ShopFailure? {
      await #expect(throws: ShopFailure.self) { try await reader.rows { _ throws(ShopFailure) in } }
    }
    try shop.database.run("revoke select on botfleet_orders from botfleet_reader")
    let denied = await failure()
    #expect(denied?.isPassing == false && denied?.description.contains("grant select") == true)
    try shop.database.run("drop view botfleet_orders; create view botfleet_orders as select 'x' as \"order\"")
    try shop.database.run("grant select on botfleet_orders to botfleet_reader")
    let narrow = await failure()
    #expect(narrow?.isPassing == false && narrow?.description.contains("orders-view.sql") == true)
    try shop.database.run("drop view botfleet_orders")
    #expect(await failure()?.description.contains("orders-view.sql") == true)
    let nobody = PostgresShop(
      PostgresClient(
        try PostgresSettings(parsing: shop.database.url(user: "reader:hunter2", port: 1), program: "tests")))
    let absent = await #expect(throws: ShopFailure.self) { try await nobody.user(of: "cus-1") }
    #expect(absent?.isPassing == true && absent?.description.contains("hunter2") == false)
  }
}
