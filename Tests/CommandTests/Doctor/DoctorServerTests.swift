import Foundation
import PanelProcess
import Testing

/// Why the server of an order does not start.
@Suite(.timeLimit(.minutes(20)))
struct DoctorServerTests {
  /// An applied order.
  private func stage(panel: [String] = []) async throws -> Stage {
    let stage = try await Stage(Documents.orders("ord-1"), panel: panel)
    try await stage.apply()
    return stage
  }

  private func start(_ stage: Stage) async throws {
    let server = try #require(try await stage.panel.servers()["ord-1"])
    try await stage.panel.request(
      .post, "/api/client/servers/\(server.identifier)/power", #"{"signal": "start"}"#, key: "client_admin")
    try await stage.panel.control(#"{"do": "wait", "seconds": 30}"#)
  }

  private func examine(
    _ stage: Stage, _ order: String = "ord-1", key: String? = nil, expecting status: Int32,
    at location: SourceLocation = #_sourceLocation
  ) async throws -> DoctorReport {
    try await stage.examine(
      "--order", order, environment: ["PTERODACTYL_CLIENT_KEY": try key ?? stage.key("client_admin")],
      expecting: status, at: location)
  }

  @Test(arguments: ["1.11", "1.15"]) func `A bot that runs is all ok`(_ series: String) async throws {
    let stage = try await stage(panel: ["--series", series])
    try await start(stage)
    let report = try await examine(stage, expecting: 0)
    #expect(report.problems == [])
    #expect(report.words(on: "power").hasPrefix("running for"))
    #expect(
      report.findings.suffix(5).map(\.check) == ["server", "installation", "server-image", "server-startup", "power"])
  }

  @Test func `A bot that is offline is told by the name of that error`() async throws {
    let stage = try await stage()
    let report = try await examine(stage, expecting: 1)
    #expect(report.problems == ["failure power"])
    #expect(report.words(on: "power").contains("server created but not starting: it is offline"))
  }

  @Test func `A command and an image that somebody changed are told, and not shown`() async throws {
    let stage = try await stage()
    try await start(stage)
    let server = try #require(try await stage.panel.servers()["ord-1"])
    try await stage.panel.request(
      .patch, "/api/application/servers/\(server.id)/startup",
      #"{"startup": "sleep 4711", "egg": 15, "image": "example.com/hush:1", "skip_scripts": true, "environment": {"DISCORD_TOKEN": "t", "DISCORD_GUILD_ID": "112233445566778899", "TIER": "starter", "FEATURES": "", "MAX_GUILDS": "1"}}"#
    )
    let report = try await examine(stage, expecting: 0)
    #expect(report.problems == ["warning server-image", "warning server-startup"])
    #expect(!report.findings.contains { "\($0)".contains("4711") || "\($0)".contains("hush") })
  }

  @Test func `The key of an account alone will do for both`() async throws {
    let stage = try await stage()
    try await start(stage)
    let report = try await stage.examine(
      "--order", "ord-1", environment: ["PTERODACTYL_API_KEY": try stage.key("client_admin")], expecting: 0)
    #expect(report.problems == ["warning key-kind"])
  }

  @Test func `Without a key of the Client API the power state is left open`() async throws {
    let stage = try await stage()
    let report = try await stage.examine("--order", "ord-1", expecting: 5)
    #expect(report.problems == ["unchecked power"])
    #expect(report.words(on: "power").contains("PTERODACTYL_CLIENT_KEY"))
  }

  @Test(arguments: [("app_full", "it takes a key that begins with ptlc_"), ("nonsense", "API authentication failed")])
  func `A key that is none of the Client API is told`(_ kind: String, _ words: String) async throws {
    let stage = try await stage()
    let report = try await examine(stage, key: stage.panel.keys[kind] ?? kind, expecting: 5)
    #expect(report.problems == ["unchecked power"])
    #expect(report.words(on: "power").lowercased().contains(words.lowercased()))
  }

  @Test(arguments: ["1.11", "1.15"])
  func `The key of somebody who does not see the server is told`(_ series: String) async throws {
    let stage = try await Stage(
      ["ord-1": Documents.order("ord-1").replacing("customer: cust-1\n", with: "")], panel: ["--series", series])
    try await stage.apply()
    let report = try await examine(stage, key: stage.key("client_customer"), expecting: 5)
    #expect(report.words(on: "power").contains("does not see this server"))
  }

  @Test func `A failed installation is told by the name of that error`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.panel.control(#"{"do": "daemon", "install": "fail"}"#)
    try await stage.apply(expecting: 3)
    let report = try await examine(stage, expecting: 1)
    #expect(report.words(on: "installation").contains("server created but not starting: its installation failed"))
    #expect(report.problems.contains("failure installation"))
  }

  @Test func `An installation that takes its time is a warning, and one that is over its time a failure`() async throws
  {
    let stage = try await Stage(Documents.orders("ord-1"), fleet: Documents.fleet + "policy: { installWithin: 1s }\n")
    try await stage.panel.control(#"{"do": "daemon", "install": "hold"}"#)
    try await stage.apply()
    try await Task.sleep(for: .seconds(3))
    #expect(try await examine(stage, expecting: 1).problems.contains("failure installation"))
    try stage.commit(["fleet/fleet.yaml": Documents.fleet])
    #expect(try await examine(stage, expecting: 0).problems.contains("warning installation"))
  }

  @Test func `A daemon that cannot be reached is told by its node`() async throws {
    let stage = try await stage()
    try await stage.panel.control(#"{"do": "daemon", "mode": "refuse"}"#)
    let report = try await examine(stage, expecting: 1)
    #expect(report.problems == ["failure power"])
    #expect(report.words(on: "power").contains("the daemon of node"))
  }

  @Test func `An order without a server, and one that nobody declares, are told`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    var report = try await examine(stage, expecting: 1)
    #expect(report.problems == ["failure server"])
    #expect(report.words(on: "server").contains("botfleet plan --order ord-1"))
    report = try await examine(stage, "ord-9", expecting: 1)
    #expect(report.words(on: "server").contains("there is no order ord-9"))
  }
}
