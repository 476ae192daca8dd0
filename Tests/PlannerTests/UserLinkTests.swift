import Testing

@testable import Planner

/// Buyers who are panel users already: an order names them, and the plan gives them the customer's id.
@Suite struct UserLinkTests {
  static let ada = Customer(id: "cus-ada", user: UserID(7))

  private func reasons(_ plan: Plan) -> [Waiting.Reason] { plan.waiting.map(\.reason) }

  @Test func `A panel user whom an order names gets its customer's id, before the server that becomes theirs`() {
    let plan = aPlan(
      for: aFleet([anOrder(customer: Self.ada), anOrder("ord-2", customer: Customer(id: "cus-ada"))]),
      on: aPanel(users: [aUser(1, "admin"), aUser(7, nil)]))
    #expect(inShort(plan) == ["link-user ord-1: link-user", "create ord-1: create", "create ord-2: create"])
    #expect(plan.changes.first?.actions == [.linkUser(UserLink(user: UserID(7), externalID: "cus-ada"))])
    for case .createServer(let server) in plan.changes.flatMap(\.actions) {
      #expect(server.spec.details.owner == .user(UserID(7)))
    }
  }

  @Test func `Once it is done, the key has no effect`() {
    let order = anOrder(customer: Self.ada)
    let server = aServer(of: order, owner: 7)
    let fleet = aFleet([order], recorded: [aResult(of: order, server)])
    #expect(inShort(aPlan(for: fleet, on: aPanel([server], users: [aUser(7, "cus-ada")]))) == [])
    // Somebody took the id away again.
    #expect(
      inShort(aPlan(for: fleet, on: aPanel([server], users: [aUser(7, nil)]))) == ["link-user ord-1: link-user"])
  }

  @Test(arguments: [
    ([aUser(1, "admin")], UserObstacle.absent),
    ([aUser(7, nil, isAdministrator: true)], .administrator),
    ([aUser(7, "cus-other")], .hasAnotherID),
    ([aUser(7, nil), aUser(8, "cus-ada")], .customerIs(UserID(8))),
    ([aUser(7, "cus-other"), aUser(8, "cus-ada")], .customerIs(UserID(8))),
  ])
  func `An order waits whose panel user cannot become its customer`(users: [PanelUser], obstacle: UserObstacle) {
    let order = anOrder(customer: Self.ada)
    let reason = Waiting.Reason.userNotLinkable(UserID(7), customer: "cus-ada", obstacle)
    let missing = aPlan(for: aFleet([order]), on: aPanel(users: users))
    #expect(missing.changes.isEmpty && missing.waiting == [Waiting(order: order.id, reason: reason, scope: .creation)])
    // A server that is there stays whose it is, and is suspended all the same.
    let overdue = anOrder(payment: .overdue, customer: Self.ada)
    let server = aServer(of: overdue, owner: 8)
    let plan = aPlan(
      for: aFleet([overdue], recorded: [aResult(of: overdue, server)]), on: aPanel([server], users: users))
    #expect(inShort(plan.changes[0]) == "suspend ord-1: suspend")
    #expect(plan.waiting == [Waiting(order: order.id, reason: reason, scope: .updates)])
  }

  @Test func `What is said of a user is their number alone`() {
    for obstacle in [UserObstacle.absent, .administrator, .hasAnotherID, .customerIs(UserID(8))] {
      let words = Waiting.Reason.userNotLinkable(UserID(7), customer: "cus-ada", obstacle).words
      #expect(words.contains("user 7") && words.contains("cus-ada") || obstacle == .administrator, "\(words)")
      #expect(!words.contains("@") && !words.contains("cus-other"), "\(words)")
    }
  }

  @Test func `An administrator who has the customer's id already is that customer`() {
    let plan = aPlan(
      for: aFleet([anOrder(customer: Self.ada)]), on: aPanel(users: [aUser(7, "cus-ada", isAdministrator: true)]))
    #expect(inShort(plan) == ["create ord-1: create"])
  }

  @Test func `An id that the panel takes for another's is told at its place`() {
    let plan = aPlan(
      for: aFleet([anOrder(customer: Self.ada)]), on: aPanel(users: [aUser(7, nil), aUser(8, "CUS-Ada")]))
    #expect(plan.changes.isEmpty && plan.diagnostics.map(\.code) == ["customer-case"])
  }

  @Test func `An e-mail beside the number has to be that user's`() {
    func plan(_ email: String) -> Plan {
      let customer = Customer(id: "cus-ada", user: UserID(7), contact: .init(email: email, name: "Ada Lovelace"))
      return aPlan(
        for: aFleet([anOrder(customer: customer)]), on: aPanel(users: [aUser(7, nil, email: "ada@example.com")]))
    }
    #expect(inShort(plan("Ada@example.com")) == ["link-user ord-1: link-user", "create ord-1: create"])
    let other = plan("eve@example.com")
    #expect(other.changes.isEmpty && other.diagnostics.map(\.code) == ["another-person"])
    #expect(other.diagnostics.first?.hint?.contains("`customer: { id: cus-ada, user: 7 }`") == true)
    #expect(other.diagnostics.allSatisfy { !"\($0)".contains("@") })
  }

  @Test func `A buyer whose e-mail a panel user has is told how to name that user`() {
    let order = anOrder(customer: Customer(id: "1114", contact: .init(email: "o@example.com", name: "Otto")))
    func hint(_ user: PanelUser) -> String {
      aPlan(for: aFleet([order]), on: aPanel(users: [user])).diagnostics.first?.hint ?? ""
    }
    #expect(
      hint(aUser(7, nil, email: "o@example.com"))
        == #"if they are the same person, name the user, and apply gives them the id: `customer: { id: "1114", user: 7 }`"#
    )
    #expect(hint(aUser(7, nil, email: "o@example.com", isAdministrator: true)).contains("root administrator"))
    #expect(hint(aUser(7, "cus-x", email: "o@example.com")).contains("write that user's external id here"))
  }

  @Test func `Orders that name different users for one customer, or one user for two, get nothing`() {
    let users = [aUser(7, nil), aUser(8, nil)]
    let two = [anOrder(customer: Self.ada), anOrder("ord-2", customer: Customer(id: "cus-ada", user: UserID(8)))]
    let shared = [anOrder(customer: Self.ada), anOrder("ord-2", customer: Customer(id: "cus-eve", user: UserID(7)))]
    for orders in [two, shared] {
      let plan = aPlan(for: aFleet(orders), on: aPanel(users: users))
      #expect(inShort(plan) == [])
      #expect(plan.diagnostics.map(\.code) == ["another-person", "another-person"])
      #expect(plan.diagnostics.compactMap(\.place?.path) == ["fleet/orders/ord-1.yaml", "fleet/orders/ord-2.yaml"])
    }
  }

  @Test func `A user who is a customer already stays that customer, whatever another order says`() {
    let orders = [anOrder(customer: Self.ada), anOrder("ord-2", customer: Customer(id: "cus-eve", user: UserID(7)))]
    let plan = aPlan(for: aFleet(orders), on: aPanel(users: [aUser(7, "cus-ada")]))
    #expect(plan.diagnostics.isEmpty && inShort(plan.changes[0]) == "create ord-1: create")
    #expect(reasons(plan) == [.userNotLinkable(UserID(7), customer: "cus-eve", .hasAnotherID)])
  }

  @Test func `Nobody is linked for an order that waits, ignores the owner or has errors`() {
    let panel = aPanel([aServer(of: anOrder(), owner: 7)], users: [aUser(7, nil)])
    for order in [
      anOrder(payment: .pending, customer: Self.ada), anOrder(customer: Self.ada, ignored: [.owner]),
      anOrder(state: .terminated, customer: Self.ada),
    ] {
      #expect(!aPlan(for: aFleet([order]), on: panel).changes.contains { $0.kind == .linkUser }, "\(order)")
    }
    let unreadable = aPlan(for: aFleet([anOrder(customer: Self.ada)]), on: aPanel(users: nil, missing: [.users]))
    #expect(unreadable.changes.isEmpty && reasons(unreadable) == [.missingPermissions([.users])])
  }

  @Test func `Linked users count with the new ones that a limit holds back`() {
    let orders = (1...21).map { anOrder("ord-\($0)", customer: Customer(id: "cus-\($0)", user: UserID($0 + 100))) }
    let panel = aPanel(
      orders.map {
        aServer(of: $0, id: Int($0.id.text.dropFirst(4)) ?? 0, owner: 100 + (Int($0.id.text.dropFirst(4)) ?? 0))
      },
      users: (1...21).map { aUser($0 + 100, nil) })
    let results = zip(orders, panel.servers).map { aResult(of: $0, $1) }
    let plan = aPlan(for: aFleet(orders, recorded: results), on: panel)
    #expect(plan.count(of: .linkUser) == 21)
    #expect(plan.refusals == [.tooManyUsers(planned: 21, linked: 21, allowed: 20, recorded: 21)])
    #expect(plan.isAcceptable)
  }
}
