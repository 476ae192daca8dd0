import Testing

@testable import Planner

struct ImportTests {
  private let shop = ImportedShop()

  @Test func `A server becomes the order that says what it is`() throws {
    let order = anOrder(
      "ord-1", tier: "pro", addons: ["private-instance"], customer: Customer(id: "cus-2"),
      features: ["music", "levels"])
    let found = shop.importing([aServer(of: order, owner: 2)])
    #expect(found.isWhole && found.orders.map(\.idSource) == [.externalID])
    #expect(
      found.documents == [
        """
        # yaml-language-server: $schema=../../schemas/order.schema.json
        order: ord-1
        customer: cus-2
        status: quote_accepted
        payment: confirmed
        tier: pro
        addons: [private-instance]
        features: [music, levels]
        state: active

        """
      ])
    #expect(found.orders[0].path == "fleet/orders/ord-1.yaml")
  }

  @Test func `A server without an external id is named in its order, which is called by its number`() throws {
    let found = shop.importing([shop.server(17, "Музыка")])
    #expect(found.inShort == ["srv-17 number starter"])
    #expect(found.documents[0].contains("\nserver: \(anUUID(17))\n") && !found.documents[0].contains("Музыка"))
  }

  @Test func `Guilds and features are read off the variables, and the plan of what is written changes nothing`() throws
  {
    let servers = (1...40).map { number in
      shop.server(number, ["Bot", "Музыка", "ボット", "بوت", "บอท"][number % 5], tier: ["starter", "pro"][number % 2]) {
        $0.startup.environment["FEATURES"] = ["music", "a,b", "", "not, so", "x,x"][number % 5]
        $0.startup.environment["MAX_GUILDS"] = ["3", "1", "7", ""][number % 4]
        $0.isSuspended = number.isMultiple(of: 7)
        if number.isMultiple(of: 11) { $0.startup.image = "another" }
        if number.isMultiple(of: 13) { $0.startup.command = "node other.js" }
      }
    }
    let found = shop.importing(servers)
    #expect(found.orders.count == 40 && found.isWhole)
    for order in found.orders {
      let server = try #require(servers.first { $0.id == order.server })
      #expect(shop.fleet.fields(of: server, madeAnotherBy: try shop.read(order), in: shop.fleet.effectiveCatalog) == [])
    }
  }

  @Test func `What no template gives back stays the customer's, and is not read into the document`() throws {
    let server = shop.server(17, "x") {
      $0.startup.environment["FEATURES"] = "my secret, and more"
      $0.startup.image = "another"
    }
    let found = shop.importing([server])
    #expect(found.orders[0].kept == [.image, .variable("FEATURES")])
    #expect(found.documents[0].contains("  FEATURES: { setBy: customer, initially: \"{features}\" }\n"))
    #expect(found.documents[0].contains("ignore: [startup.image]") && !found.documents[0].contains("secret"))
    // Where the fleet is to decide it all the same, its order says nothing of it.
    let enforced = shop.importing([server], .init(enforced: ["FEATURES"]))
    #expect(enforced.orders[0].kept == [.image] && !enforced.documents[0].contains("FEATURES"))
  }

  @Test func `Suspended and installing servers are taken as they are`() {
    let found = shop.importing([
      shop.server(1, "a", status: .suspended), shop.server(2, "b", status: .installing),
      shop.server(3, "c", status: .installFailed),
    ])
    #expect(found.documents.map { $0.contains("state: suspended") } == [true, false, false])
  }

  @Test func `Limits that nothing gives are left, with what comes nearest`() {
    let found = shop.importing([
      shop.server(1, "a", tier: "pro") { $0.build.memory = Mebibytes(1536) },
      shop.server(2, "b") { $0.build.databases = nil }, shop.server(3, "c") { $0.build.swap = Mebibytes(-1) },
    ])
    #expect(found.orders.isEmpty && !found.isWhole)
    guard case .fitsNoTier(let nearest?) = found.left[0].reason else { return #expect(Bool(false), "\(found.left[0])") }
    #expect(nearest.sold.description == "pro")
    #expect(nearest.differences == [.init(field: .memory, server: "1536MiB", sold: "1GiB")])
    #expect(found.left[1...].map(\.reason) == [.unsellable([.databases]), .unsellable([.swap])])
  }

  @Test func `Tiers that give the same are told apart by variables, by retirement, by name, or not at all`() {
    func catalog(_ other: Tier.Availability = .offered, guilds: Int = 1) -> Catalog {
      var tiers = aCatalog().tiers
      tiers[TierName("small")] = Tier(
        resources: tiers[TierName("starter")]!.resources, guilds: guilds, availability: other)
      return Catalog(tiers: tiers, addons: aCatalog().addons)
    }
    let told = shop.server(1, "a") { $0.startup.environment["TIER"] = "small" }
    let untold = shop.server(2, "b") { $0.startup.environment["TIER"] = "?" }
    #expect(shop.importing([told], catalog: catalog()).inShort == ["srv-1 number small"])
    #expect(shop.importing([untold], catalog: catalog(.retired)).inShort == ["srv-2 number starter"])
    #expect(shop.importing([untold], catalog: catalog(guilds: 9)).inShort == ["srv-2 number starter"])
    let left = shop.importing([untold], catalog: catalog())
    guard case .ambiguous(let both)? = left.left.first?.reason else { return #expect(Bool(false), "\(left.left)") }
    #expect(both.map(\.description) == ["small", "starter"])
    #expect(
      shop.importing([untold], .init(preferred: [TierName("small")]), catalog: catalog()).inShort == [
        "srv-2 number small"
      ])
  }

  @Test func `An add-on that changes no limit is found by what it says`() {
    let catalog = Catalog(
      tiers: aCatalog().tiers,
      addons: [AddonName("more-guilds"): Addon(resources: Resources(), guilds: 5, repetition: .repeatable)])
    let server = shop.server(1, "a") { $0.startup.environment["MAX_GUILDS"] = "11" }
    let found = shop.importing([server], catalog: catalog)
    #expect(
      found.orders.map(\.sold.description) == ["starter + more-guilds + more-guilds"] && found.orders[0].kept == [])
    #expect(shop.importing([shop.server(1, "a")], catalog: catalog).inShort == ["srv-1 number starter"])
  }

  @Test func `Who has no external id needs the table, which may not contradict the panel`() {
    func reasons(_ owner: Int, _ row: String = "", others: [ObservedServer] = []) -> [LeftServer.Reason] {
      let map = readImportMap(Array("server,customer\n\(row)".utf8), path: "map.csv")
      let server = shop.server(1, "a", owner: owner)
      return shop.importing([server] + others, .init(map: map)).left.map(\.reason)
    }
    #expect(reasons(1) == [] && reasons(2) == [])
    #expect(reasons(3) == [.ownerWithoutID(UserID(3))] && reasons(3, "1,cus-3\n") == [])
    #expect(reasons(2, "1,cus-2\n") == [] && reasons(2, "1,cus-9\n") == [.ownerIsAnother(UserID(2))])
    // With or without the table: no order makes an administrator a customer.
    #expect(reasons(5) == [.ownerIsAdministrator(UserID(5))])
    #expect(reasons(5, "1,cus-5\n") == [.ownerIsAdministrator(UserID(5))])
    #expect(reasons(3, "1,CUS-2\n") == [.customerTaken(by: UserID(2))])
    #expect(
      reasons(3, "1,cus-3\n2,cus-3\n", others: [shop.server(2, "b", owner: 4)])
        == [.customerTaken(by: UserID(4)), .customerTaken(by: UserID(3))])
    #expect(
      reasons(3, "1,cus-3\n2,cus-4\n", others: [shop.server(2, "b", owner: 3)])
        == [.ownerIsAnother(UserID(3)), .ownerIsAnother(UserID(3))])
    let map = readImportMap(Array("server,customer\n1,cus-3\n".utf8), path: "map.csv")
    let found = shop.importing([shop.server(1, "a", owner: 3)], .init(map: map))
    #expect(found.documents[0].contains("\ncustomer: { id: cus-3, user: 3 }\n"))
  }

  @Test func `Ids come from the external id, the table, the name, a variable, else the number`() {
    let map = readImportMap(Array("server,order\nSecond,from-table\n".utf8), path: "map.csv")
    let servers = [
      shop.server(1, "First", externalID: "ext-1"), shop.server(2, "Second"), shop.server(3, "bot-Third"),
      shop.server(4, "Fourth"),
    ]
    let found = shop.importing(servers, .init(map: map, idPattern: IDPattern("bot-{order}")))
    #expect(found.inShort == ["ext-1 external-id starter", "from-table map starter", "third pattern starter"])
    #expect(found.left.map(\.reason) == [.nameWithoutID])
    let plain = shop.importing(servers, .init(map: map))
    #expect(
      plain.inShort.suffix(2) == ["srv-3 number starter", "srv-4 number starter"]
        && plain.nameHint == .init(servers: 1, pattern: "bot-{order}"))
    var variables = theVariables
    variables["ORDER"] = .declared(Template(parts: [.text("#"), .word(.order)]))
    let settings = theSettings(environment: variables)
    let told = shop.server(5, "x", settings: settings) { $0.startup.environment["ORDER"] = "#ord-5" }
    #expect(shop.importing([told], settings: settings).inShort == ["ord-5 variable starter"])
  }

  @Test func `No two servers get one id, nor one that the fleet or the panel has`() {
    let pattern = ImportQuestion(idPattern: IDPattern("{order}"))
    let twins = shop.importing([shop.server(1, "same"), shop.server(2, "SAME")], pattern)
    #expect(twins.orders.isEmpty && twins.left.map(\.reason) == Array(repeating: .idTaken(orderID("same")), count: 2))
    // Also where only one of them is asked for.
    #expect(
      shop.importing(
        [shop.server(1, "same"), shop.server(2, "same", node: 2)],
        .init(idPattern: IDPattern("{order}"), nodes: [NodeID(2)])
      )
      .left.count == 1)
    #expect(shop.importing([shop.server(1, "ord-1")], pattern, orders: [anOrder("ord-1")]).left.count == 1)
    #expect(
      shop.importing([shop.server(1, "ord-1"), shop.server(2, "x", externalID: "ORD-1")], pattern).left.map(\.reason)
        == [.idTaken(orderID("ord-1")), .badExternalID])
  }

  @Test func `A server keeps the id that it has, whoever else is to get it by the table or the name`() {
    let servers = [
      shop.server(1, "First", externalID: "ord-7"), shop.server(2, "Second"), shop.server(3, "bot-ord-7"),
      shop.server(4, "bot-ord-8"), shop.server(5, "Fifth"),
    ]
    // Until now all servers of such an id were left out.
    let map = readImportMap(Array("server,order\nSecond,ord-7\nFifth,ord-8\n".utf8), path: "map.csv")
    let found = shop.importing(servers, .init(map: map, idPattern: IDPattern("bot-{order}")))
    #expect(found.inShort == ["ord-7 external-id starter", "ord-8 map starter"])
    #expect(found.left.map(\.server) == [ServerID(2), ServerID(3), ServerID(4)])
    #expect(found.left.map(\.reason) == ["ord-7", "ord-7", "ord-8"].map { .idTaken(orderID($0)) })
  }

  @Test func `Servers of the fleet and of other eggs are counted, and not asked about`() {
    let order = anOrder("ord-1")
    let recorded = anOrder("ord-2")
    let second = aServer(of: recorded, id: 2)
    let servers = [
      aServer(of: order, id: 1), second, shop.server(3, "a") { $0.startup.egg = EggID(1) },
      shop.server(4, "b", node: 2),
      shop.server(5, "c"),
    ]
    let found = shop.importing(
      servers, .init(nodes: [NodeID(1)]), orders: [order], recorded: [aResult(of: recorded, second)])
    #expect(found.counts == .init(servers: 5, inFleet: 2, filtered: 1, otherEggs: [EggID(1): 1]))
    #expect(found.inShort == ["srv-5 number starter"] && found.isWhole)
    #expect(
      shop.importing(servers, .init(servers: ["5", anUUID(4), "a"])).inShort == [
        "srv-4 number starter", "srv-5 number starter",
      ])
    let unknown = shop.importing(servers, .init(servers: ["99", "b"]))
    #expect(unknown.diagnostics.map(\.code) == ["no-such-server"] && !unknown.isWhole)
  }

  @Test func `A server that is asked for, and whose egg no tier uses, is told`() {
    let servers = [shop.server(1, "a") { $0.startup.egg = EggID(9) }, shop.server(2, "b")]
    #expect(shop.importing(servers).diagnostics == [] && shop.importing(servers).isWhole)
    let named = shop.importing(servers, .init(servers: ["1", "2"]))
    #expect(named.diagnostics.map(\.message) == ["server 1 has egg 9, which no tier uses"])
    #expect(!named.isWhole && named.inShort == ["srv-2 number starter"])
    let byEgg = shop.importing(servers, .init(eggs: [EggID(9), EggID(15)]))
    #expect(byEgg.diagnostics.map(\.message) == ["no tier uses egg 9"] && byEgg.diagnostics[0].path == "--egg")
    #expect(shop.importing(servers, .init(eggs: [EggID(15)])).isWhole)
  }

  @Test func `Numbers that no server or node has are told, with those that there are`() {
    let found = shop.importing(
      [shop.server(1, "a", node: 2)], .init(nodes: [NodeID(2), NodeID(7)], eggs: [EggID(15), EggID(8)]))
    #expect(found.diagnostics.map(\.message) == ["the panel has no node 7", "no server of the panel has egg 8"])
    #expect(found.diagnostics.map(\.hint) == ["the nodes that there are: 1, 2", "the eggs that there are: 15"])
    #expect(!found.isWhole)
  }

  @Test func `A row that names no server, several, or one twice, is told at its place`() {
    let text = "server,customer\nnobody,x\nsame,x\n1,x\n00000001,y\n"
    let map = readImportMap(Array(text.utf8), path: "map.csv")
    let found = shop.importing([shop.server(1, "same"), shop.server(2, "same")], .init(map: map))
    #expect(
      found.diagnostics.map { "\($0.place?.line ?? 0) \($0.code)" } == [
        "2 no-such-server", "3 ambiguous-server", "5 repeated-server",
      ])
  }

  @Test func `Tiers and variables that the fleet does not have are told`() {
    let question = ImportQuestion(preferred: [TierName("pr0")], enforced: ["FEATURE", "DISCORD_TOKEN"])
    let problems = shop.importing([], question).diagnostics
    #expect(problems.map(\.path) == ["--prefer", "--enforce", "--enforce"])
    #expect(
      problems.map(\.hint) == [
        "did you mean `pro`?", "one of `FEATURES`, `MAX_GUILDS`, `TIER`", "did you mean `FEATURES`?",
      ])
  }
}
