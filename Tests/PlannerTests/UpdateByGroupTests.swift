import Testing

@testable import Planner

@Suite struct UpdateByGroupTests {
  /// One field that another hand moved.
  struct Case: Sendable, CustomTestStringConvertible {
    let field: Field
    let action: String
    let move: @Sendable (inout ServerSpec) -> Void
    var testDescription: String { field.path }

    init(_ field: Field, _ action: String, _ move: @escaping @Sendable (inout ServerSpec) -> Void) {
      (self.field, self.action, self.move) = (field, action, move)
    }
  }

  static let cases = [
    Case(.name, "update-details") { $0.details.name = "moved" },
    Case(.description, "update-details") { $0.details.description = "moved" },
    Case(.owner, "update-details") { $0.details.owner = .user(UserID(9)) },
    Case(.memory, "update-build") { $0.build.memory = Mebibytes(1) },
    Case(.swap, "update-build") { $0.build.swap = Mebibytes(-1) },
    Case(.disk, "update-build") { $0.build.disk = Mebibytes(1) },
    Case(.io, "update-build") { $0.build.io = 10 },
    Case(.cpu, "update-build") { $0.build.cpu = 0 },
    Case(.threads, "update-build") { $0.build.threads = "0-1" },
    Case(.databases, "update-build") { $0.build.databases = 5 },
    Case(.databases, "update-build") { $0.build.databases = nil },
    Case(.backups, "update-build") { $0.build.backups = 5 },
    Case(.allocations, "update-build") { $0.build.allocations = 5 },
    Case(.egg, "update-startup") { $0.startup.egg = EggID(16) },
    Case(.image, "update-startup") { $0.startup.image = "moved" },
    Case(.command, "update-startup") { $0.startup.command = "moved" },
    Case(.variable("TIER"), "update-startup") { $0.startup.environment["TIER"] = "moved" },
    Case(.variable("FEATURES"), "update-startup") { $0.startup.environment["FEATURES"] = nil },
  ]

  static let order = anOrder(name: declared("a bot"), description: declared("of the fleet"))

  @Test(arguments: cases)
  func `One field that differs updates its group and no other`(example: Case) {
    let server = aServer(of: Self.order)
    let fleet = aFleet([Self.order], recorded: [aResult(of: Self.order, server)])
    let plan = aPlan(for: fleet, on: aPanel([aServer(of: Self.order, change: example.move)]))
    #expect(inShort(plan) == ["update ord-1: \(example.action)"])
    #expect(plan.changes.first?.differences.map(\.field) == [example.field])
  }

  @Test func `A server as the order wants it needs nothing`() {
    let server = aServer(of: Self.order)
    let plan = aPlan(for: aFleet([Self.order], recorded: [aResult(of: Self.order, server)]), on: aPanel([server]))
    #expect(inShort(plan) == [])
    #expect(plan.counts.inStep == 1)
  }

  @Test func `Another tier updates what it gives and the variables that name it`() throws {
    let (starter, pro) = (anOrder(), anOrder(tier: "pro"))
    let server = aServer(of: starter)
    let plan = aPlan(for: aFleet([pro], recorded: [aResult(of: starter, server)]), on: aPanel([server]))
    #expect(inShort(plan) == ["update ord-1: update-build, update-startup"])
    let change = try #require(plan.changes.first)
    #expect(change.soldBefore?.description == "starter")
    #expect(change.soldNow?.description == "pro")
    #expect(change.reasons == [.amended])
    #expect(
      inShort(change.differences) == [
        "memory: 512MiB -> 1GiB (edited)", "disk: 1GiB -> 2GiB (edited)", "cpu: 50% -> 100% (edited)",
        "databases: 0 -> 1 (edited)", "backups: 1 -> 3 (edited)", "MAX_GUILDS: 1 -> 3 (edited)",
        "TIER: starter -> pro (edited)",
      ])
    #expect(change.notes == [.buildAtNextStartIfDaemonIsDown, .startupAtNextStart])
  }

  @Test func `What git changed, what the panel changed and what both did are told apart`() {
    let (starter, pro) = (anOrder(), anOrder(tier: "pro"))
    let recorded = aResult(of: starter, aServer(of: starter))
    let moved = aServer(of: starter) {
      $0.build.memory = Mebibytes(300)
      $0.build.io = 10
    }
    let change = aPlan(for: aFleet([pro], recorded: [recorded]), on: aPanel([moved])).changes.first
    let causes = Dictionary(uniqueKeysWithValues: (change?.differences ?? []).map { ($0.field, $0.cause) })
    #expect(causes[.memory] == .conflicting)
    #expect(causes[.io] == .drifted)
    #expect(causes[.cpu] == .edited)
    #expect(change?.reasons == [.amended, .drifted])
  }

  @Test func `A field that was never recorded is neither edit nor drift`() {
    let order = anOrder(environment: ["EXTRA": declared("new")])
    let server = aServer(of: anOrder())
    let plan = aPlan(for: aFleet([order], recorded: [aResult(of: anOrder(), server)]), on: aPanel([server]))
    #expect(inShort(plan.changes.first?.differences ?? []) == ["EXTRA: nothing -> new (unrecorded)"])
    #expect(plan.changes.first?.reasons == [.amended])
  }

  @Test func `The environment is sent only where a variable changes, and then whole`() {
    let order = anOrder()
    let recorded = aResult(of: order, aServer(of: order))
    func environment(after change: (inout ServerSpec) -> Void) -> StartupUpdate.EnvironmentUpdate? {
      let plan = aPlan(for: aFleet([order], recorded: [recorded]), on: aPanel([aServer(of: order, change: change)]))
      for case .updateStartup(let update)? in plan.changes.map(\.actions.first) { return update.environment }
      return nil
    }
    func whole(_ initially: [String: String]) -> StartupUpdate.EnvironmentUpdate {
      .merged(declared: ["TIER": "starter", "FEATURES": "moderation", "MAX_GUILDS": "1"], initially: initially)
    }
    #expect(environment { $0.startup.command = "moved" } == .untouched)
    #expect(environment { $0.startup.environment["TIER"] = "moved" } == whole([:]))
    #expect(environment { $0.startup.egg = EggID(16) } == whole(["DISCORD_TOKEN": "set-me-in-the-panel"]))
  }

  @Test func `What a customer emptied stays empty where the egg allows it`() throws {
    let order = anOrder(environment: ["EXTRA": customers("first")])
    let recorded = aResult(of: order, aServer(of: order))
    let moved = aServer(of: order) { $0.startup.environment["TIER"] = "moved" }
    let egg = Egg(
      id: EggID(15),
      variables: theEgg.variables.map {
        .init(name: $0.name, rules: $0.name == "DISCORD_TOKEN" ? "required|string" : $0.rules, defaultValue: "")
      }, images: nil)
    let plan = aPlan(for: aFleet([order], recorded: [recorded]), on: aPanel([moved], egg: egg))
    guard case .updateStartup(let update)? = plan.changes.first?.actions.first else {
      Issue.record("no startup update")
      return
    }
    #expect(
      update.environment
        == .merged(
          declared: ["TIER": "starter", "FEATURES": "moderation", "MAX_GUILDS": "1"],
          initially: ["DISCORD_TOKEN": "set-me-in-the-panel"]))
  }

  @Test func `A variable that the fleet does not declare is nobody's business`() {
    let order = anOrder()
    let server = aServer(of: order)
    let fleet = aFleet([order], recorded: [aResult(of: order, server)])
    let more = aServer(of: order) { $0.startup.environment["EXTRA"] = "the customer's" }
    #expect(inShort(aPlan(for: fleet, on: aPanel([more]))) == [])
  }

  @Test func `A pinned node that is not the server's is told, for the API moves no servers`() {
    let order = anOrder(node: 2)
    let server = aServer(of: order)
    let plan = aPlan(
      for: aFleet([order], recorded: [aResult(of: order, server)]), on: aPanel([server], nodes: [aNode(1), aNode(2)]))
    #expect(inShort(plan) == [])
    #expect(plan.notices == [Notice(order: order.id, kind: .moveByHand(from: NodeID(1), to: NodeID(2)))])
  }

  @Test func `Updates are sent whatever the server's status is`() {
    for status: ServerStatus in [.installing, .installFailed, .restoringBackup, .unfamiliar("transferring")] {
      let order = anOrder()
      let recorded = aResult(of: order, aServer(of: order))
      let server = aServer(of: order, status: status) { $0.build.memory = Mebibytes(1) }
      #expect(
        inShort(aPlan(for: aFleet([order], recorded: [recorded]), on: aPanel([server])))
          == ["update ord-1: update-build"])
    }
  }
}
