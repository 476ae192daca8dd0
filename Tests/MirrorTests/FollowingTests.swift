import Foundation
import Git
import Guarding
import Planner
import Postgres
import PostgresServer
import Testing

@testable import Mirror

@Suite(.timeLimit(.minutes(15))) struct FollowingTests {
  @Test func `An order's row and its facts are there, each with what it says`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    try await story.commit(
      ["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1", more: "features: [music]\nuntil: 2027-01-31")],
      "Merge pull request #12 from ada/wish")
    let id = try await story.commit(
      story.result("ord-1"),
      "apply: 1 server created\n\n  create    ord-1      tier starter on node 3\n\n"
        + "Fleet-Revision: \(story.tip)\nPlan-Digest: \(Digest(of: [UInt8]()))\nOrders: ord-1\nRun: https://ci.example/7\n",
      by: "botfleet")
    let mirror = try await story.mirror(into: shop.client())
    let report = try await mirror.catchUp(keeping: nil)
    #expect(report.commit == id && report.isRebuilt && report.isWhole)
    let row = try shop.database.run(
      """
      select concat_ws(' ', order_id, customer, tier, features, guilds, until, phase, reason, limits ->> 'memory', server_uuid, address, node,
        applied_at is not null, user_id is null) from bot_deployments
      """)
    #expect(
      row.hasPrefix("ord-1 cus-1 starter {music} {112233445566778899} 2027-01-31 running 256 6e2b4c1a-0000-4000-8000-"))
    #expect(row.hasSuffix(" 203.0.113.7:25565 3 t t"))
    let facts = try shop.database.run(
      "select kind, message, actor, request, run_url, commit_number, shown from deployment_logs order by commit_number")
    #expect(
      facts.split(separator: "\n") == [
        "asked|the order came in|Ada|12||2|t", "created|the server was made|botfleet||https://ci.example/7|3|t",
      ])
    #expect(try await mirror.catchUp(keeping: nil).followed == 0)
  }

  @Test func `What is followed commit by commit is what is made anew from nothing`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    var fleet = RandomFleet(story, seed: 17)
    var chance = Chance(state: 18)
    var mirror = try await story.mirror(into: shop.client())
    for number in 0..<1000 {
      try await fleet.commit()
      if chance.rolls(7) { try await mirror.catchUp(keeping: nil) }
      // Another process goes on from what the tables say.
      if number.isMultiple(of: 100) { mirror = try await story.mirror(into: shop.client()) }
    }
    try await fleet.mend()
    let last = try await mirror.catchUp(keeping: nil)
    #expect(!last.isRebuilt && last.isWhole)
    let followed = try shop.rows()
    #expect(followed.count > 1000)
    #expect(try await mirror.rebuild(keeping: nil).isRebuilt)
    expectSame(try shop.rows(), followed)
    let other = try SupabaseDatabase()
    _ = try await story.mirror(into: other.client()).catchUp(keeping: nil)
    expectSame(try other.rows(), followed)
  }

  @Test func `Cut off a hundred times in the middle, nothing is lost or doubled`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    var fleet = RandomFleet(story, seed: 3)
    var chance = Chance(state: 4)
    let killer = try shop.client(as: "postgres")
    for number in 0..<100 {
      for _ in 0...chance.below(4) { try await fleet.commit() }
      let name = "doomed-\(number)"
      let mirror = try await story.mirror(into: try shop.client(program: name))
      let isRebuild = chance.rolls(4)
      let task = Task {
        if isRebuild { try await mirror.rebuild(keeping: nil) } else { try await mirror.catchUp(keeping: nil) }
      }
      try await Task.sleep(for: .microseconds(chance.below(40_000)))
      if chance.rolls(2) {
        task.cancel()
      } else {
        try await killer.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [.text(name)])
      }
      _ = await task.result
    }
    try await fleet.mend()
    _ = try await story.mirror(into: shop.client()).catchUp(keeping: nil)
    let survived = try shop.rows()
    let other = try SupabaseDatabase()
    _ = try await story.mirror(into: other.client()).catchUp(keeping: nil)
    expectSame(survived, try other.rows())
  }

  @Test(arguments: [false, true])
  func `Of several that mirror at once, directly or through pgbouncer, none undoes what another did`(
    isPooled: Bool
  ) async throws {
    // A pooler ends with its server.
    let own = isPooled ? try PostgresServer() : nil
    let (server, shop) = (try own ?? PostgresServer.shared.get(), try SupabaseDatabase(on: own))
    let story = try await MirrorStory()
    var fleet = RandomFleet(story, seed: 5)
    let port = isPooled ? try server.startPooler() : server.port
    let mirrors = try await (0..<4).asyncMap { _ in
      let settings = try PostgresSettings(parsing: shop.database.url(port: port), program: "tests")
      return try await story.mirror(into: PostgresClient(settings, limits: .init(statement: .seconds(60))))
    }
    for _ in 0..<12 {
      for _ in 0..<10 { try await fleet.commit() }
      await withTaskGroup(of: Void.self) { group in
        for mirror in mirrors {
          group.addTask {
            do throws(MirrorFailure) { _ = try await mirror.catchUp(keeping: nil) } catch {
              // All others were faster, each time.
              if case .overtaken = error { return }
              Issue.record("\(error)")
            }
          }
        }
      }
      #expect(try shop.database.run("select commit_id from botfleet.mirrored") == "\(story.tip)")
    }
    try await fleet.mend()
    _ = try await mirrors[0].catchUp(keeping: nil)
    let raced = try shop.rows()
    _ = try await mirrors[1].rebuild(keeping: nil)
    expectSame(try shop.rows(), raced)
  }

  @Test func `A rewritten branch is mirrored anew, and one that was moved back when it is seen so twice`() async throws
  {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let mirror = try await story.mirror(into: shop.client())
    let first = try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1")])
    try await story.commit(["fleet/orders/ord-2.yaml": MirrorStory.order("ord-2")])
    try await mirror.catchUp(keeping: nil)
    try await story.move(to: first)
    try await story.commit(["fleet/orders/ord-3.yaml": MirrorStory.order("ord-3")])
    #expect(try await mirror.catchUp(keeping: nil).isRebuilt)
    #expect(try orders(shop) == "ord-1 ord-3")
    #expect(try shop.database.run("select string_agg(order_id, ' ' order by at) from deployment_logs") == "ord-1 ord-3")

    try await story.move(to: first)
    let failure = await #expect(throws: MirrorFailure.self) { try await mirror.catchUp(keeping: nil) }
    guard case .behind? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(try orders(shop) == "ord-1 ord-3")
    #expect(try await mirror.catchUp(keeping: nil).isRebuilt)
    #expect(try orders(shop) == "ord-1")
  }

  @Test func `A merge that makes the branch a side line is mirrored anew`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let mirror = try await story.mirror(into: shop.client())
    let base = story.tip
    try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1")])
    try await mirror.catchUp(keeping: nil)
    let mirrored = story.tip
    try await story.move(to: base)
    try await story.commit(
      ["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1"), "README.md": "x"], "Merge", merging: mirrored)
    #expect(try await mirror.catchUp(keeping: nil).isRebuilt)
    #expect(try shop.database.run("select count(*) from deployment_logs") == "1")
  }

  @Test func `A look at an older commit writes nothing`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1")])
    let old = story.tip
    let newer = try await story.mirror(into: shop.client())
    try await newer.catchUp(keeping: nil)
    try await story.commit(["fleet/orders/ord-2.yaml": MirrorStory.order("ord-2")])
    // While the older run fetches, the newer one mirrors.
    let older = try await story.mirror(into: shop.client()) {
      _ = try? await newer.catchUp(keeping: nil)
      return old
    }
    #expect(try await older.catchUp(keeping: nil).followed == 0)
    #expect(try orders(shop) == "ord-1 ord-2")
    #expect(try shop.database.run("select commit_id from botfleet.mirrored") == "\(story.tip)")

    // Where it has begun already, its transaction finds another place than the one that it goes on from.
    try await story.commit(["fleet/orders/ord-3.yaml": MirrorStory.order("ord-3")])
    let third = story.tip
    try await story.commit(["fleet/orders/ord-4.yaml": MirrorStory.order("ord-4")])
    let begun = try await story.mirror(into: shop.client()) {
      _ = try? await newer.catchUp(keeping: nil)
      return third
    }
    await #expect(throws: MirrorFailure.self) { try await begun.catchUp(keeping: nil) }
    #expect(try orders(shop) == "ord-1 ord-2 ord-3 ord-4")
  }

  @Test func `Errors in the catalog leave the rows as they were, and its mending makes them right`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let mirror = try await story.mirror(into: shop.client())
    try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1")])
    try await mirror.catchUp(keeping: nil)
    try await story.commit(["fleet/catalog.yaml": "tiers: [\n"])
    #expect(try await mirror.catchUp(keeping: nil).isWhole == false)
    try await story.commit(["fleet/orders/ord-2.yaml": MirrorStory.order("ord-2")])
    #expect(try await mirror.catchUp(keeping: nil).isWhole == false)
    #expect(try orders(shop) == "ord-1")
    try await story.commit(["fleet/catalog.yaml": MirrorStory.catalog])
    #expect(try await mirror.catchUp(keeping: nil).isWhole)
    #expect(try orders(shop) == "ord-1 ord-2")
  }

  @Test func `Another fleet's tables are not written over, unless somebody asks for it`() async throws {
    let (story, other, shop) = (try await MirrorStory(), try await MirrorStory(), try SupabaseDatabase())
    try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1")])
    try await other.commit(["fleet/fleet.yaml": MirrorStory.fleet.replacing("codecraft", with: "staging")])
    try await story.mirror(into: shop.client()).catchUp(keeping: nil)
    let foreign = try await other.mirror(into: shop.client())
    let failure = await #expect(throws: MirrorFailure.self) { try await foreign.catchUp(keeping: nil) }
    #expect(failure?.description.contains("codecraft") == true && failure?.advice.contains("--rebuild") == true)
    #expect(try orders(shop) == "ord-1")
    #expect(try await foreign.rebuild(keeping: nil).isRebuilt)
    #expect(try orders(shop) == "")
  }

  @Test func `Without the tables, and without a grant, it says what to do`() async throws {
    let story = try await MirrorStory()
    let bare = try PostgresServer.shared.get().makeDatabase()
    let mirror = try await story.mirror(
      into: PostgresClient(try PostgresSettings(parsing: bare.url(), program: "tests")))
    let missing = await #expect(throws: MirrorFailure.self) { try await mirror.catchUp(keeping: nil) }
    #expect(missing?.advice.contains("schemas/supabase/migrations") == true)
    let shop = try SupabaseDatabase()
    #expect(try await examineTables(in: shop.client()) == "nothing is mirrored yet")
    try shop.database.run("revoke insert on deployment_logs from botfleet_mirror")
    let client = try shop.client()
    let denied = await #expect(throws: MirrorFailure.self) { try await examineTables(in: client) }
    #expect(denied?.advice.contains("botfleet_mirror") == true)
  }

  private func orders(_ shop: SupabaseDatabase) throws -> String {
    try shop.database.run("select string_agg(order_id, ' ' order by order_id) from bot_deployments")
  }
}

/// Says which rows differ, and not all of them.
func expectSame(_ found: [String], _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation) {
  let (left, right) = (Set(found), Set(expected))
  #expect(found.count == expected.count, sourceLocation: sourceLocation)
  for row in left.subtracting(right).sorted().prefix(3) {
    Issue.record("only here: \(row)", sourceLocation: sourceLocation)
  }
  for row in right.subtracting(left).sorted().prefix(3) {
    Issue.record("only there: \(row)", sourceLocation: sourceLocation)
  }
}

extension Sequence {
  func asyncMap<Made>(_ make: (Element) async throws -> Made) async rethrows -> [Made] {
    var all: [Made] = []
    for element in self { all.append(try await make(element)) }
    return all
  }
}
