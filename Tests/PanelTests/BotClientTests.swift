import Foundation
import HTTP
import PanelProcess
import Planner
import Testing

@testable import Panel

/// What servers do, asked of the embedded panel and read from recordings of a real one.
@Suite(.timeLimit(.minutes(20)))
struct BotClientTests {
  private func started(_ arguments: [String] = []) throws -> (SandboxProcess, PterodactylBots) {
    let sandbox = try SandboxProcess(["--servers", "3"] + arguments)
    let bots = try PterodactylBots(
      at: try PanelURL(sandbox.url, encryption: .optional(for: "127.0.0.1")),
      key: Secret(sandbox.keys["client_admin"] ?? ""),
      ConnectionOptions(userAgent: "tests/1", time: Timekeeper(ContinuousClock()) { 0.5 }),
      for: RunOptions(variables: []))
    return (sandbox, bots)
  }

  private func uuid(_ number: Int, on sandbox: SandboxProcess) async throws -> String {
    struct Shown: Decodable {
      struct Attributes: Decodable { let uuid: String }
      let attributes: Attributes
    }
    let data = try await sandbox.request(.get, "/api/application/servers/\(number)")
    return try JSONDecoder().decode(Shown.self, from: data).attributes.uuid
  }

  private func power(_ look: ServerLook) -> ServerCondition.Power? {
    if case .process(let process) = look { process.power } else { nil }
  }

  @Test func `A bot is started, is seen running after the panel's cache, and its start is in the activity`()
    async throws
  {
    let (sandbox, bots) = try started()
    defer { sandbox.stop() }
    let server = try await uuid(1, on: sandbox)
    #expect(power(try await bots.look(at: server)) == .offline)
    try await bots.send(.start, to: server)
    #expect(power(try await bots.look(at: server)) == .offline)
    try await sandbox.control(#"{"do": "wait", "seconds": 25}"#)
    guard case .process(let process) = try await bots.look(at: server) else { Issue.record("closed"); return }
    #expect(process.power == .running && process.uptimeSeconds >= 25 && process.memoryBytes > 0)
    try await sandbox.control(#"{"do": "wait", "seconds": 60}"#)
    try await bots.send(.stop, to: server)
    let activity = try await bots.activity(of: server)
    #expect(activity.map(\.deed) == [.stop, .start])
    #expect(activity[0].at.seconds - activity[1].at.seconds >= 60)
    let counts = await bots.requestCounts
    #expect(counts.perMinute == 720 || counts.perMinute == 256)
    #expect(counts.byStatus[204] == 2)
  }

  @Test func `What keeps everybody out is told apart`() async throws {
    let (sandbox, bots) = try started()
    defer { sandbox.stop() }
    let server = try await uuid(1, on: sandbox)
    try await sandbox.request(.post, "/api/application/servers/1/suspend")
    #expect(try await bots.look(at: server) == .closed(.suspended))
    await #expect(throws: PanelFailure.self) { try await bots.send(.start, to: server) }
    try await sandbox.request(.post, "/api/application/servers/1/unsuspend")
    try await sandbox.control(#"{"do": "daemon", "install": "hold"}"#)
    try await sandbox.request(.post, "/api/application/servers/1/reinstall")
    #expect(try await bots.look(at: server) == .closed(.installing))
  }

  @Test func `A node that does not answer is told from a panel that does not, and from a server that is not there`()
    async throws
  {
    let (sandbox, bots) = try started()
    defer { sandbox.stop() }
    let server = try await uuid(1, on: sandbox)
    try await sandbox.control(#"{"do": "daemon", "mode": "refuse"}"#)
    await #expect(throws: PanelFailure.daemonFailed(node: nil, status: 504)) { try await bots.look(at: server) }
    try await sandbox.control(#"{"do": "well"}"#)
    let missing = "00000000-0000-4000-8000-000000000000"
    do throws(PanelFailure) {
      _ = try await bots.look(at: missing)
      Issue.record("a server that is not there was seen")
    } catch {
      #expect(error.kind == .notFound)
    }
    await #expect(throws: PanelFailure.self) { try await bots.look(at: "1/../../application/servers/1") }
  }

  @Test func `Of the token only one thing is told`() async throws {
    let (sandbox, bots) = try started()
    defer { sandbox.stop() }
    let server = try await uuid(1, on: sandbox)
    #expect(try await bots.token(of: server, in: ["NO_SUCH": ""]) == .unknown)
    try await sandbox.request(
      .put, "/api/client/servers/\(server)/startup/variable", #"{"key": "DISCORD_TOKEN", "value": "set-me"}"#,
      key: "client_admin")
    #expect(try await bots.token(of: server, in: ["DISCORD_TOKEN": "set-me"]) == .missing)
    try await sandbox.request(
      .put, "/api/client/servers/\(server)/startup/variable", #"{"key": "DISCORD_TOKEN", "value": "MTA.mine"}"#,
      key: "client_admin")
    #expect(try await bots.token(of: server, in: ["DISCORD_TOKEN": "set-me"]) == .given)
    #expect(TokenFact.allCases.allSatisfy { !"\($0)".contains("MTA") })
  }

  @Test func `Where the panel hides administrators, their starts are not shown, and customers' are`() async throws {
    let (sandbox, bots) = try started()
    defer { sandbox.stop() }
    let server = try await uuid(1, on: sandbox)
    try await sandbox.control(#"{"do": "activity", "hide-administrators": true}"#)
    try await bots.send(.start, to: server)
    #expect(try await bots.activity(of: server).isEmpty)
    try await sandbox.control(#"{"do": "bot", "server": 1, "does": "stop", "seconds": 30}"#)
    #expect(try await bots.activity(of: server).isEmpty)
    try await sandbox.control(#"{"do": "wait", "seconds": 31}"#)
    #expect(try await bots.activity(of: server).map(\.deed) == [.stop])
  }

  @Test func `What a schedule does is in no activity, and among the server's schedules`() async throws {
    let (sandbox, bots) = try started()
    defer { sandbox.stop() }
    let server = try await uuid(1, on: sandbox)
    #expect(try await bots.schedules(of: server).isEmpty)
    try await bots.send(.start, to: server)
    try await sandbox.control(#"{"do": "wait", "seconds": 60}"#)
    try await sandbox.control(#"{"do": "bot", "server": 1, "does": "stop", "schedule": true}"#)
    try await sandbox.control(#"{"do": "wait", "seconds": 25}"#)
    #expect(power(try await bots.look(at: server)) == .offline)
    let activity = try await bots.activity(of: server)
    let scheduled = try await bots.schedules(of: server)
    #expect(activity.map(\.deed) == [.start] && scheduled.map(\.deed) == [.stop])
    #expect(scheduled[0].at.seconds - activity[0].at.seconds >= 60)
  }

  @Test func `A key that the panel does not know is told as that`() async throws {
    let (sandbox, _) = try started()
    defer { sandbox.stop() }
    let bots = try PterodactylBots(
      at: try PanelURL(sandbox.url, encryption: .optional(for: "127.0.0.1")), key: Secret("ptlc_wrong"),
      ConnectionOptions(userAgent: "tests/1", time: Timekeeper(ContinuousClock()) { 0.5 }),
      for: RunOptions(variables: []))
    let server = try await uuid(1, on: sandbox)
    await #expect(throws: PanelFailure.access(.keyRefused)) { try await bots.look(at: server) }
  }
}
