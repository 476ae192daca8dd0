import Foundation
import Testing

/// A shop of servers that people made by hand moves into a fleet, and nothing on them changes.
@Suite(.timeLimit(.minutes(20)))
struct ImportTests {
  private static let fleet = Documents.fleet.replacing("safety: { maxTerminations: 3, maxChanged: 100% }\n", with: "")

  private func stage(_ shop: HandMadeShop) async throws -> Stage {
    let stage = try await Stage(fleet: Self.fleet, panel: ["--fixture", shop.fixture.path])
    try shop.table.write(toFile: "\(stage.clone.path)/map.csv", atomically: true, encoding: .utf8)
    return stage
  }

  /// The orders in the clone, by path.
  private func documents(in stage: Stage) throws -> [String: String] {
    let folder = "\(stage.clone.path)/fleet/orders"
    let paths = try FileManager.default.contentsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
    return try Dictionary(uniqueKeysWithValues: paths.map { ($0, try String(contentsOfFile: $0, encoding: .utf8)) })
  }

  @Test func `Three hundred servers move in at once, and the plan is empty afterwards`() async throws {
    let shop = try HandMadeShop()
    defer { shop.remove() }
    let stage = try await stage(shop)
    let before = try await stage.panel.servers().values.sorted { $0.id < $1.id }

    let looked = try await stage.botfleet("import", "--map", "map.csv", "--make-tiers")
    #expect(looked.status == 0, "\(looked.answer)\n\(looked.people)")
    #expect(
      looked.answer.contains("300 servers on the panel: 295 to import, 5 of egg 1, which no tier uses.\n"),
      "\(looked.answer)")
    #expect(try stage.clone.git("status", "--porcelain") == "?? map.csv")
    let written = try await stage.botfleet("import", "--map", "map.csv", "--make-tiers", "--write", "--format", "json")
    #expect(written.status == 0, "\(written.people)")
    for text in [looked.answer, written.answer] + (try documents(in: stage)).values {
      #expect(!text.contains("token-of-") && !text.contains("own, words") && !text.contains("Музыка"))
    }
    #expect(try await stage.botfleet("validate").answer == "")

    try FileManager.default.removeItem(atPath: "\(stage.clone.path)/map.csv")
    try stage.clone.git("add", "-A")
    try stage.clone.git("commit", "-q", "-m", "The shop moves in")
    try stage.clone.git("push", "-q", "origin", "main")
    let plan = try await stage.plan()
    #expect(Set(plan.changes.map(\.kind)).isDisjoint(with: ["create", "suspend", "unsuspend", "terminate"]))
    // Nothing is recorded yet, so that three hundred links are more than a plan may do unasked.
    try await stage.apply("--accept", try #require(plan.accept))
    #expect(try await stage.plan().inShort == [])

    let after = try await stage.panel.servers().values.sorted { $0.id < $1.id }
    #expect(after.count == 300)
    for (old, new) in zip(before, after) {
      #expect(old.name == new.name && old.suspended == new.suspended && old.uuid == new.uuid)
      #expect(old.variables == new.variables && old.limits.memory == new.limits.memory)
    }
    #expect(after.count { $0.external_id == "srv-\($0.id)" } == 247)

    // Half of them become larger.
    for (path, text) in try documents(in: stage) {
      try text.replacing("\ntier: starter\n", with: "\ntier: pro\n").write(
        toFile: path, atomically: true, encoding: .utf8)
    }
    let upgrade = try await stage.plan()
    #expect(Set(upgrade.changes.map(\.kind)) == ["update"] && upgrade.changes.count > 100)
    let again = try await stage.botfleet("import")
    #expect(
      again.answer.contains("300 servers on the panel: 0 to import, 295 in the fleet already, 5 of egg 1"),
      "\(again.answer)")
  }

  @Test func `Without the table and new tiers some are left, and nothing of the rest is held back`() async throws {
    let shop = try HandMadeShop(60)
    defer { shop.remove() }
    let stage = try await stage(shop)
    let looked = try await stage.botfleet("import", "--write")
    #expect(looked.status == 1)
    #expect(
      looked.answer.contains("its owner, panel user 24, has no external id; name the customer in the table of --map"),
      "\(looked.answer)")
    #expect(
      looked.answer.contains("server 50  no tier fits; pro comes nearest: memory 513MiB, not 512MiB"),
      "\(looked.answer)")
    #expect(looked.answer.contains("Wrote "))
    #expect(try await stage.botfleet("validate").status == 0)
    // The rest comes later, and what is there is left alone.
    let later = try await stage.botfleet("import", "--write", "--map", "map.csv")
    #expect(later.answer.contains("in the fleet already"), "\(later.answer)")
    #expect(later.answer.contains("Wrote 9 orders."), "\(later.answer)")
  }

  @Test func `Nothing is written over a file, nor anything beside it`() async throws {
    let shop = try HandMadeShop(20)
    defer { shop.remove() }
    let stage = try await stage(shop)
    // A document that cannot be read is not known to be the order's until it is written.
    let orders = "\(stage.clone.path)/fleet/orders"
    try FileManager.default.createDirectory(atPath: orders, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(atPath: "\(orders)/srv-6.yaml", withIntermediateDirectories: true)
    let ended = try await stage.botfleet("import", "--write", "--map", "map.csv")
    #expect(ended.status == 1, "\(ended.answer)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: orders) == ["srv-6.yaml"], "\(ended.people)")
  }

  @Test func `A table with mistakes is told by line and column, and nothing is written`() async throws {
    let shop = try HandMadeShop(10)
    defer { shop.remove() }
    let stage = try await stage(shop)
    try "server,order\n1,ORD-1\n999,x\n".write(toFile: "\(stage.clone.path)/map.csv", atomically: true, encoding: .utf8)
    let ended = try await stage.botfleet("import", "--map", "map.csv", "--write")
    #expect(ended.status == 1 && ended.answer == "")
    #expect(ended.people.contains("map.csv:2:3: error: an order id may not contain capitals"), "\(ended.people)")
    #expect(ended.people.contains("map.csv:3:1: error: the panel has no server `999`"), "\(ended.people)")
    #expect(try stage.clone.git("status", "--porcelain") == "?? map.csv")
    let missing = try await stage.botfleet("import", "--map", "nowhere.csv")
    #expect(missing.status == 1 && missing.people.contains("nowhere.csv cannot be read"), "\(missing.people)")
  }

  @Test(arguments: [["--id-pattern", "bot"], ["--id-pattern", "{order}{order}"], ["--node", "0"], ["--egg", "x"]])
  func `Arguments that mean nothing are refused with an example`(arguments: [String]) async throws {
    let stage = try await Stage()
    let ended = try await stage.botfleet(["import"] + arguments)
    #expect(ended.status == 64, "\(ended.people)")
  }

  @Test func `A key that may not read users is told so`() async throws {
    let stage = try await Stage()
    let ended = try await stage.botfleet(
      "import", environment: ["PTERODACTYL_API_KEY": stage.panel.keys["app_servers_only"] ?? ""])
    #expect(ended.status == 5 && ended.people.contains("read on users"), "\(ended.people)")
  }
}

extension PanelServer {
  /// What is in its egg's variables.
  fileprivate var variables: [String: String] {
    container.environment.compactMapValues(\.text).filter { $0.key != "STARTUP" && !$0.key.hasPrefix("P_") }
  }
}
