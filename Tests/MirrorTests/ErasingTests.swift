import Health
import Planner
import Postgres
import Testing

@testable import Mirror

@Suite(.timeLimit(.minutes(5))) struct ErasingTests {
  @Test func `An erased order stays erased, whatever is mirrored afterwards`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let mirror = try await story.mirror(into: shop.client())
    for id in ["ord-1", "ord-2"] { try await story.commit(["fleet/orders/\(id).yaml": MirrorStory.order(id)]) }
    try await story.commit(story.result("ord-1"))
    try await mirror.catchUp(keeping: nil)
    let order = try #require(OrderID("ord-1"))
    #expect(try await eraseOrder(order, in: shop.client()))
    #expect(try await !eraseOrder(order, in: shop.client()))
    try expectGone(shop)

    try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1", tier: "pro")])
    try await mirror.catchUp(keeping: nil)
    try expectGone(shop)
    try await story.commit(["fleet/catalog.yaml": MirrorStory.catalog.replacing("256MiB", with: "300MiB")])
    try await mirror.catchUp(keeping: nil)
    try expectGone(shop)
    try await mirror.rebuild(keeping: nil)
    try expectGone(shop)
    try await mirror.note([
      ServerFact(id: "5f0c6f0e-1d5c-4b4e-9f0e-0123456789ab", order: order, at: story.now, .restart)
    ])
    try expectGone(shop)
    #expect(try shop.database.run("select count(*) from bot_deployments where order_id = 'ord-2'") == "1")
  }

  private func expectGone(_ shop: SupabaseDatabase) throws {
    for table in ["bot_deployments", "deployment_logs"] {
      #expect(try shop.database.run("select count(*) from \(table) where order_id = 'ord-1'") == "0", "\(table)")
    }
  }

  @Test func `Facts are kept as long as is said, also when they are made anew`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let mirror = try await story.mirror(into: shop.client())
    try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1")])
    story.pass(seconds: 40 * 86_400)
    try await story.commit(["fleet/orders/ord-2.yaml": MirrorStory.order("ord-2")])
    try await mirror.catchUp(keeping: nil)
    #expect(try shop.database.run("select count(*) from deployment_logs") == "2")
    try await mirror.catchUp(keeping: 30)
    #expect(try shop.database.run("select string_agg(order_id, ' ') from deployment_logs") == "ord-2")
    try await mirror.rebuild(keeping: 30)
    #expect(try shop.database.run("select string_agg(order_id, ' ') from deployment_logs") == "ord-2")
    #expect(try shop.database.run("select count(*) from bot_deployments") == "2")
  }

  @Test func `No variable's value and no address is ever in it`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    try await story.commit(
      [
        "fleet/orders/ord-1.yaml": MirrorStory.order(
          "ord-1", customer: nil,
          more: """
            customer: { id: cus-1, email: secret@example.com, name: Jane }
            features: ["mail me: secret@example.com"]
            note: "secret@example.com hunter2"
            name: "hunter2 secret@example.com"
            environment: { TOKEN: hunter2 }
            """),
        "fleet/orders/ord-2.yaml": MirrorStory.order("ord-2", customer: "secret@example.com"),
      ], "hunter2 of secret@example.com", by: "secret@example.com")
    let failure = OrderResult.Failure(action: "create", code: "rejected", message: "for secret@example.com")
    try await story.commit(
      story.result("ord-1", phase: .failed, failure: failure, variables: ["TOKEN": "hunter2"]), "x",
      by: "Jane secret@example.com")
    try await story.commit(story.result("ord-1", change: "2", variables: ["TOKEN": "hunter2b"]))
    try await story.commit([
      "fleet/orders/ord-1.yaml": MirrorStory.order("ord-1", more: "environment: { TOKEN: hunter2c }")
    ])
    try await story.mirror(into: shop.client()).catchUp(keeping: nil)
    let rows = try shop.rows()
    #expect(rows.count > 5)
    #expect(rows.filter { $0.contains("hunter2") || $0.contains("@") } == [])
    #expect(rows.contains { $0.contains("cus-1") } && rows.contains { $0.contains("mail me") })
  }

  @Test func `What is seen of a bot stands beside its order, and outlives what is made anew`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let mirror = try await story.mirror(into: shop.client())
    try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1")])
    try await story.commit(story.result("ord-1"))
    try await mirror.catchUp(keeping: nil)
    let (order, server) = (
      try #require(OrderID("ord-1")), try shop.database.run("select server_uuid from bot_deployments")
    )
    let use = BotUse(
      cpuPercent: 12.5, memoryBytes: 1 << 28, diskBytes: 1 << 20, receivedBytes: 1, sentBytes: 2, uptimeSeconds: 60)
    func sighting(_ server: String, _ state: BotState) -> BotSighting {
      BotSighting(
        order: order, server: server, state: state, reason: nil, since: story.now, seenAt: story.now, use: use)
    }
    try await mirror.note([sighting(server, .running)])
    // Of a server that the order had before.
    try await mirror.note([sighting("00000000-0000-4000-8000-000000000000", .crashed)])
    let seen = "select seen_state, cpu_percent, memory_bytes, uptime_seconds, restarts from bot_deployments"
    #expect(try shop.database.run(seen) == "running|12.5|268435456|60|0")
    try await mirror.rebuild(keeping: nil)
    #expect(try shop.database.run(seen) == "running|12.5|268435456|60|0")
  }

  @Test func `What only this server did is in the log once, and stays there`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let mirror = try await story.mirror(into: shop.client())
    try await story.commit(
      ["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1", customer: "5f0c6f0e-1d5c-4b4e-9f0e-0123456789ab")])
    try await mirror.catchUp(keeping: nil)
    let fact = ServerFact(
      id: "6f0c6f0e-1d5c-4b4e-9f0e-0123456789ab", order: try #require(OrderID("ord-1")), at: story.now, .restart,
      by: "ada@example.com")
    for _ in 0..<2 { try await mirror.note([fact]) }
    try await mirror.rebuild(keeping: nil)
    let rows = try shop.database.run(
      "select kind, message, actor, user_id is not null from deployment_logs where commit_id is null")
    #expect(rows == "restart|the bot was restarted by the staff|…|t")
  }
}
