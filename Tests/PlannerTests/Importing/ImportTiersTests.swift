import Testing

@testable import Planner

struct ImportTiersTests {
  private let shop = ImportedShop()

  private func importing(_ servers: [ObservedServer], catalog text: String = ImportedShop.catalogText) throws
    -> FleetImport
  {
    try shop.importing(servers, .init(newTiers: .made), reading: text)
  }

  private func odd(
    _ number: Int, memory: Int, cpu: Int = 100, disk: Int = 1024, tier: String = "?", guilds: String = ""
  ) -> ObservedServer {
    shop.server(number, "x") {
      $0.build.memory = Mebibytes(memory)
      $0.build.cpu = cpu
      $0.build.disk = Mebibytes(disk)
      $0.startup.environment["TIER"] = tier
      $0.startup.environment["MAX_GUILDS"] = guilds
    }
  }

  @Test func `Each set of limits that nothing gives becomes a tier, and every server fits`() throws {
    let servers = [
      odd(1, memory: 3072, guilds: "4"), odd(2, memory: 3072, guilds: "4"), odd(3, memory: 3072, guilds: "9"),
      odd(4, memory: 3072, disk: 4096), odd(5, memory: 300, cpu: 0), shop.server(6, "y"),
    ]
    let found = try importing(servers)
    #expect(found.isWhole && found.orders.count == 6)
    #expect(found.tiers?.tiers.map(\.name.text) == ["300m-nocap", "3g-100cpu-1g", "3g-100cpu-4g"])
    #expect(found.tiers?.tiers.map(\.tier.guilds) == [1, 4, 1])
    let before = ImportedShop.catalogText
    let after = String(decoding: try #require(found.tiers?.after), as: UTF8.self)
    #expect(
      after
        == before.replacing(
          "guilds: 3 }\n",
          with: """
            guilds: 3 }
              # Made by `botfleet import --make-tiers`; rename them as you like, here and in the orders.
              300m-nocap: { memory: 300MiB, cpu: 0%, disk: 1GiB, databases: 0, backups: 1, guilds: 1 }
              3g-100cpu-1g: { memory: 3GiB, cpu: 100%, disk: 1GiB, databases: 0, backups: 1, guilds: 4 }
              3g-100cpu-4g: { memory: 3GiB, cpu: 100%, disk: 4GiB, databases: 0, backups: 1, guilds: 1 }

            """))
  }

  @Test func `A tier is called what its servers call it, if they agree and nobody else is called so`() throws {
    let found = try importing([
      odd(1, memory: 3072, tier: "gold"), odd(2, memory: 3072, tier: "gold"), odd(3, memory: 700, tier: "silver"),
      odd(4, memory: 800, tier: "silver"), odd(5, memory: 900, tier: "pro"), odd(6, memory: 901, tier: "a, b"),
    ])
    #expect(
      found.tiers?.tiers.map(\.name.text) == ["700m-100cpu", "800m-100cpu", "900m-100cpu", "901m-100cpu", "gold"])
    #expect(found.orders.filter { $0.kept.contains(.variable("TIER")) }.map(\.server.number) == [3, 4, 5, 6])
  }

  @Test func `A tier of any limits is read back as it was made`() throws {
    let server = shop.server(1, "x") {
      $0.build = .init(
        memory: Mebibytes(1000), swap: Mebibytes(64), disk: Mebibytes(0), io: 700, cpu: 333, threads: "0-1,3",
        databases: 2,
        backups: 0, allocations: 4)
    }
    let found = try importing([server])
    #expect(found.isWhole && found.tiers?.after != nil && found.tiers?.tiers[0].name.text == "1000m-333cpu")
  }

  @Test(arguments: ["tiers: { starter: { memory: 1MiB, cpu: 1%, disk: 1MiB, guilds: 1 } }\n", "{ tiers: {} }\n"])
  func `A catalog that is laid out in another way is left to people`(text: String) throws {
    let found = try importing([odd(1, memory: 3072)], catalog: text)
    #expect(found.tiers != nil && found.tiers?.after == nil && !found.isWhole)
  }

  @Test(arguments: [
    "# mine\r\ntiers: # all\r\n\r\n    a: # one\r\n      memory: 1MiB\r\n      cpu: 1%\r\n      disk: 1MiB\r\n      guilds: 1\r\n\r\n# addons\r\naddons: {}\r\n",
    "addons: {}\ntiers:\n  a: { memory: 1MiB, cpu: 1%, disk: 1MiB, guilds: 1 }",
    "tiers:\n  a:\n    memory: 1MiB\n    cpu: 1%\n    disk: 1MiB\n    guilds: 1\n    # end\n# more\naddons: {}\n",
  ])
  func `Everything else of the catalog stays as it is`(text: String) throws {
    let found = try importing([odd(1, memory: 3072)], catalog: text)
    let after = String(decoding: try #require(found.tiers?.after), as: UTF8.self)
    let lines = after.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    let kept = lines.filter { !$0.contains("botfleet import") && !$0.contains("3g-100cpu") }.joined(separator: "\n")
    #expect(kept == text && lines.count > 2)
  }

  @Test func `No tier is made for servers that are not imported`() throws {
    func limited(_ number: Int, owner: Int = 1, externalID: String? = nil) -> ObservedServer {
      shop.server(number, "x", externalID: externalID, owner: owner) { $0.build.memory = Mebibytes(3072) }
    }
    let found = try importing([limited(1, owner: 3), limited(2, externalID: "No id"), odd(3, memory: 700)])
    #expect(found.tiers?.tiers.map(\.name.text) == ["700m-100cpu"] && found.orders.map(\.server.number) == [3])
    #expect(found.left.map(\.reason).prefix(1) == [.ownerWithoutID(UserID(3))] && found.left.count == 2)
    let after = String(decoding: try #require(found.tiers?.after), as: UTF8.self)
    #expect(!after.contains("3g-"))
    let none = try importing([limited(1, owner: 3)])
    #expect(none.tiers == nil)
    let both = try importing([limited(1, owner: 3), limited(2)])
    #expect(both.tiers?.tiers.map(\.servers) == [1])
  }

  @Test func `No tier is made where every server fits, or that none can say`() throws {
    #expect(try importing([shop.server(1, "x")]).tiers == nil)
    let found = try importing([shop.server(1, "x") { $0.build.databases = nil }])
    #expect(found.tiers == nil && found.left.map(\.reason) == [.unsellable([.databases])])
  }
}
