import Applier
import Foundation
import HTTP
import Health
import Logging
import Panel
import PanelProcess
import Planner
import RepositoryFixtures
import Store
import Testing

@testable import Service

/// From git and the panel to what people see: the embedded panel has the bots.
@Suite(.timeLimit(.minutes(20)))
struct SeeHealthTests {
  private let catalog = "tiers: { starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, guilds: 1 } }\n"

  private func order(_ id: String, _ state: String = "active") -> String {
    """
    order: \(id)
    customer: cus-1
    status: quote_accepted
    payment: confirmed
    tier: starter
    guilds: ["112233445566778899"]
    state: \(state)
    """
  }

  private func uuid(_ number: Int, on sandbox: SandboxProcess) async throws -> String {
    struct Shown: Decodable {
      struct Attributes: Decodable { let uuid: String }
      let attributes: Attributes
    }
    let data = try await sandbox.request(.get, "/api/application/servers/\(number)")
    return try JSONDecoder().decode(Shown.self, from: data).attributes.uuid
  }

  /// A fleet of the panel's first servers, as applies left it, at a remote.
  private func remote(_ sandbox: SandboxProcess, servers: Int) async throws -> TemporaryRepository {
    var files = [
      "fleet/fleet.yaml": settingsForSandbox, "fleet/catalog.yaml": catalog,
      "fleet/service.yaml": "health: { restart: on-failure }\n",
    ]
    for number in 1...servers {
      let id = try #require(OrderID("ord-00000\(number)"))
      let server = OrderResult.Server(
        id: ServerID(number), uuid: try await uuid(number, on: sandbox),
        identifier: String(try await uuid(number, on: sandbox).prefix(8)), node: NodeID(number % 2 == 1 ? 1 : 2),
        address: nil, installation: .done)
      let result = OrderResult(
        order: id, phase: .running, since: try #require(Day("2026-11-01")), server: server, applied: nil,
        terminatingSince: nil, failure: nil)
      files["fleet/orders/\(id).yaml"] = order(id.text)
      files["fleet/\(resultPath(of: id))"] = String(decoding: writeResult(result), as: UTF8.self)
    }
    let repository = try TemporaryRepository()
    try repository.commit(files)
    return repository
  }

  private func setup(
    _ sandbox: SandboxProcess, _ remote: TemporaryRepository, in folder: String, key: String?
  ) throws -> ServerSetup {
    let text = "state: \(folder)/state\nrepository: { remote: \"\(remote.path)\", branch: main }\n"
    guard case .sound(let configuration) = readConfiguration(Array(text.utf8), at: "server.yaml") else {
      throw ServerFailure.noFile(path: "server.yaml")
    }
    var environment = remote.environment
    environment["PTERODACTYL_PANEL_URL"] = sandbox.url
    environment["PTERODACTYL_API_KEY"] = sandbox.keys["app_full"]
    environment["PTERODACTYL_CLIENT_KEY"] = key
    environment["BOTFLEET_ALLOW_HTTP"] = "127.0.0.1"
    let connections = PanelConnections(
      ConnectionOptions(userAgent: "tests/1", time: Timekeeper(ContinuousClock()) { 0.5 }))
    let start = ContinuousClock.now
    var setup = ServerSetup(
      configuration, in: folder, environment: environment, version: "1", process: 4711, owner: "tests",
      panel: PanelAccess(connections),
      time: LockRequest.Time(
        now: { Instant(seconds: Int(Date().timeIntervalSince1970)) },
        elapsed: { start.duration(to: .now) }, sleep: { try? await Task.sleep(for: min($0, .milliseconds(20))) }),
      chance: { 0.5 }, log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    setup.bots = BotAccess(connections)
    return setup
  }

  @Test
  func `Every bot is seen once: those that run, fall, lack their token, are suspended, or on a node that is gone`()
    async throws
  {
    let sandbox = try SandboxProcess(["--servers", "6"])
    defer { sandbox.stop() }
    let folder = FileManager.default.temporaryDirectory.appending(path: "health-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let remote = try await remote(sandbox, servers: 6)
    for (number, token) in [(1, "MTA.a"), (2, "MTA.b"), (3, "set-me-in-the-panel"), (5, "MTA.c")] {
      let server = try await uuid(number, on: sandbox)
      try await sandbox.request(
        .put, "/api/client/servers/\(server)/startup/variable", #"{"key": "DISCORD_TOKEN", "value": "\#(token)"}"#,
        key: "client_admin")
      try await sandbox.control(#"{"do": "bot", "server": \#(number), "does": "start"}"#)
    }
    try await sandbox.control(#"{"do": "wait", "seconds": 60}"#)
    // The second falls and is given up; the third ends for lack of its token; somebody stops the fifth; the fourth is suspended.
    try await sandbox.control(#"{"do": "bot", "server": 2, "does": "fall"}"#)
    try await sandbox.control(#"{"do": "bot", "server": 3, "does": "fall"}"#)
    try await sandbox.control(#"{"do": "bot", "server": 5, "does": "stop"}"#)
    try await sandbox.request(.post, "/api/application/servers/4/suspend")
    try await sandbox.control(#"{"do": "wait", "seconds": 60}"#)
    let seen = try await seeHealth(
      try setup(sandbox, remote, in: folder, key: sandbox.keys["client_admin"]), temporary: folder)
    let states = seen.state.bots.map {
      "\($0.bot.order): \($0.sighting.state.rawValue) \($0.sighting.reason?.rawValue ?? "")"
    }
    #expect(
      states == [
        "ord-000001: running ", "ord-000002: crashed ended-by-itself", "ord-000003: needs-token started-without-token",
        "ord-000004: suspended ", "ord-000005: offline stopped-by-person", "ord-000006: offline never-started",
      ])
    #expect(seen.needsPerson && seen.hindrance == nil)
    #expect(seen.text.hasPrefix("ord-000002  crashed (ended-by-itself)"))
    #expect(seen.text.hasSuffix("1 running, 2 offline, 1 crashed, 1 needs-token, 1 suspended\n"))
    #expect(seen.metrics(.automatic).contains(#"botfleet_bots{state="crashed"} 1"#))
    for text in [seen.text, seen.json, seen.metrics(.servers)] { #expect(!text.contains("MTA.")) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    let started = try await sandbox.requests().filter { $0.hasPrefix("POST") && $0.hasSuffix("/power") }
    #expect(started.isEmpty)

    try await sandbox.control(#"{"do": "daemon", "mode": "refuse", "node": 1}"#)
    try await sandbox.control(#"{"do": "wait", "seconds": 60}"#)
    let half = try await seeHealth(
      try setup(sandbox, remote, in: folder, key: sandbox.keys["client_admin"]), temporary: folder)
    for bot in half.state.bots where bot.bot.node == NodeID(1) {
      #expect(bot.sighting.state == .unknown && bot.sighting.reason == .nodeUnreachable)
    }
    #expect(half.state.nodes.map(\.isUp) == [false, true])
  }

  @Test func `What a server remembers does not keep a bot from being judged by its one look`() async throws {
    let sandbox = try SandboxProcess(["--servers", "2"])
    defer { sandbox.stop() }
    let folder = FileManager.default.temporaryDirectory.appending(path: "health-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder + "/state", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let remote = try await remote(sandbox, servers: 2)
    let now = Int(Date().timeIntervalSince1970)
    var (waiting, ran) = (
      KnownBot(server: try await uuid(1, on: sandbox), state: "needs-token", since: now - 300),
      KnownBot(server: try await uuid(2, on: sandbox), state: "running", since: now - 300)
    )
    (waiting.downAt, waiting.judgedAt) = (now - 300, now - 200)
    (ran.lastUpAt, ran.upSince) = (now - 60, now - 300)
    try await BotMemory(of: try ServiceStore(at: folder + "/state/server.sqlite")).save([waiting, ran])
    for number in [1, 2] {
      let server = try await uuid(number, on: sandbox)
      try await sandbox.request(
        .put, "/api/client/servers/\(server)/startup/variable", #"{"key": "DISCORD_TOKEN", "value": "MTA.a"}"#,
        key: "client_admin")
    }
    let before = try await sandbox.requests().count
    let seen = try await seeHealth(
      try setup(sandbox, remote, in: folder, key: sandbox.keys["client_admin"]), temporary: folder)
    let reasons = seen.state.bots.map { $0.sighting.reason?.rawValue }
    #expect(reasons == ["never-started", "ended-by-itself"])
    let looks = try await sandbox.requests()[before...].filter { $0.contains("/resources") }
    #expect(looks.count == 2)
  }

  @Test func `A key that the panel does not know sees nothing`() async throws {
    let sandbox = try SandboxProcess(["--servers", "3"])
    defer { sandbox.stop() }
    let folder = FileManager.default.temporaryDirectory.appending(path: "health-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let remote = try await remote(sandbox, servers: 3)
    let unknown = try await seeHealth(try setup(sandbox, remote, in: folder, key: "ptlc_wrong"), temporary: folder)
    #expect(unknown.isBlind && unknown.hindrance != nil)
    // One that sees no servers has been told that much.
    let strange = try await seeHealth(
      try setup(sandbox, remote, in: folder, key: sandbox.keys["client_customer"]), temporary: folder)
    #expect(!strange.isBlind && strange.state.bots.allSatisfy { $0.sighting.reason == .notFound })
  }

  @Test func `Without its key nothing is asked, and the variable is named`() async throws {
    let sandbox = try SandboxProcess(["--servers", "1"])
    defer { sandbox.stop() }
    let folder = FileManager.default.temporaryDirectory.appending(path: "health-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let remote = try await remote(sandbox, servers: 1)
    let setup = try setup(sandbox, remote, in: folder, key: nil)
    do {
      _ = try await seeHealth(setup, temporary: folder)
      Issue.record("it was seen without a key")
    } catch {
      #expect("\(error)" == "PTERODACTYL_CLIENT_KEY is not set")
    }
  }

  /// What a server does from its first second on: there is no clone yet, and nobody has looked at anything.
  @Test func `The part watches what the branch declares, from an empty state folder on`() async throws {
    let sandbox = try SandboxProcess(["--servers", "2"])
    defer { sandbox.stop() }
    let folder = FileManager.default.temporaryDirectory.appending(path: "health-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let remote = try await remote(sandbox, servers: 2)
    let setup = try setup(sandbox, remote, in: folder, key: sandbox.keys["client_admin"])
    let board = StatusBoard(version: "1", now: setup.time.now, log: setup.log)
    let part = HealthPart(
      setup, clone: folder + "/health.git", board: board, store: try ServiceStore(at: folder + "/server.sqlite"))
    let server = try await uuid(1, on: sandbox)
    #expect(await part.sighting(of: server) == nil)
    try await sandbox.control(#"{"do": "bot", "server": 1, "does": "start"}"#)
    try await sandbox.control(#"{"do": "wait", "seconds": 30}"#)
    await part.follow(.init(restart: .onFailure))
    let task = Task { await part.run() }
    let end = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < end {
      let seen = await part.sightings().values.compactMap(\.seenAt)
      // The board is told of a round after what it saw can be asked for.
      if seen.count == 2, await board.parts[.health]?.phase == .running { break }
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(await part.sighting(of: server)?.state == .running)
    #expect(await part.sightings().values.map(\.state.rawValue).sorted() == ["offline", "running"])
    #expect(await part.history(of: server).count == 1)
    #expect(await board.parts[.health]?.phase == .running)
    let text = await metricsText(of: board, RequestTally(), setup.time.now())
    #expect(text.contains(#"botfleet_server_state{order="ord-000001",state="running"} 1"#))
    #expect(text.contains(#"botfleet_orders{phase="running"} 2"#))
    #expect(await board.status().health?.bots == ["running": 1, "offline": 1])
    try await part.send(.restart, to: server)
    #expect(try await sandbox.requests().contains("POST /api/client/servers/\(server)/power"))
    await part.follow(nil)
    while await board.parts[.health]?.phase != .off, ContinuousClock.now < end {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(await board.parts[.health]?.phase == .off)
    #expect(await part.sightings().isEmpty)
    task.cancel()
    await task.value
  }
}
