import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// A saved plan whose changes moved before it was applied: each is left, and named with what moved.
@Suite(.timeLimit(.minutes(20)))
struct StaleTests {
  /// A fleet of four with servers, and a saved plan that upgrades them.
  private func stage(saving orders: [String: String]) async throws -> Stage {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2", "ord-3", "ord-4"))
    try await stage.apply()
    try stage.merge(orders)
    #expect(try await stage.botfleet("plan", "--out", "../plan.json").status == 0)
    return stage
  }

  private func upgrades(_ ids: String...) -> [String: String] {
    Dictionary(uniqueKeysWithValues: ids.map { ($0, Documents.order($0, tier: "pro")) })
  }

  @Test func `Each change that moved is named with what moved, and the others are made`() async throws {
    let stage = try await stage(saving: upgrades("ord-1", "ord-2", "ord-3", "ord-4"))
    var servers = try await stage.panel.servers()
    try await stage.panel.changeMemory(of: try #require(servers["ord-2"]), to: 300)
    try await stage.panel.request(.post, "/api/application/servers/\(try #require(servers["ord-3"]).id)/suspend")
    try stage.merge(["ord-1": Documents.order("ord-1", tier: "pro").replacing("moderation", with: "music")])
    let ended = try await stage.apply("../plan.json", expecting: 3)
    #expect(ended.people.contains("stale: ord-1: the order was edited: startup.environment.FEATURES is to be music\n"))
    #expect(ended.people.contains("stale: ord-2: the server changed on the panel: memory 256MiB -> 300MiB\n"))
    #expect(ended.people.contains("stale: ord-3: the server changed on the panel: status ready -> suspended"))
    servers = try await stage.panel.servers()
    #expect(["ord-1", "ord-2", "ord-3", "ord-4"].map { servers[$0]?.limits.memory } == [256, 300, 256, 512])
  }

  @Test func `So are an edited catalog, edited settings, and an order that is not to be changed any more`() async throws
  {
    let stage = try await stage(saving: upgrades("ord-1", "ord-2"))
    try stage.commit([
      "fleet/catalog.yaml": Documents.catalog.replacing("memory: 512MiB", with: "memory: 600MiB"),
      "fleet/orders/ord-2.yaml": Documents.order("ord-2"),
    ])
    let ended = try await stage.apply("../plan.json", expecting: 4)
    #expect(ended.people.contains("stale: ord-1: the catalog was edited: build.memory is to be 600MiB\n"))
    #expect(
      ended.people.contains("stale: ord-2: the order and the catalog were edited; there is nothing left to do for it\n")
    )
    try stage.commit([
      "fleet/catalog.yaml": Documents.catalog,
      "fleet/orders/ord-2.yaml": Documents.order("ord-2", tier: "pro", payment: "pending"),
      "fleet/fleet.yaml": Documents.fleet.replacing("startup: node index.js", with: "startup: node other.js"),
    ])
    let again = try await stage.apply("../plan.json", expecting: 4)
    #expect(again.people.contains("stale: ord-1: fleet.yaml was edited: startup.command is to be node other.js\n"))
    #expect(
      again.people.contains(
        "stale: ord-2: the order and fleet.yaml were edited; the order waits now: payment is pending\n"))
  }

  @Test func `A node that is full now is named with what it lacks`() async throws {
    let stage = try await stage(saving: [
      "ord-5": Documents.order("ord-5"), "ord-6": Documents.order("ord-6", more: "node: 1"),
    ])
    let servers = try await stage.panel.servers()
    try await stage.panel.changeMemory(of: try #require(servers["ord-1"]), to: 1_000_000)
    let ended = try await stage.apply("../plan.json", expecting: 4)
    #expect(
      ended.people.contains(
        "stale: ord-5: node 1 (node-1): memory 256MiB needed, 0MiB free; it would go to node 2 now\n"),
      "\(ended.people)")
    #expect(
      ended.people.contains(
        "stale: ord-6: the order waits now: no node has room: node 1 (node-1): memory 256MiB needed"),
      "\(ended.people)")
    #expect(try await stage.panel.servers().count == servers.count)
  }

  @Test func `Where the saved plan's commit is not here, it is said that nobody can tell`() async throws {
    let stage = try await stage(saving: upgrades("ord-1"))
    try stage.merge(["ord-1": Documents.order("ord-1", tier: "pro").replacing("moderation", with: "music")])
    let shallow = try TemporaryRepository(["clone", "-q", "--depth", "1", "file://\(stage.server.path)"])
    try Data(contentsOf: URL(filePath: stage.clone.path + "/../plan.json"))
      .write(to: URL(filePath: shallow.path + "/../plan.json"))
    let ended = try await stage.botfleet("apply", "--yes", "../plan.json", in: shallow.path)
    #expect(ended.status == 4)
    #expect(
      ended.people.contains("stale: ord-1: the order, the catalog or fleet.yaml was edited (the clone lacks commit "))
  }
}
