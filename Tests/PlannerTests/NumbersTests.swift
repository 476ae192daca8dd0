import Testing

@testable import Planner

/// Numbers that only the panel knows, told at their places.
@Suite struct NumbersTests {
  private func settings(_ lines: String...) throws -> FleetSettings {
    let reading = readFleet(
      [
        FleetFile(path: "fleet/fleet.yaml", content: .bytes(Array(lines.joined(separator: "\n").utf8))),
        FleetFile(
          path: "fleet/catalog.yaml",
          content: .bytes(Array("tiers: { starter: { memory: 256MiB, disk: 1GiB, cpu: 50%, guilds: 1 } }".utf8))),
      ], in: "fleet", revision: .commit("4f2c1ab"), environment: ["PTERODACTYL_PANEL_URL": "https://panel.example.com"])
    return try #require(reading.fleet?.settings)
  }

  private let head = "fleet: x"
  private let server = "server: { nest: 5, egg: 15, owner: 99, image: img, startup: run }"

  private func places(_ plan: Plan) -> [String] {
    plan.diagnostics.filter { $0.severity == .error }.map {
      "\($0.code) \($0.place?.line ?? 0):\($0.place?.column ?? 0)"
    }
  }

  @Test func `An owner who is nobody is told in fleet yaml, and nothing is made for nobody`() throws {
    let fleet = aFleet([anOrder()], settings: try settings(head, server, "placement: { nodes: [1] }"))
    let plan = aPlan(for: fleet, on: aPanel(users: [aUser(1, "admin")]))
    #expect(places(plan) == ["no-such-user 2:36"])
    #expect(plan.changes.isEmpty)
    // A key that may not read users judges nobody.
    #expect(places(aPlan(for: fleet, on: aPanel(users: nil, missing: [.users]))) == [])
    #expect(aPlan(for: fleet, on: aPanel(users: nil, missing: [.users])).count(of: .create) == 1)
    // Who owns a server is somebody.
    let owned = aServer(of: anOrder("ord-9"), owner: 99)
    #expect(places(aPlan(for: fleet, on: aPanel([owned], users: [aUser(1, "admin")]))) == [])
  }

  @Test func `Nodes that the panel does not have are told at their places`() throws {
    let fleet = aFleet(
      [anOrder(node: 8)], settings: try settings(head, server, "placement: { nodes: [1, 7] }"))
    let plan = aPlan(for: fleet, on: aPanel(users: [aUser(99, "admin")]))
    #expect(places(plan).first == "no-such-node 3:25" && plan.diagnostics.count { $0.code == "no-such-node" } == 2)
    #expect(places(aPlan(for: fleet, on: aPanel(nodes: nil, users: nil, missing: [.nodes]))) == [])
  }

  @Test func `A location without a node is told at its place`() throws {
    let fleet = aFleet([anOrder()], settings: try settings(head, server, "placement: { locations: [6] }"))
    #expect(places(aPlan(for: fleet, on: aPanel(users: [aUser(99, "admin")]))) == ["no-such-location 3:26"])
  }

  @Test func `An egg that the panel does not have is told at its place`() throws {
    let settings = try settings(head, server, "placement: { nodes: [1] }")
    let told = try #require(settings.noSuchEgg(EggReference(EggID(15), in: NestID(5))))
    #expect(told.place?.column == 25 && told.message == "nest 5 of the panel has no egg 15")
    #expect(settings.noSuchEgg(EggReference(EggID(16), in: NestID(5))) == nil)
    #expect(settings.noSuchEgg(EggReference(EggID(15))) == nil)
  }

  @Test func `An egg whose nest is left out is told at its place, and without a nest`() throws {
    let server = "server: { egg: 15, owner: 99, image: img, startup: run }"
    let told = try #require(
      try settings(head, server, "placement: { nodes: [1] }").noSuchEgg(EggReference(EggID(15))))
    #expect(told.place?.column == 16 && told.message == "the panel has no egg 15")
  }

  @Test func `Only an owner of whom nothing is known is looked up`() {
    func wanted(_ observation: Observation, _ order: Order = anOrder()) -> Set<UserID> {
      ownersToLookUp(for: aFleet([order]), in: observation, asOf: day("2026-11-22"), recreate: [])
    }
    #expect(wanted(aPanel(users: nil)) == [UserID(1)])
    #expect(wanted(aPanel(users: [])) == [])
    #expect(wanted(aPanel(users: nil, missing: [.users])) == [])
    #expect(wanted(aPanel([aServer(of: anOrder(), owner: 1)], users: nil)) == [])
    #expect(wanted(aPanel(users: nil), anOrder(customer: Customer(id: "cus-1"))) == [])
    #expect(wanted(aPanel(users: nil), anOrder(payment: .pending)) == [])
  }
}
