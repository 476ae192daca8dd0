import Testing

@testable import Planner

/// A shop sells bots of two kinds, each made by an egg of its own.
@Suite struct EggOfTierTests {
  private static let python = Egg(
    id: EggID(16),
    variables: [
      .init(name: "DISCORD_TOKEN", rules: "required|string", defaultValue: ""),
      .init(name: "TIER", rules: "nullable|string", defaultValue: ""),
      .init(name: "FEATURES", rules: "nullable|string", defaultValue: ""),
      .init(name: "MAX_GUILDS", rules: "nullable|string", defaultValue: ""),
      .init(name: "PY_FILE", rules: "required|string|ends_with:.py", defaultValue: "bot.py"),
    ], images: ["python:3.12", "python:3.13"])

  private func place(_ line: Int) -> Place { Place(path: "fleet/catalog.yaml", line: line, column: 10) }

  private func catalog(
    image: Setting? = declared("python:3.12"), file: String? = "bot.py", egg: Int = 16
  ) -> Catalog {
    let environment = file.map { ["PY_FILE": Located(declared($0), at: place(9))] } ?? [:]
    let python = Tier(
      resources: Resources(memory: Mebibytes(512), disk: Mebibytes(1024), cpu: 50, backups: 1), guilds: 1,
      egg: Located(EggReference(EggID(egg)), at: place(7)), image: image.map { Located($0, at: place(8)) },
      startup: "python {{PY_FILE}}", environment: environment)
    let known = aCatalog()
    return Catalog(tiers: known.tiers.merging([TierName("python"): python]) { $1 }, addons: known.addons)
  }

  private func panel(_ servers: [ObservedServer] = [], egg: Egg = Self.python) -> Observation {
    let panel = aPanel(servers)
    return Observation(
      servers: panel.servers, nodes: panel.nodes, freeAllocations: panel.freeAllocations,
      eggs: [EggID(15): theEgg, egg.id: egg], users: panel.users, missingPermissions: [])
  }

  private func fleet(
    _ orders: [Order], recorded: [OrderResult] = [], settings: FleetSettings = theSettings(), catalog: Catalog? = nil
  ) -> Fleet {
    aFleet(orders, recorded: recorded, settings: settings, catalog: catalog ?? self.catalog())
  }

  private func newServer(of order: Order, in plan: Plan) throws -> NewServer {
    let change = try #require(plan.changes.first { $0.order == order.id })
    for case .createServer(let server) in change.actions { return server }
    throw NoServer()
  }

  private struct NoServer: Error {}

  @Test func `Its servers are made by it, and those of the other tiers by the fleet's`() throws {
    let (python, node) = (anOrder(tier: "python"), anOrder("ord-2"))
    let plan = aPlan(for: fleet([python, node]), on: panel())
    #expect(plan.diagnostics == [])
    let made = try newServer(of: python, in: plan).spec.startup
    #expect(made.egg == EggID(16) && made.image == "python:3.12" && made.command == "python {{PY_FILE}}")
    #expect(
      made.environment == ["TIER": "python", "FEATURES": "moderation", "MAX_GUILDS": "1", "PY_FILE": "bot.py"])
    #expect(try newServer(of: python, in: plan).customersVariables.keys.sorted() == ["DISCORD_TOKEN"])
    let other = try newServer(of: node, in: plan).spec.startup
    #expect(other.egg == EggID(15) && other.command == "node index.js" && other.environment["PY_FILE"] == nil)
    #expect(plan.changes.map(\.notes) == [[.madeByEgg(EggID(16))], [.madeByEgg(EggID(15))]])
  }

  @Test func `Where all tiers have one egg, it is not named`() {
    let fleet = aFleet([anOrder()])
    #expect(aPlan(for: fleet, on: aPanel()).changes.map(\.notes) == [[]])
    #expect(fleet.eggs == [EggReference(EggID(15), in: NestID(5))])
    #expect(makeCapacity(from: aPanel(), to: fleet, asOf: noon).room.map(\.egg) == [nil, nil])
  }

  @Test func `Capacity names the egg of each tier where there are several`() {
    let capacity = makeCapacity(from: panel(), to: fleet([]), asOf: noon)
    #expect(
      capacity.room.map { "\($0.tier) \($0.egg?.description ?? "")" } == ["python 16", "starter 15", "pro 15"])
  }

  @Test func `The fleet's own egg is not asked for where no tier has it`() {
    let all = aCatalog().tiers.mapValues { tier in
      Tier(resources: tier.resources, guilds: tier.guilds, egg: somewhere(EggReference(EggID(16), in: NestID(6))))
    }
    #expect(fleet([], catalog: Catalog(tiers: all, addons: [:])).eggs == [EggReference(EggID(16), in: NestID(6))])
    #expect(fleet([]).eggs == [EggReference(EggID(15), in: NestID(5)), EggReference(EggID(16))])
  }

  @Test func `An egg that the panel does not have is told at each place of the catalog`() {
    let told = fleet([]).noSuchEgg(EggReference(EggID(16)))
    #expect(told.map(\.code) == ["no-such-egg"] && told.map(\.place) == [place(7)])
    #expect(fleet([]).noSuchEgg(EggReference(EggID(17))).isEmpty)
  }

  @Test func `What its egg refuses is told in the catalog, once, and holds back its own orders only`() {
    let orders = [anOrder(tier: "python"), anOrder("ord-2", tier: "python"), anOrder("ord-3")]
    func told(_ catalog: Catalog, _ settings: FleetSettings = theSettings()) -> (Plan, [Diagnostic]) {
      let plan = aPlan(for: fleet(orders, settings: settings, catalog: catalog), on: panel())
      #expect(inShort(plan).filter { $0.hasPrefix("create") } == ["create ord-3: create"])
      return (plan, plan.diagnostics)
    }
    let (_, missing) = told(catalog(file: nil))
    #expect(missing.map(\.code) == ["missing-variable"] && missing.map(\.place) == [place(7)])
    #expect(missing[0].hint?.contains("`environment` of tier `python` in catalog.yaml") == true)
    let (_, refused) = told(catalog(file: "bot.js"))
    #expect(refused.map(\.code) == ["egg-rule"] && refused.map(\.place) == [place(9)])
  }

  @Test func `A variable of the fleet's that only one egg has is an error, with what to do`() {
    let settings = theSettings(environment: theVariables.merging(["EXTRA": declared("x")]) { $1 })
    let plan = aPlan(for: fleet([anOrder(tier: "python"), anOrder("ord-2")], settings: settings), on: panel())
    #expect(plan.diagnostics.map(\.code) == ["no-such-variable"] && plan.faulty == [orderID("ord-1")])
    #expect(plan.diagnostics[0].hint?.contains("move it to the tiers whose egg has it, or add it to egg 16") == true)
  }

  @Test func `An image that its egg does not offer is a warning where the tier names it`() {
    let plan = aPlan(for: fleet([anOrder(tier: "python")], catalog: catalog(image: declared("node:22"))), on: panel())
    #expect(plan.diagnostics.map(\.code) == ["image-not-offered"] && plan.diagnostics.map(\.place) == [place(8)])
  }

  // A change of egg.

  private var starter: ObservedServer {
    aServer(of: anOrder()) { $0.startup.environment["DISCORD_TOKEN"] = "the customer's own" }
  }

  @Test func `Another tier with another egg waits, with all that would change`() {
    let moved = fleet([anOrder(tier: "python")], recorded: [aResult(of: anOrder(), starter)])
    let plan = aPlan(for: moved, on: panel([starter]))
    #expect(inShort(plan) == ["waiting ord-1: eggChange(from: 15, to: 16), updates"])
    #expect(plan.waiting[0].reason.facts[0].contains("`eggChange: allowed`"))
    let overdue = fleet([anOrder(tier: "python", payment: .overdue)], recorded: [aResult(of: anOrder(), starter)])
    #expect(
      inShort(aPlan(for: overdue, on: panel([starter]))) == [
        "suspend ord-1: suspend", "waiting ord-1: eggChange(from: 15, to: 16), updates",
      ])
  }

  @Test(arguments: ["catalog", "fleet.yaml"])
  func `So does another egg in the catalog or in fleet.yaml`(document: String) {
    let order = document == "catalog" ? anOrder(tier: "python") : anOrder()
    let server = aServer(of: order, catalog: catalog())
    let settings = theSettings(egg: document == "catalog" ? 15 : 17)
    let catalog = catalog(egg: document == "catalog" ? 17 : 16)
    let plan = aPlan(
      for: fleet([order], recorded: [aResult(of: order, server)], settings: settings, catalog: catalog),
      on: panel([server]))
    #expect(plan.changes == [] && plan.waiting.count == 1)
    let allowed = anOrder(tier: order.tier.value.text, eggChange: .allowed)
    let carriedOut = aPlan(
      for: fleet([allowed], recorded: [aResult(of: order, server)], settings: settings, catalog: catalog),
      on: panel([server]))
    #expect(inShort(carriedOut) == ["update ord-1: update-startup"])
  }

  @Test func `Where the order allows it, the plan says so in a line of its own, and the customer's values go along`()
    throws
  {
    let allowed = fleet(
      [anOrder(tier: "python", eggChange: .allowed)], recorded: [aResult(of: anOrder(), starter)])
    let plan = aPlan(for: allowed, on: panel([starter]))
    #expect(inShort(plan) == ["update ord-1: update-startup"])
    let change = try #require(plan.changes.first)
    #expect(change.notes.contains(.eggChanges(from: EggID(15), to: EggID(16))))
    #expect(inShort(change.differences).contains("egg: 15 -> 16 (edited)"))
    guard case .updateStartup(let update)? = change.actions.first else { throw NoServer() }
    #expect(update.egg == EggID(16) && update.image == .set("python:3.12") && update.command == "python {{PY_FILE}}")
    // What the customer has is only in the panel: `initially` is for where there is nothing.
    #expect(
      update.environment
        == .merged(
          declared: ["TIER": "python", "FEATURES": "moderation", "MAX_GUILDS": "1", "PY_FILE": "bot.py"],
          initially: ["DISCORD_TOKEN": "set-me-in-the-panel"]))
    #expect(!String(describing: plan).contains("the customer's own"))
  }

  @Test(
    arguments: [
      ("the customer's own", "nullable|string|max:5", "max"), ("", "nullable|string|max:5", "max"),
      ("abc", "nullable|string|max:5", nil), ("the customer's own", "nullable|string", nil),
    ] as [(String, String, String?)])
  func `A customer's value that the new egg refuses holds the change, and is named by variable and rule`(
    has: String, rules: String, refusedBy: String?
  ) {
    let egg = Egg(
      id: EggID(16),
      variables: Self.python.variables.map {
        $0.name == "DISCORD_TOKEN" ? .init(name: $0.name, rules: rules, defaultValue: "") : $0
      }, images: nil)
    let server = aServer(of: anOrder()) { $0.startup.environment["DISCORD_TOKEN"] = has }
    let moved = fleet([anOrder(tier: "python", eggChange: .allowed)], recorded: [aResult(of: anOrder(), server)])
    let plan = aPlan(for: moved, on: panel([server], egg: egg))
    let told = refusedBy.map {
      Waiting(
        order: orderID("ord-1"),
        reason: .eggRefusesValue(variable: "DISCORD_TOKEN", rule: $0, egg: EggID(16)), scope: .updates)
    }
    #expect(plan.waiting == [told].compactMap(\.self) && plan.changes.isEmpty == (told != nil))
    #expect(plan.faulty.isEmpty && !String(describing: plan).contains("the customer's own"))
  }

  @Test func `A server that somebody gave another egg on the panel gets its own back without being asked`() {
    let recorded = aResult(of: anOrder(), starter)
    let moved = aServer(of: anOrder()) { $0.startup.egg = EggID(16) }
    let plan = aPlan(for: fleet([anOrder()], recorded: [recorded]), on: panel([moved]))
    #expect(inShort(plan) == ["update ord-1: update-startup"])
    #expect(plan.changes.first?.notes.contains { if case .eggChanges = $0 { true } else { false } } == false)
  }

  @Test func `A server that is taken over keeps its egg until the order allows another`() {
    let foreign = aServer(of: anOrder()) { $0.startup.egg = EggID(16) }
    let kept = aPlan(for: fleet([anOrder()]), on: panel([foreign]))
    #expect(inShort(kept) == ["adopt ord-1", "waiting ord-1: eggChange(from: 16, to: 15), updates"])
    let changed = aPlan(for: fleet([anOrder(eggChange: .allowed)]), on: panel([foreign]))
    #expect(inShort(changed) == ["update ord-1: update-startup"])
  }

  @Test func `An egg that the order ignores is nobody's change`() {
    let ignoring = anOrder(tier: "python", ignored: [.egg])
    let plan = aPlan(for: fleet([ignoring], recorded: [aResult(of: anOrder(), starter)]), on: panel([starter]))
    #expect(plan.waiting == [] && plan.changes.count <= 1)
  }

  @Test(arguments: [("python:3.13", nil), ("node:22", "python:3.12")] as [(String, String?)])
  func `A customer's image goes along only where the new egg offers it`(has: String, becomes: String?) throws {
    let settings = FleetSettings(
      name: "example", panel: .init(url: "https://panel.example.com"),
      server: .init(
        egg: EggReference(EggID(15)), owner: UserID(1), image: somewhere(customers("node:22")),
        startup: "node index.js",
        name: customers(""), description: customers(""), environment: theVariables.mapValues(somewhere)),
      placement: .init(candidates: .nodes([NodeID(1)])), safety: .init(maxChangedPercent: 100))
    let server = aServer(of: anOrder(), settings: settings) { $0.startup.image = has }
    let order = anOrder(tier: "python", eggChange: .allowed)
    let catalog = catalog(image: customers("python:3.12"))
    let plan = aPlan(
      for: fleet([order], recorded: [aResult(of: anOrder(), server)], settings: settings, catalog: catalog),
      on: panel([server]))
    guard case .updateStartup(let update)? = plan.changes.first?.actions.first else { throw NoServer() }
    #expect(update.image == (becomes.map { .set($0) } ?? .keep))
  }
}
