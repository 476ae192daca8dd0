import Foundation
import Health
import Intake
import Logging
import Panel
import Planner
import Reconcile
import Snapshots
import Testing

@testable import Service

@Suite struct HealthMetricsTests {
  private static let now = Instant(seconds: 1_795_000_000)

  private func bot(
    _ order: String, _ state: BotState, _ reason: BotReason? = nil, wish: WatchedBot.Wish = .running, age: Int = 10,
    tier: String? = "pro"
  ) throws -> HealthState.Bot {
    let id = try #require(OrderID(order))
    return HealthState.Bot(
      bot: WatchedBot(
        order: id, server: "5f0c0000-0000-4000-8000-000000000001", node: NodeID(2), tier: tier, wish: wish,
        limits: .init(memoryBytes: 512 << 20, diskBytes: nil, cpuPercent: 50)),
      sighting: BotSighting(
        order: id, server: "5f0c0000-0000-4000-8000-000000000001", state: state, reason: reason,
        since: Self.now, seenAt: Instant(seconds: Self.now.seconds - age),
        use: BotUse(
          cpuPercent: 4.5, memoryBytes: 100 << 20, diskBytes: 5, receivedBytes: 6, sentBytes: 7, uptimeSeconds: 100),
        restarts: RestartRecord(inARow: 1, total: 3, lastAt: Self.now, nextAt: nil)), beganAnew: 2)
  }

  private func state(_ bots: [HealthState.Bot]) -> HealthState {
    HealthState(
      bots: bots,
      nodes: [.init(id: NodeID(1), bots: 0, isUp: nil), .init(id: NodeID(2), bots: bots.count, isUp: false)],
      counts: .init(), requests: RequestCounts(byStatus: [200: 9, 0: 1], perMinute: 256, left: 100), hindrance: nil)
  }

  private func text(_ state: HealthState, _ detail: MetricsDetail = .servers) -> String {
    var writer = MetricsWriter()
    writer.add(state, detail, Self.now)
    return writer.text
  }

  @Test func `Each server has its lines, in base units`() throws {
    let text = text(state([try bot("ord-1", .running), try bot("ord-2", .crashLoop, .endsAfterEveryStart)]))
    for line in [
      #"botfleet_server_info{node="2",order="ord-1",server="5f0c0000-0000-4000-8000-000000000001",source="client",tier="pro"} 1"#,
      #"botfleet_server_state{order="ord-1",state="running"} 1"#,
      #"botfleet_server_state{order="ord-1",state="crashed"} 0"#,
      #"botfleet_server_declared{order="ord-2",state="running"} 1"#,
      #"botfleet_server_crash_loop{order="ord-2"} 1"#,
      #"botfleet_server_restarts_total{by="botfleet",order="ord-1"} 3"#,
      #"botfleet_server_restarts_total{by="node",order="ord-1"} 2"#,
      #"botfleet_server_cpu_ratio{order="ord-1"} 0.045"#, #"botfleet_server_cpu_limit_ratio{order="ord-1"} 0.5"#,
      #"botfleet_server_memory_limit_bytes{order="ord-1"} 536870912"#,
      #"botfleet_server_start_time_seconds{order="ord-1"} 1794999890"#,
      #"botfleet_server_observed_timestamp_seconds{order="ord-1"} 1794999990"#,
      #"botfleet_bots{state="crash-loop"} 1"#, "botfleet_bots_not_as_declared 1", #"botfleet_node_up{node="2"} 0"#,
      #"botfleet_panel_requests_total{api="client",code="none"} 1"#,
      #"botfleet_panel_limit_remaining{api="client"} 100"#,
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line)")
    }
    // Nobody has looked at node 1, and nothing limits the disk.
    #expect(!text.contains(#"botfleet_node_up{node="1"}"#) && !text.contains("botfleet_server_disk_limit_bytes{"))
  }

  @Test func `Old looks say when they were, and not what a server takes`() throws {
    let text = text(state([try bot("ord-1", .running, age: 4000)]))
    #expect(text.contains("botfleet_server_observed_timestamp_seconds{"))
    #expect(!text.contains("botfleet_server_memory_bytes{") && !text.contains("botfleet_server_cpu_ratio{"))
  }

  @Test func `Large fleets have no lines of their own for each server, unless somebody wants them`() throws {
    let bots = try (0..<1001).map { try bot("ord-\($0)", .running) }
    #expect(!text(state(bots), .automatic).contains("botfleet_server_"))
    #expect(text(state(Array(bots.prefix(1000))), .automatic).contains("botfleet_server_state"))
    #expect(text(state(bots), .servers).contains("botfleet_server_state"))
    #expect(!text(state(Array(bots.prefix(1))), .nodes).contains("botfleet_server_"))
  }

  @Test func `Every line is of a family that stands above it once, and labels cannot break out`() throws {
    let text = text(state([try bot("ord-1", .unknown, .notLooked, tier: "a\"b\\c\nd")]))
    var families: Set<String> = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("# TYPE ") {
        #expect(families.insert(String(line.split(separator: " ")[2])).inserted, "\(line)")
      } else if !line.hasPrefix("#") {
        #expect(families.contains(String(line.prefix { $0 != "{" && $0 != " " })), "\(line)")
      }
    }
    #expect(text.contains(#"tier="a\"b\\c\nd""#))
  }

  @Test func `monitoring names metrics that there are, and each of its panels and rules has some`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let known = try knownNames(below: root.appending(path: "Sources"))
    #expect(known.count > 40)
    for file in ["alerts.yml", "alerts.test.yml", "dashboard.json"] {
      let text = try String(contentsOf: root.appending(path: "monitoring/\(file)"), encoding: .utf8)
      let named = names(in: text)
      #expect(named.count > 10)
      #expect(named.subtracting(known) == [], "\(file)")
    }
    let page = try String(contentsOf: root.appending(path: "docs/health.md"), encoding: .utf8)
    let alerts = try String(contentsOf: root.appending(path: "monitoring/alerts.yml"), encoding: .utf8)
    for name in alerts.matches(of: /- alert: (\w+)/).map(\.output.1) {
      #expect(page.contains("\n### \(name)\n"), "docs/health.md says nothing of \(name)")
    }
  }

  /// The names that are written in the sources as whole texts: every family is.
  private func knownNames(below folder: URL) throws -> Set<String> {
    var known: Set<String> = []
    for folderName in ["Service/State", "Service/Watching"] {
      let path = folder.appending(path: folderName)
      for file in try FileManager.default.contentsOfDirectory(atPath: path.path) where file.hasSuffix(".swift") {
        let text = try String(contentsOf: path.appending(path: file), encoding: .utf8)
        known.formUnion(text.matches(of: /"(botfleet_\w+)"/).map { String($0.output.1) })
      }
    }
    return known
  }

  private func names(in text: String) -> Set<String> {
    Set(text.matches(of: /\b(botfleet_\w+)/).map { String($0.output.1) })
  }

  /// scripts/check-schemas holds it against schemas/health.schema.json.
  @Test func `What programs get of one look is as its schema has it`() throws {
    let seen = HealthSeen(
      state([
        try bot("ord-1", .running), try bot("ord-2", .crashLoop, .endsAfterEveryStart),
        try bot("ord-3", .suspended, wish: .suspended, tier: nil),
      ]), fleet: "codecraft", at: Self.now)
    try expectSnapshot(seen.json, "three-bots.health.json")
    try expectSnapshot(seen.text, "three-bots.txt")
  }

  @Test func `A file of metrics is replaced at once, or not at all`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "metrics-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "botfleet.prom").path
    try writeMetricsFile("old\n", to: path)
    try writeMetricsFile("new\n", to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["botfleet.prom"])
    #expect(throws: ServerFailure.self) { try writeMetricsFile("x", to: folder.path + "/none/botfleet.prom") }
  }
}
