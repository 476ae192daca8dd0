@testable import Planner

/// A fleet for whose orders nothing is to be done, on the panel that it was applied to; and some of its orders' documents gone since.
struct RestingFleet {
  private(set) var world: World

  /// Another one for each state of the generator.
  init(using random: inout SeededGenerator) {
    world = World(orders: [], results: [:], panel: PretendPanel())
    world.panel.servers.append(PretendPanel.Server(aServer(externalID: "nobody-we-know", id: 90)))
    for number in 8...(12 + Int.random(in: 0...8, using: &random)) {
      world.orders.append(Self.order("ord-\(number)", number, &random))
    }
    // Whoever names a customer has users read.
    world.orders.append(anOrder("ord-99", customer: Customer(id: "cus-known")))
    for _ in 0..<3 {
      world.apply(world.plan)
      world.panel.finishInstallations()
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      guard let gone = world.orders.indices.randomElement(using: &random) else { continue }
      world.orders.remove(at: gone)
    }
  }

  /// The same with these orders, servers and records among it.
  func with(_ states: [(OrderState, PanelState, RecordState)]) -> World {
    var world = world
    world.add(states)
    return world
  }

  private static func order(_ id: String, _ number: Int, _ random: inout SeededGenerator) -> Order {
    let pending = Customer(
      id: "cus-\(number)", contact: .init(email: "\(number)@example.com", name: "Number \(number)"))
    // What only the rest says of people whom the others name as well.
    let told = Customer(id: "cus-nobody", contact: .init(email: "nobody@example.com", name: "Nobody Yet"))
    let linked = Customer(id: "cus-linked", user: UserID(3))
    let choices = [
      anOrder(id), anOrder(id, tier: "pro"), anOrder(id, tier: "pro", addons: ["private-instance"]),
      anOrder(id, state: .suspended), anOrder(id, quote: .pending), anOrder(id, payment: .overdue),
      anOrder(id, customer: pending), anOrder(id, payment: .pending, customer: told),
      anOrder(id, payment: .pending, customer: linked), anOrder(id, payment: .pending, server: anUUID(number % 7 + 1)),
      anOrder(id, from: "2026-12-01"), anOrder(id, node: 2),
    ]
    return choices.randomElement(using: &random) ?? choices[0]
  }
}
