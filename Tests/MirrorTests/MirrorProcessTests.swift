import CommandFixtures
import Foundation
import Git
import Postgres
import PostgresServer
import Testing

@testable import Mirror

/// What only a process has: it is killed, it is asked to end, and others run beside it.
@Suite(.timeLimit(.minutes(5)), .serialized) struct MirrorProcessTests {
  @Test func `Killed thirty times in the middle as a process, nothing is lost or doubled`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    let program = try MirrorProgram(story, into: shop)
    var (fleet, chance) = (RandomFleet(story, seed: 23), Chance(state: 24))
    let looker = try shop.client()
    var (killed, atWork, span) = (0, 0, Duration.milliseconds(400))
    for number in 0..<30 {
      for _ in 0...chance.below(12) { try await fleet.commit() }
      let before = try await place(looker)
      let began = ContinuousClock.now
      let arguments = chance.rolls(4) ? ["--rebuild"] : chance.rolls(3) ? ["--follow", "--every", "1"] : []
      let running = try program.start(arguments)
      if number == 0 || number == 15 {
        // How long one takes that nobody kills: the blows fall within that.
        kill(running.identifier, SIGTERM)
        _ = await running.end()
        let whole = try program.start()
        #expect(await whole.end().status == 0)
        span = (began.duration(to: .now)) * 1.2
        continue
      }
      try await Task.sleep(for: span * Double.random(in: 0...1, using: &chance))
      if chance.rolls(2) { running.killAll() } else { kill(running.identifier, SIGKILL) }
      if await running.end().status == -SIGKILL { killed += 1 }
      let after = try await place(looker)
      if after != before, after?.commit != story.tip { atWork += 1 }
    }
    #expect(killed >= 10, "it was too fast for \(30 - killed) blows")
    #expect(atWork > 0, "none fell between two transactions")
    try await fleet.mend()
    let last = try await program.start().end()
    #expect(last.status == 0 && last.answer.contains("is mirrored"), "\(last.people)")
    let other = try SupabaseDatabase()
    let beside = try MirrorProgram(story, into: other)
    let anew = try await beside.start(["--rebuild"]).end()
    #expect(anew.status == 0 && anew.answer.contains("all rows were made anew"), "\(anew.people)")
    expectSame(try shop.rows(), try other.rows())
    #expect(try shop.rows().count > 100)
    #expect(try program.leftovers == [])
  }

  @Test func `Two that follow at once bring each commit, and none undoes what the other did`() async throws {
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase())
    var fleet = RandomFleet(story, seed: 31)
    // The second has no state folder, for the first has it.
    let program = try MirrorProgram(story, into: shop)
    let pair = try [program.start(["--follow", "--every", "1"]), program.start(["--follow", "--every", "1"])]
    let looker = try shop.client()
    for round in 0..<6 {
      // One stands still, wherever it is, and goes on when the other one has long been further.
      let frozen = pair[round % 2].identifier
      if round > 1 { kill(frozen, SIGSTOP) }
      for _ in 0..<6 { try await fleet.commit() }
      if round == 5 { try await fleet.mend() }
      let isOpen = try await hasNoTransaction(looker)
      if round <= 1 || isOpen { try await expect(looker, toReach: story.tip) }
      kill(frozen, SIGCONT)
      try await expect(looker, toReach: story.tip)
    }
    try await Task.sleep(for: .seconds(1.5))
    #expect(try await place(looker)?.commit == story.tip)
    for running in pair { kill(running.identifier, SIGTERM) }
    for running in pair {
      let end = await running.end()
      #expect(end.status == 0, "\(end.people)")
    }
    let other = try SupabaseDatabase()
    _ = try await story.mirror(into: other.client()).catchUp(keeping: nil)
    expectSame(try shop.rows(), try other.rows())
    #expect(try program.leftovers == [])
  }

  @Test func `A follower goes on when its database is back, and ends in order while it is away`() async throws {
    let server = try PostgresServer()
    let (story, shop) = (try await MirrorStory(), try SupabaseDatabase(on: server))
    let program = try MirrorProgram(story, into: shop)
    let running = try program.start(["--follow", "--every", "1"])
    let looker = try shop.client()
    try await expect(looker, toReach: story.tip)
    server.crash()
    try await story.commit(["fleet/orders/ord-1.yaml": MirrorStory.order("ord-1")])
    // It has noticed by then.
    try await Task.sleep(for: .seconds(1.5))
    server.startAgain()
    try await expect(looker, toReach: story.tip)
    #expect(try shop.database.run("select string_agg(order_id, ' ') from bot_deployments") == "ord-1")
    #expect(try shop.database.run("select count(*) from deployment_logs") == "1")
    server.crash()
    let began = ContinuousClock.now
    kill(running.identifier, SIGTERM)
    let end = await running.end()
    #expect(end.status == 0, "\(end.people)")
    #expect(began.duration(to: .now) < .seconds(9))
    #expect(try program.leftovers == [])
  }

  private func place(_ client: PostgresClient) async throws -> MirrorPlace? {
    try await MirrorPlace(client.query(MirrorPlace.read))
  }

  /// Whether nobody who stands still holds the row that everybody writes.
  private func hasNoTransaction(_ client: PostgresClient) async throws -> Bool {
    let open = try await client.query(
      "select from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'")
    return open.isEmpty
  }

  private func expect(
    _ client: PostgresClient, toReach tip: ObjectID, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      // A database that was away ends connections.
      if let found = try? await place(client), found.commit == tip { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("what is mirrored does not get to \(tip)", sourceLocation: sourceLocation)
  }
}
