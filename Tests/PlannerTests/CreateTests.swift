import Testing

@testable import Planner

@Suite struct CreateTests {
  @Test func `A paid order without a server gets one, with node and address`() throws {
    let plan = aPlan(for: aFleet([anOrder()]), on: aPanel())
    #expect(inShort(plan) == ["create ord-1: create"])
    let change = try #require(plan.changes.first)
    #expect(change.reasons == [.ordered])
    #expect(change.placement?.node == NodeID(1))
    #expect(change.placement?.allocation.address == "203.0.113.1:25565")
    #expect(change.soldNow?.description == "starter")
  }

  @Test func `A new server gets what tier and add-ons add up to`() throws {
    let order = anOrder(tier: "pro", addons: ["private-instance"], features: ["moderation", "music"])
    let spec = try #require(newServer(aPlan(for: aFleet([order]), on: aPanel()))).spec
    #expect(
      spec.build
        == .init(
          memory: Mebibytes(1536), swap: Mebibytes(0), disk: Mebibytes(3072), io: 500, cpu: 150, threads: nil,
          databases: 1, backups: 3, allocations: 0))
    #expect(spec.details == .init(name: "bot-ord-1", description: "", owner: .user(UserID(1))))
    #expect(spec.startup.environment == ["TIER": "pro", "FEATURES": "moderation,music", "MAX_GUILDS": "3"])
    #expect(!spec.isSuspended)
  }

  @Test func `An add-on raises nothing that has no limit`() {
    let tier = Tier(resources: Resources(memory: Mebibytes(0), disk: Mebibytes(1024), cpu: 0), guilds: 1)
    let addon = Addon(resources: Resources(memory: Mebibytes(512), disk: Mebibytes(512), cpu: 50, databases: 1))
    let sold = build(of: tier, with: [addon, addon])
    #expect(sold.memory == Mebibytes(0) && sold.cpu == 0)
    #expect(sold.disk == Mebibytes(2048) && sold.databases == 2)
  }

  @Test func `What is left to the customer begins as the fleet says`() throws {
    let server = try #require(newServer(aPlan(for: aFleet([anOrder()]), on: aPanel())))
    #expect(server.customersVariables == ["DISCORD_TOKEN": "set-me-in-the-panel"])
  }

  @Test func `A later layer replaces a variable whole, also who decides it`() throws {
    let order = anOrder(environment: ["DISCORD_TOKEN": declared("fixed"), "TIER": customers("mine")])
    let server = try #require(newServer(aPlan(for: aFleet([order]), on: aPanel())))
    #expect(server.spec.startup.environment["DISCORD_TOKEN"] == "fixed")
    #expect(server.spec.startup.environment["TIER"] == nil)
    #expect(server.customersVariables == ["TIER": "mine"])
  }

  @Test func `Texts are trimmed as the panel stores them`() throws {
    let order = anOrder(name: declared(" \u{FEFF}Bot of Zoë\u{200B}\t"), environment: ["EXTRA": declared("  ")])
    let spec = try #require(newServer(aPlan(for: aFleet([order]), on: aPanel()))).spec
    #expect(spec.details.name == "Bot of Zoë")
    #expect(spec.startup.environment["EXTRA"] == "")
  }

  @Test func `Another server's external id that differs in case alone holds a create back`() {
    let panel = aPanel([aServer(externalID: "ORD-1", id: 7)])
    #expect(
      inShort(aPlan(for: aFleet([anOrder()]), on: panel))
        == ["waiting ord-1: externalIDTaken(by: 7), creation"])
  }

  @Test(arguments: [Permission.nodes, .allocations, .eggGroups, .eggs])
  func `A key that may not read what a create needs lets it wait and is named`(permission: Permission) {
    let plan = aPlan(for: aFleet([anOrder()]), on: aPanel(missing: [permission]))
    #expect(plan.changes.isEmpty)
    #expect(plan.waiting.map(\.reason) == [.missingPermissions([permission])])
  }

  @Test func `An order that a result names as failed is tried again`() {
    let failed = OrderResult(
      order: orderID("ord-1"), phase: .failed, since: day("2026-11-20"), server: nil, applied: nil,
      terminatingSince: nil, failure: .init(action: "create", code: "daemon-down", message: "no"))
    #expect(inShort(aPlan(for: aFleet([anOrder()], recorded: [failed]), on: aPanel())) == ["create ord-1: create"])
  }

  private func newServer(_ plan: Plan) -> NewServer? {
    for case .createServer(let server)? in plan.changes.map(\.actions.first) { return server }
    return nil
  }
}
