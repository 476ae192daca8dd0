import HTTP
import Planner
import Testing

@testable import Panel

/// What servers do, read from answers that the embedded panel gives too seldom to wait for.
@Suite(.timeLimit(.minutes(20)))
struct BotsOfScriptsTests {
  private let server = "d22d80e9-6e8d-497b-83b4-3504cfb4f8bb"

  private func bots(_ panel: ScriptedPanel) throws -> PterodactylBots {
    try PterodactylBots(
      at: panel.url, key: Secret("ptlc_test"),
      ConnectionOptions(userAgent: "tests/1", time: Timekeeper(panel.clock) { 0.5 }), for: RunOptions(variables: []))
  }

  private func closed(_ times: Int, status: String = "null") throws -> ScriptedPanel {
    let left = Counter()
    return try ScriptedPanel { request in
      guard request.path.hasSuffix("/resources") else {
        return .json(
          200,
          #"{"object":"server","attributes":{"status":\#(status),"is_suspended":false,"is_installing":false,"is_transferring":false}}"#
        )
      }
      if left.next() < times { return .error(409, "ServerStateConflictException") }
      return .json(
        200,
        #"{"object":"stats","attributes":{"current_state":"offline","is_suspended":false,"resources":{"memory_bytes":0,"cpu_absolute":0,"disk_bytes":0,"network_rx_bytes":0,"network_tx_bytes":0,"uptime":0}}}"#
      )
    }
  }

  @Test func `An installation that ends between two questions is over`() async throws {
    let panel = try closed(1)
    let look = try await bots(panel).look(at: server)
    guard case .process(let process) = look else { Issue.record("closed"); return }
    #expect(process.power == .offline)
    #expect(panel.requests.count == 3)
  }

  @Test(arguments: ["null", #""a-new-one""#])
  func `What keeps everybody out for a reason that nobody knows is not asked for ever`(status: String) async throws {
    let panel = try closed(9, status: status)
    let look = try await bots(panel).look(at: server)
    #expect(look == .closed(.unfamiliar))
    #expect(panel.requests.count <= 4)
  }

  private func task(_ number: Int, _ payload: String, action: String = "power", isQueued: Bool = false) -> String {
    #"{"object":"schedule_task","attributes":{"id":\#(number + 7),"sequence_id":\#(number),"action":"\#(action)","payload":"\#(payload)","time_offset":0,"is_queued":\#(isQueued)}}"#
  }

  /// A schedule that ran last at eight, or runs since nine.
  private func schedule(_ tasks: String..., isProcessing: Bool = false, lastRunAt: Bool = true) -> String {
    #"{"object":"server_schedule","attributes":{"id":1,"name":"night","is_active":true,"is_processing":\#(isProcessing),"last_run_at":"#
      + (lastRunAt ? #""2026-11-29T08:00:00+00:00""# : "null")
      + #","updated_at":"2026-11-29T09:00:00+00:00","relationships":{"tasks":{"object":"list","data":["#
      + tasks.joined(separator: ",") + "]}}}}"
  }

  private func expect(_ schedules: String..., to have: [String]) async throws {
    let panel = try ScriptedPanel { _ in
      .json(200, #"{"object":"list","data":[\#(schedules.joined(separator: ","))]}"#)
    }
    let seen = try await bots(panel).schedules(of: server)
    #expect(panel.requests.map(\.path) == ["/api/client/servers/\(server)/schedules"])
    #expect(seen.map { "\($0.deed) \($0.at)" } == have)
  }

  @Test func `What a schedule did last is the last of its signals`() async throws {
    try await expect(schedule(task(1, "stop")), to: ["stop 2026-11-29T08:00:00Z"])
    try await expect(schedule(task(2, "start"), task(1, "kill")), to: ["start 2026-11-29T08:00:00Z"])
    try await expect(
      schedule(task(1, "stop"), task(2, "", action: "backup")), schedule(task(1, "restart")),
      to: ["stop 2026-11-29T08:00:00Z", "restart 2026-11-29T08:00:00Z"])
  }

  @Test func `A schedule that has not run, types commands or makes backups did nothing to the process`() async throws {
    try await expect(schedule(task(1, "stop"), lastRunAt: false), to: [])
    try await expect(schedule(task(1, "stop", action: "command")), schedule(), to: [])
    try await expect(to: [])
  }

  @Test func `Of a schedule that runs, what is to come yet is not done`() async throws {
    try await expect(
      schedule(
        task(1, "stop"), task(2, "", action: "backup"), task(3, "start", isQueued: true), isProcessing: true),
      to: ["stop 2026-11-29T09:00:00Z"])
    try await expect(schedule(task(1, "stop", isQueued: true), isProcessing: true), to: [])
  }
}
