import Applier
import Foundation
import HTTP
import Health
import Logging
import Mirror
import Panel
import Planner
import Postgres
import PostgresServer
import RepositoryFixtures
import Store
import Testing

@testable import Service

@Suite("The mirror as a part of the server", .timeLimit(.minutes(5)))
struct MirrorPartTests {
  private static let user = "5f0c6f0e-1d5c-4b4e-9f0e-0123456789ab"

  /// A server's surroundings, with a fleet of one order behind a remote.
  private final class World: Sendable {
    let remote: TemporaryRepository
    let folder: String
    let setup: ServerSetup
    let board: StatusBoard

    init() throws {
      let seed = try TemporaryRepository()
      try seed.commit(
        [
          "fleet/fleet.yaml":
            "fleet: codecraft\nserver: { nest: 5, egg: 15, owner: 1, image: \"x/y:z\", startup: node . }\nplacement: { nodes: [1] }\n",
          "fleet/catalog.yaml":
            "tiers:\n  pro: { memory: 512MiB, cpu: 100%, disk: 1GiB, databases: 1, backups: 3, guilds: 3 }\n",
          "fleet/orders/ord-1.yaml":
            "order: ord-1\ncustomer: \(MirrorPartTests.user)\nstatus: quote_accepted\npayment: confirmed\ntier: pro\n",
        ], "the fleet")
      remote = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
      folder = FileManager.default.temporaryDirectory.appending(path: "mirror-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let file = "repository: { remote: \(remote.path) }\n"
      guard case .sound(let configuration) = readConfiguration(Array(file.utf8), at: "server.yaml") else {
        throw CocoaError(.fileReadUnknown)
      }
      let log = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
      let now: @Sendable () -> Instant = { Instant(seconds: 1_795_348_800) }
      setup = ServerSetup(
        configuration, in: folder, environment: remote.environment, version: "1", process: getpid(), owner: "tests",
        panel: PanelAccess(
          PanelConnections(ConnectionOptions(userAgent: "tests/1", time: Timekeeper(ContinuousClock()) { 0.5 }))),
        time: LockRequest.Time(now: now, elapsed: { .zero }, sleep: { _ in }), chance: { 0.5 }, log: log)
      board = StatusBoard(version: "1", now: now, log: log)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func part(_ client: PostgresClient?, facts: WaitingFacts? = nil) -> MirrorPart {
      MirrorPart(setup, clone: "\(folder)/mirror.git", board: board, client: client, facts: facts)
    }

    /// The facts in the state folder, as a process that begins finds them.
    func facts(most: Int = 10_000) throws -> WaitingFacts {
      WaitingFacts(of: try ServiceStore(at: "\(folder)/server.sqlite"), most: most)
    }

    var state: PartState? { get async { await board.parts[.mirror] } }
  }

  /// A database with the mirror's tables, as a Supabase project has them.
  private static func makeDatabase() throws -> PostgresDatabase {
    let database = try PostgresServer.shared.get().makeDatabase()
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    for path in [
      "Tests/MirrorTests/Support/supabase.sql", "schemas/supabase/migrations/20261129000000_bot_deployments.sql",
    ] { try database.run(try String(contentsOf: root.appending(path: path), encoding: .utf8)) }
    return database
  }

  @Test("mirrors what the branch says and what was done to bots, and tells how far it is")
  func round() async throws {
    let (world, database) = (try World(), try Self.makeDatabase())
    let client = PostgresClient(try PostgresSettings(parsing: database.url(), program: "tests"))
    let part = world.part(client)
    await part.round(.init(), client)
    #expect(await world.state?.phase == .running)
    let tip = try world.remote.git("rev-parse", "main")
    #expect(await world.board.status().mirror?.commit == tip)
    #expect(try database.run("select order_id, user_id, phase from bot_deployments") == "ord-1|\(Self.user)|new")
    let order = try #require(OrderID("ord-1"))
    let at = Instant(seconds: 1_795_348_000)
    for isSent in [true, false] {
      await part.note(
        PowerDeed(
          order: order, server: "6e2b4c1a-0000-4000-8000-000000000001", signal: isSent ? .restart : .start,
          by: PowerDeed.customer, at: at, isSent: isSent))
    }
    await part.note(
      HealthEvent(order: order, server: "6e2b4c1a-0000-4000-8000-000000000001", at: at, kind: .started(inARow: 1)))
    await part.round(.init(), client)
    let facts = try database.run(
      "select kind, actor, user_id is not null from deployment_logs where commit_id is null order by kind")
    #expect(facts == "restart|the customer|t\nrestarted||t")
    let metrics = await metricsText(of: world.board, RequestTally(), Instant(seconds: 1_795_348_800))
    #expect(
      metrics.contains("botfleet_mirror_commits_total 1\n") && metrics.contains("botfleet_mirror_failures_total 0\n"))
  }

  @Test("is hindered by a dead database, says so, and keeps what was done until it is back")
  func dead() async throws {
    let (world, database) = (try World(), try Self.makeDatabase())
    let nobody = PostgresClient(
      try PostgresSettings(parsing: "postgresql://mirror:hunter2@127.0.0.1:1/x", program: "tests"))
    let part = world.part(nobody)
    await part.round(.init(), nobody)
    let state = try #require(await world.state)
    #expect(state.phase == .hindered && state.why?.contains("hunter2") == false)
    #expect(state.advice?.contains("mirror.urlFrom") == true)
    let order = try #require(OrderID("ord-1"))
    await part.note(
      PowerDeed(
        order: order, server: "6e2b4c1a-0000-4000-8000-000000000001", signal: .restart, by: "ada",
        at: Instant(seconds: 1_795_348_000), isSent: true))
    await part.round(.init(), nobody)
    let alive = PostgresClient(try PostgresSettings(parsing: database.url(), program: "tests"))
    await part.round(.init(), alive)
    #expect(await world.state?.phase == .running)
    #expect(try database.run("select kind, actor from deployment_logs where commit_id is null") == "restart|ada")
  }

  @Test("tells of what was done while the database was away, each once, however often the server is killed")
  func killed() async throws {
    let (world, database) = (try World(), try Self.makeDatabase())
    let nobody = PostgresClient(
      try PostgresSettings(parsing: "postgresql://mirror:hunter2@127.0.0.1:1/x", program: "tests"))
    let order = try #require(OrderID("ord-1"))
    func deed(_ minute: Int) -> PowerDeed {
      PowerDeed(
        order: order, server: "6e2b4c1a-0000-4000-8000-000000000001", signal: .restart, by: "ada",
        at: Instant(seconds: 1_795_348_000 + minute * 60), isSent: true)
    }
    // A process after the other, each of which is gone without a word.
    for minute in 0..<5 {
      let part = world.part(nobody, facts: try world.facts())
      if minute == 0 { await part.round(.init(), nobody) }
      await part.note(deed(minute))
    }
    #expect(try await world.facts().first(100).count == 5)
    let client = PostgresClient(try PostgresSettings(parsing: database.url(), program: "tests"))
    let part = world.part(client, facts: try world.facts())
    await part.round(.init(), client)
    let rows =
      "select string_agg(extract(minute from at)::text, ' ' order by at) from deployment_logs where commit_id is null"
    #expect(try database.run(rows) == "46 47 48 49 50")
    #expect(try await world.facts().first(100) == [])
    // The database had them, and the process was killed before it could note that.
    let again = world.part(client, facts: try world.facts())
    for minute in 3..<6 { await again.note(deed(minute)) }
    await again.round(.init(), client)
    #expect(try database.run(rows) == "46 47 48 49 50 51")
  }

  @Test("keeps no more facts than somebody may ever want")
  func bounded() async throws {
    let world = try World()
    let facts = try world.facts(most: 3)
    for number in 0..<5 {
      try await facts.add(
        WaitingFact(
          id: "\(number)", subject: "ord-1", at: number, kind: "restart", actor: nil, isCustomers: true, detail: nil))
    }
    #expect(try await facts.first(10).map(\.id) == ["2", "3", "4"])
  }

  @Test("says what is missing where the machine's file names no database")
  func unnamed() async throws {
    let world = try World()
    let part = world.part(nil)
    await part.follow(.init())
    let running = Task { await part.run() }
    while await world.state?.phase != .hindered { await Task.yield() }
    running.cancel()
    #expect(await world.state?.advice?.contains("mirror: { urlFrom") == true)
  }

  @Test("does once what somebody asks for, beside a server that has the state folder")
  func verbs() async throws {
    let (world, database) = (try World(), try Self.makeDatabase())
    let file = "repository: { remote: \(world.remote.path) }\nmirror: { urlFrom: DATABASE_URL }\n"
    guard case .sound(let configuration) = readConfiguration(Array(file.utf8), at: "server.yaml") else {
      Issue.record("the file is not sound")
      return
    }
    let (one, time) = (world.setup, world.setup.time)
    let setup = ServerSetup(
      configuration, in: world.folder,
      environment: world.remote.environment.merging(["DATABASE_URL": database.url()]) { $1 }, version: "1",
      process: getpid(), owner: "tests", panel: one.panel, time: time, chance: one.chance, log: one.log)
    let first = try await mirror(.catchUp, setup, temporary: world.folder)
    #expect(first.contains("all rows were made anew"))
    #expect(try await mirror(.catchUp, setup, temporary: world.folder).contains("there was nothing new"))
    let server = try await Self.taken(setup.path(configuration.state))
    #expect(try await mirror(.rebuild, setup, temporary: world.folder).contains("all rows were made anew"))
    #expect(!FileManager.default.fileExists(atPath: "\(world.folder)/mirror-\(getpid()).git"))
    let wish = try #require(MirrorWish(erasing: "ord-1"))
    #expect(try await mirror(wish, setup, temporary: world.folder) == "the rows of ord-1 are gone for good")
    #expect(try await mirror(wish, setup, temporary: world.folder) == "ord-1 had no rows, and gets none")
    #expect(try database.run("select count(*) from bot_deployments") == "0")
    #expect(MirrorWish(erasing: "No Order") == nil)
    withExtendedLifetime(server) {}
    await #expect(throws: ServerFailure.self) { try await mirror(.catchUp, one, temporary: world.folder) }
  }

  /// A state folder that was just given back. A program that another test starts at that moment shares its lock until it has begun.
  private static func taken(_ path: String) async throws -> StateFolder {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
      if let folder = try? StateFolder(path) { return folder }
      try await Task.sleep(for: .milliseconds(10))
    }
    return try StateFolder(path)
  }
}
