import Testing

@testable import Planner

/// The panel checks all variables of an update of the startup, those too that nobody changes.
struct CarriedValuesTests {
  private static let secret = "MTA-the-customers-own"
  private let order = anOrder(tier: "pro")
  private let egg = Egg(
    id: EggID(15),
    variables: theEgg.variables.map {
      .init(name: $0.name, rules: $0.name == "DISCORD_TOKEN" ? "required|string|max:5" : $0.rules, defaultValue: "")
    }, images: nil)

  private func server(token: String, _ change: (inout ServerSpec) -> Void = { _ in }) -> ObservedServer {
    let server = aServer(of: anOrder(), change: change)
    return ObservedServer(
      id: server.id, uuid: server.uuid, identifier: server.identifier, externalID: server.externalID,
      status: server.status, node: server.node, allocation: server.allocation, createdAt: server.createdAt,
      spec: server.spec, unseen: UnseenValues(["DISCORD_TOKEN": token]))
  }

  private func plan(_ order: Order, _ server: ObservedServer) -> Plan {
    aPlan(for: aFleet([order], recorded: [aResult(of: anOrder(), server)]), on: aPanel([server], egg: egg))
  }

  @Test func `An upgrade whose variables the egg would refuse for a customer's own value gets its limits at once`()
    throws
  {
    let plan = plan(order, server(token: Self.secret))
    #expect(plan.changes.map { $0.actions.map(\.word) } == [["update-build"]])
    let reason = Waiting.Reason.eggRefusesValue(variable: "DISCORD_TOKEN", rule: "max", egg: EggID(15))
    #expect(plan.waiting == [Waiting(order: order.id, reason: reason, scope: .startup)])
    #expect(plan.changes.first?.differences.contains { $0.field.isVariable } == false)
    #expect(plan.faulty.isEmpty && !String(describing: plan).contains(Self.secret))
  }

  @Test func `Where nothing but variables would change, all of it waits`() {
    let moved = server(token: Self.secret) { $0.startup.environment["TIER"] = "moved" }
    let plan = plan(anOrder(), moved)
    #expect(plan.changes.isEmpty && plan.waiting.map(\.scope) == [.startup])
  }

  @Test func `A value that the egg takes holds nothing back, and neither does one that is filled in`() {
    #expect(plan(order, server(token: "short")).waiting.isEmpty)
    #expect(
      plan(order, server(token: "short")).changes.map { $0.actions.map(\.word) } == [
        ["update-build", "update-startup"]
      ])
    // What the customer's variable begins with is too long as well.
    #expect(plan(order, server(token: "")).waiting.map(\.scope) == [.startup])
  }

  @Test func `Where no variable is sent, none is checked`() {
    let moved = server(token: Self.secret) { $0.startup.command = "moved" }
    #expect(inShort(plan(anOrder(), moved)) == ["update ord-1: update-startup"])
  }

  @Test func `What the server has describes itself as nothing`() {
    let server = server(token: Self.secret)
    var dumped = ""
    dump(server, to: &dumped)
    for text in [String(describing: server), String(reflecting: server), dumped] {
      #expect(!text.contains(Self.secret))
    }
  }
}
