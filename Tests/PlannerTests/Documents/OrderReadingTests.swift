import Testing

@testable import Planner

@Suite struct `An order that is right` {
  @Test func `Everything that can stand in an order is read`() throws {
    let document = """
      # yaml-language-server: $schema=../../schemas/order.schema.json
      order: ord-1
      customer: { id: cus-8f3a, email: ada@example.com, name: Ada Lovelace }
      status: quote_accepted
      payment: overdue
      tier: pro
      addons: [private-instance, more-guilds, more-guilds]
      guilds: [112233445566778899, "11223344556677889900", 012345, 10000, 10001, 10002, 10003]
      features: [moderation, music]
      state: suspended
      from: 2026-11-22
      until: "2026-11-22"
      name: no
      description: "{order} of {customer} {{server.build.env.X}} ${HOME} {} {a: b}"
      node: 2
      environment:
        LOG_LEVEL: 012
        TOKEN: { setBy: customer, initially: "{tier}" }
      ignore: [build.memory, startup.environment.TIER]
      protect: true
      note: |
        two
        lines
      """
    let reading = SampleFleet.with(order: document).read()
    #expect(reading.diagnostics == [])
    let order = try #require(reading.fleet?.orders.first)
    #expect(order.id.text == "ord-1")
    #expect(
      order.customer?.value == Customer(id: "cus-8f3a", contact: .init(email: "ada@example.com", name: "Ada Lovelace")))
    #expect(order.quote == .accepted && order.payment == .overdue && order.state == .suspended && order.isProtected)
    #expect(order.from == day("2026-11-22") && order.until == day("2026-11-22"))
    #expect(order.tier == Located(TierName("pro"), at: Place(path: "fleet/orders/ord-1.yaml", line: 6, column: 7)))
    #expect(order.addons.map(\.value.text) == ["private-instance", "more-guilds", "more-guilds"])
    #expect(order.guilds.prefix(3) == ["112233445566778899", "11223344556677889900", "012345"])
    #expect(order.features == ["moderation", "music"])
    #expect(order.name == .declared(Template("no")))
    #expect(
      order.description
        == .declared(
          Template(parts: [
            .word(.order), .text(" of "), .word(.customer), .text(" {{server.build.env.X}} ${HOME} {} {a: b}"),
          ])))
    #expect(order.node?.value == NodeID(2))
    #expect(order.environment["LOG_LEVEL"]?.value == .declared(Template("012")))
    #expect(order.environment["TOKEN"]?.value == .leftToCustomer(initially: Template(parts: [.word(.tier)])))
    #expect(order.ignored == [.memory, .variable("TIER")])
    #expect(order.note == "two\nlines")
  }

  @Test(arguments: [
    ("cus-1", Customer(id: "cus-1")), ("{ id: cus-1, user: 17 }", Customer(id: "cus-1", user: UserID(17))),
    (
      "{ user: \"17\", name: Ada, email: ada@example.com, id: cus-1 }",
      Customer(id: "cus-1", user: UserID(17), contact: .init(email: "ada@example.com", name: "Ada"))
    ),
  ])
  func `A customer is an id, a panel user, or somebody to be made`(text: String, customer: Customer) throws {
    let document = "order: ord-1\nstatus: quote_pending\npayment: pending\ntier: starter\ncustomer: \(text)\n"
    let reading = SampleFleet.with(order: document).read()
    #expect(reading.diagnostics == [])
    #expect(reading.fleet?.orders.first?.customer?.value == customer)
  }

  @Test func `An order names a server by its whole uuid`() throws {
    let uuid = "6e2b7c1e-0d3f-4c55-9a07-5b1f0c8e2d41"
    let document = "order: ord-1\nserver: \(uuid)\nstatus: quote_pending\npayment: pending\ntier: starter\n"
    let order = try #require(SampleFleet.with(order: document).read().fleet?.orders.first)
    #expect(order.server == Located(uuid, at: Place(path: "fleet/orders/ord-1.yaml", line: 2, column: 9)))
  }

  @Test func `Four keys are enough`() throws {
    let reading = SampleFleet.with(order: "order: ord-1\nstatus: quote_pending\npayment: pending\ntier: starter\n")
      .read()
    let order = try #require(reading.fleet?.orders.first)
    #expect(order.state == .active && order.customer == nil && order.guilds.isEmpty && !order.isProtected)
    #expect(order.from == nil && order.until == nil)
  }

  @Test func `An order may lie in any folder below orders`() {
    let order = "order: ord-1\nstatus: quote_pending\npayment: pending\ntier: starter\n"
    let reading = SampleFleet.with(order: order, at: "orders/2026/november/ord-1.yaml").read()
    #expect(reading.fleet?.orders.map(\.path) == ["fleet/orders/2026/november/ord-1.yaml"])
  }
}
