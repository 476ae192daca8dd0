import Testing

@testable import Planner

struct AdoptingTests {
  @Test func `A tier that gives what the panel has is taken over, and nothing else of the document is touched`() throws
  {
    let shop = try DriftedOrder {
      $0.build.memory = Mebibytes(1024)
      $0.build.disk = Mebibytes(2048)
      $0.build.cpu = 100
      $0.build.databases = 1
      $0.build.backups = 3
    }
    #expect(shop.edits == ["-tier: starter", "+tier: pro"])
    #expect(shop.adoption.left.isEmpty)
    #expect(
      inShort(shop.adoption.following) == ["TIER: starter -> pro (edited)", "MAX_GUILDS: 1 -> 3 (edited)"].sorted())
    #expect(shop.driftAfterwards == [])
  }

  @Test func `The nearest purchase is an add-on of the order's own tier`() throws {
    let shop = try DriftedOrder {
      $0.build.memory = Mebibytes(1024)
      $0.build.disk = Mebibytes(2048)
      $0.build.cpu = 100
    }
    #expect(shop.edits == ["+addons: [private-instance]"])
    #expect(shop.adoption.taken.count == 3 && shop.adoption.following.isEmpty && shop.driftAfterwards == [])
  }

  @Test func `An add-on that the panel's limits do not have leaves the order`() throws {
    let shop = try DriftedOrder(more: "addons:\n  - private-instance # since May\n") {
      $0.build.memory = Mebibytes(512)
      $0.build.disk = Mebibytes(1024)
      $0.build.cpu = 50
    }
    #expect(shop.edits == ["-addons:", "-  - private-instance # since May"])
    #expect(shop.driftAfterwards == [])
  }

  @Test func `Limits that nobody sells are left, and everything else is taken over`() throws {
    let shop = try DriftedOrder(more: "name: Bot # hers\n") {
      $0.build.memory = Mebibytes(777)
      $0.details.name = "Robot: {new}"
    }
    #expect(shop.left == ["memory: notSold", "name: unwritable"].sorted())
    #expect(shop.edits == [])
    let other = try DriftedOrder(more: "name: Bot # hers\n") {
      $0.build.memory = Mebibytes(777)
      $0.details.name = "Robot: new #1"
    }
    #expect(other.left == ["memory: notSold"] && other.driftAfterwards == ["memory: 777MiB -> 512MiB (drifted)"])
    #expect(other.edits == ["-name: Bot # hers", "+name: \"Robot: new #1\" # hers"])
  }

  @Test func `A variable made of a list is taken over into the list, any other as itself`() throws {
    let shop = try DriftedOrder {
      $0.startup.environment["FEATURES"] = "moderation,music"
      $0.startup.environment["MAX_GUILDS"] = "7"
    }
    #expect(
      shop.edits == [
        "-features: [moderation]", "+features: [moderation, music]", "+environment: { MAX_GUILDS: \"7\" }",
      ])
    #expect(shop.driftAfterwards == [] && shop.adoption.left.isEmpty)
  }

  @Test func `A list that cannot hold the variable's value gives way to the variable itself`() throws {
    let shop = try DriftedOrder { $0.startup.environment["FEATURES"] = "music,,music" }
    #expect(shop.edits == ["+environment: { FEATURES: \"music,,music\" }"] && shop.driftAfterwards == [])
  }

  @Test func `A suspension by hand becomes the order's own`() throws {
    let shop = try DriftedOrder { $0.isSuspended = true }
    #expect(shop.edits == ["-state: active # still", "+state: suspended # still"] && shop.driftAfterwards == [])
  }

  @Test func `A suspension lifted by hand is taken over where the order's state was its reason, and else not`() throws {
    let shop = try DriftedOrder(state: "suspended", isSuspended: true) { $0.isSuspended = false }
    #expect(shop.edits == ["-state: suspended # still", "+state: active # still"] && shop.driftAfterwards == [])
    let overdue = try DriftedOrder(payment: "overdue", isSuspended: true) { $0.isSuspended = false }
    #expect(overdue.edits == [] && overdue.adoption.left.map(\.obstacle) == [.suspendedFor(.overdue)])
  }

  @Test func `An owner is named by external id, the fleet's own by leaving the customer out`() throws {
    let users = [aUser(1, nil), aUser(2, "cus-1"), aUser(3, "Cus 3: x"), aUser(4, nil)]
    func shop(_ owner: Int, _ users: [PanelUser]? = users) throws -> DriftedOrder {
      try DriftedOrder(more: "customer: cus-1\n", owner: 2, users: users) {
        $0.details.owner = .user(UserID(owner))
      }
    }
    #expect(try shop(3).edits == ["-customer: cus-1", "+customer: \"Cus 3: x\""])
    #expect(try shop(1).edits == ["-customer: cus-1"])
    #expect(try shop(3).driftAfterwards == [] && shop(1).driftAfterwards == [])
    #expect(try shop(4).left == ["owner: namelessOwner(4)"])
    #expect(try shop(4).edits == [])
  }

  @Test func `What fleet.yaml decides is left to it`() throws {
    let shop = try DriftedOrder {
      $0.startup.image = "example/other:1"
      $0.startup.command = "node other.js"
    }
    #expect(shop.left == ["command: decidedForAll", "image: decidedForAll"] && shop.edits == [])
  }

  @Test func `A pin follows the server`() throws {
    let shop = try DriftedOrder(more: "node: 1\n", node: 2) { _ in }
    #expect(shop.edits == ["-node: 1", "+node: 2"] && shop.adoption.pinned == NodeID(2))
  }

  @Test func `A field that the order ignores may be as it is`() throws {
    let shop = try DriftedOrder(more: "ignore: [build.memory]\n") {
      $0.build.memory = Mebibytes(99)
      $0.build.disk = Mebibytes(2048)
      $0.build.cpu = 100
    }
    #expect(shop.edits == ["+addons: [private-instance]"] && shop.driftAfterwards == [])
  }

  @Test func `Drift that waits for room can be taken over like any other`() throws {
    let shop = try DriftedOrder(more: "addons: [private-instance]\n", memory: 600) {
      $0.build.memory = Mebibytes(512)
      $0.build.disk = Mebibytes(1024)
      $0.build.cpu = 50
    }
    #expect(
      shop.edits == ["-addons: [private-instance]"] && shop.adoption.taken.count == 3 && shop.driftAfterwards == [])
  }

  @Test func `Without drift there is no edit`() throws {
    let shop = try DriftedOrder { _ in }
    #expect(shop.adoption.isNeedless && shop.edits == [])
  }

  @Test func `What the customer decides is never in it`() throws {
    let shop = try DriftedOrder {
      $0.details.name = "her bot"
      $0.startup.environment["DISCORD_TOKEN"] = "secret"
    }
    #expect(shop.adoption.isNeedless && shop.adoption.after == shop.adoption.before)
  }

  @Test func `Looking for a purchase ends, whatever the catalog`() throws {
    let addons = Dictionary(
      uniqueKeysWithValues: (1...60).map {
        (
          AddonName("add-\($0)"),
          Addon(resources: Resources(memory: Mebibytes($0 * 2), disk: Mebibytes(1)), repetition: .repeatable)
        )
      })
    let catalog = Catalog(tiers: aCatalog().tiers, addons: addons)
    let shop = try DriftedOrder(catalog: catalog) { $0.build.memory = Mebibytes(100_001) }
    #expect(shop.left == ["memory: notSold"])
  }
}
