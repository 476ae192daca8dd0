import Testing

@testable import Planner

@Suite struct OwnersTests {
  static let ada = Customer(id: "cus-ada", contact: .init(email: "Ada@Example.com", name: "Ada Lovelace"))
  static let stranger = Customer(id: "cus-ada")

  private func owner(_ plan: Plan) -> Owner? {
    for case .createServer(let server)? in plan.changes.map(\.actions.first) { return server.spec.details.owner }
    return nil
  }

  @Test func `The server belongs to the panel user with exactly the customer's id`() {
    let panel = aPanel(users: [aUser(1, "admin"), aUser(7, "cus-ada"), aUser(8, "cus-ada-2")])
    #expect(owner(aPlan(for: aFleet([anOrder(customer: Self.stranger)]), on: panel)) == .user(UserID(7)))
    #expect(owner(aPlan(for: aFleet([anOrder()]), on: panel)) == .user(UserID(1)))
  }

  @Test(arguments: ["CUS-ADA", "cus-ad", "cus-ada "])
  func `A user with a similar id is nobody's owner`(externalID: String) {
    let plan = aPlan(for: aFleet([anOrder(customer: Self.stranger)]), on: aPanel(users: [aUser(7, externalID)]))
    #expect(inShort(plan) == ["waiting ord-1: noSuchUser(externalID: \"cus-ada\"), creation"])
  }

  @Test func `A customer with an e-mail is made once, before the servers`() {
    let orders = ["ord-1", "ord-2"].map { anOrder($0, customer: Self.ada) }
    let plan = aPlan(for: aFleet(orders), on: aPanel())
    #expect(
      inShort(plan) == ["create-user ord-1: create-user", "create ord-1: create", "create ord-2: create"])
    let ada = NewUser(
      externalID: "cus-ada", email: "Ada@Example.com", username: "cus-ada", firstName: "Ada", lastName: "Lovelace")
    #expect(plan.changes.first?.actions == [.createUser(ada)])
    #expect(plan.changes.first?.notes == [.panelMailsNewUser(email: "Ada@Example.com")])
    #expect(owner(plan) == .created(customer: "cus-ada"))
  }

  @Test(arguments: [
    "ada@localhost", "ada@[192.0.2.1]", "-ada@example.com", "\(String(repeating: "a", count: 65))@example.com",
  ])
  func `An e-mail that newer panels refuse is told with the user to be made`(email: String) {
    let customer = Customer(id: "cus-ada", contact: .init(email: email, name: "Ada"))
    let plan = aPlan(for: aFleet([anOrder(customer: customer)]), on: aPanel())
    #expect(plan.changes.first?.notes == [.panelMailsNewUser(email: email), .newerPanelsRefuseEmail])
  }

  @Test func `One order's e-mail serves the customer's other orders`() {
    let plan = aPlan(
      for: aFleet([anOrder("ord-1", customer: Self.stranger), anOrder("ord-2", customer: Self.ada)]), on: aPanel())
    #expect(plan.count(of: .createUser) == 1)
    #expect(plan.count(of: .create) == 2)
  }

  @Test func `Nobody is made for an order that gets no server`() {
    let orders = [
      anOrder("ord-1", payment: .pending, customer: Self.ada), anOrder("ord-2", customer: Self.ada, node: 9),
    ]
    #expect(aPlan(for: aFleet(orders), on: aPanel()).changes.isEmpty)
  }

  @Test(arguments: [aUser(7, nil, email: "ada@example.com"), aUser(7, "cus-eve", email: "ADA@example.com")])
  func `An e-mail that somebody else has is a problem of the order, and no match`(user: PanelUser) {
    let plan = aPlan(
      for: aFleet([anOrder(customer: Self.ada), anOrder("ord-2")]), on: aPanel(users: [aUser(1, "admin"), user]))
    #expect(plan.diagnostics.map(\.code) == ["email-taken"])
    #expect(plan.faulty == [orderID("ord-1")])
    #expect(inShort(plan) == ["create ord-2: create"])
    #expect(plan.counts.unreadable == 1)
  }

  @Test func `Two new customers with one e-mail are not made both`() {
    let twin = Customer(id: "cus-twin", contact: .init(email: "ada@example.com", name: "Ada"))
    let plan = aPlan(
      for: aFleet([anOrder("ord-1", customer: Self.ada), anOrder("ord-2", customer: twin)]), on: aPanel())
    #expect(plan.count(of: .createUser) == 1)
    #expect(plan.diagnostics.map(\.code) == ["email-taken"])
    #expect(plan.faulty == [orderID("ord-2")])
  }

  @Test func `A new customer whose id the panel would take for another's is a problem of the order`() {
    let plan = aPlan(for: aFleet([anOrder(customer: Self.ada)]), on: aPanel(users: [aUser(7, "Cus-Ada")]))
    #expect(plan.changes.isEmpty)
    #expect(plan.diagnostics.map(\.code) == ["customer-case"])
  }

  @Test func `Where users cannot be read, a create waits and a server keeps its owner`() {
    let order = anOrder(customer: Self.ada)
    let panel = aPanel(users: nil, missing: [.users])
    #expect(aPlan(for: aFleet([order]), on: panel).waiting.map(\.reason) == [.missingPermissions([.users])])
    let server = aServer(of: order, owner: 7)
    let fleet = aFleet([order], recorded: [aResult(of: order, server)])
    let plan = aPlan(for: fleet, on: aPanel([server], users: nil, missing: [.users]))
    #expect(inShort(plan) == [])
    #expect(plan.notices.map(\.kind) == [.customerNotChecked(.users)])
    #expect(inShort(aPlan(for: aFleet([anOrder()]), on: panel)) == ["create ord-1: create"])
  }

  @Test func `Another customer takes the server over as a visible change`() {
    let order = anOrder(customer: Self.stranger)
    let server = aServer(of: order, owner: 1)
    let plan = aPlan(
      for: aFleet([order], recorded: [aResult(of: order, server)]), on: aPanel([server], users: [aUser(7, "cus-ada")]))
    #expect(inShort(plan.changes.first?.differences ?? []) == ["owner: 1 -> 7 (edited)"])
    #expect(inShort(plan) == ["update ord-1: update-details"])
  }

  @Test func `An owner who is nowhere holds back a server's updates and not its suspension`() {
    let order = anOrder(payment: .overdue, customer: Self.stranger)
    let recorded = aResult(of: order, aServer(of: order))
    let server = aServer(of: order) { $0.build.cpu = 1 }
    let plan = aPlan(for: aFleet([order], recorded: [recorded]), on: aPanel([server]))
    #expect(
      inShort(plan) == ["suspend ord-1: suspend", "waiting ord-1: noSuchUser(externalID: \"cus-ada\"), updates"])
  }

  @Test(arguments: [
    ("cus-8f3a", "cus-8f3a"), ("Ada", "ada"), ("_ada_", "ada"), ("a/b c", "a-b-c"), ("é", "customer"),
    ("x", "customer-x"), ("taken", "taken-2"), ("..", "customer"),
  ])
  func `A user's name is the id fitted to the panel's rule`(id: String, name: String) {
    #expect(fittedUsername(for: id, besides: ["taken"]) == name)
  }

  @Test func `A name that is cut ends in a letter or digit all the same`() {
    let name = fittedUsername(for: String(repeating: "a", count: 179) + "-bcd", besides: [])
    #expect(name == String(repeating: "a", count: 179))
  }

  private func named(_ id: String, _ email: String, _ name: String) -> Customer {
    Customer(id: id, contact: .init(email: email, name: name))
  }

  @Test(arguments: [
    ("jan@example.nl", "Piet Bakker", "a different name"), ("piet@example.nl", "Jan de Vries", "a different e-mail"),
    ("piet@example.nl", "Piet Bakker", "a different e-mail and name"),
  ])
  func `Two people under one id are told at both places, and get nothing`(email: String, name: String, told: String) {
    let orders = [
      anOrder("ord-1", customer: named("klant-2", "jan@example.nl", "Jan de Vries")),
      anOrder("ord-2", customer: named("klant-2", email, name)),
      anOrder("ord-3", customer: Customer(id: "klant-2")), anOrder("ord-4"),
    ]
    for users in [[aUser(1, "admin")], [aUser(1, "admin"), aUser(7, "klant-2", email: "jan@example.nl")]] {
      let plan = aPlan(for: aFleet(orders), on: aPanel(users: users))
      #expect(inShort(plan) == ["create ord-4: create"])
      #expect(plan.diagnostics.map(\.code) == ["another-person", "another-person"])
      #expect(plan.diagnostics.map(\.path) == orders.prefix(2).map(\.path))
      #expect(plan.diagnostics.allSatisfy { $0.message.contains(told) && !$0.message.contains("@") })
    }
  }

  @Test func `Case and blanks make nobody another person`() {
    let orders = [
      anOrder("ord-1", customer: named("klant-2", "jan@example.nl", "Jan de Vries")),
      anOrder("ord-2", customer: named("klant-2", "JAN@example.nl", "Jan De  Vries")),
    ]
    let plan = aPlan(for: aFleet(orders), on: aPanel())
    #expect(plan.diagnostics.isEmpty && plan.count(of: .create) == 2)
  }

  @Test(arguments: [("eve@example.com", "Ada Lovelace"), ("ada@example.com", "Eve Lovelace")])
  func `A server does not go to a panel user who is another person than the order says`(email: String, name: String) {
    let user = PanelUser(id: UserID(7), externalID: "cus-ada", email: email, username: "secret-name", name: name)
    let order = anOrder(customer: Self.ada)
    let plan = aPlan(for: aFleet([order, anOrder("ord-2")]), on: aPanel(users: [aUser(1, "admin"), user]))
    #expect(inShort(plan) == ["create ord-2: create"])
    #expect(plan.diagnostics.map(\.code) == ["another-person"])
    let words = plan.diagnostics.map { $0.message + ($0.hint ?? "") }.joined()
    #expect(words.contains("panel user 7") && !words.contains("eve@") && !words.contains("secret-name"))
    // Who changes the e-mail on the panel keeps the server.
    let server = aServer(of: order, owner: 7)
    let kept = aPlan(
      for: aFleet([order], recorded: [aResult(of: order, server)]), on: aPanel([server], users: [user]))
    #expect(kept.changes.isEmpty && kept.diagnostics.isEmpty)
  }

  @Test func `A buyer who is a panel user already is named by number, with the key that makes him the customer`() throws
  {
    let user = PanelUser(id: UserID(7), externalID: nil, email: "ada@example.com", username: "secret-name")
    let customer = Customer(id: "it's", contact: .init(email: "ada@example.com", name: "Ada"))
    let plan = aPlan(for: aFleet([anOrder(customer: customer)]), on: aPanel(users: [user]))
    let told = try #require(plan.diagnostics.first)
    #expect(told.message == "the e-mail of customer `it's` already belongs to panel user 7")
    let hint = try #require(told.hint)
    #expect(hint.hasSuffix("`customer: { id: it's, user: 7 }`"), "\(hint)")
    #expect(!hint.contains("secret-name") && !hint.contains("@"))
  }
}
