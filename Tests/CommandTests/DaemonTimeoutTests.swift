import Foundation
import PanelProcess
import Testing

/// On a panel that waits a minute for its daemons, servers were recorded half a minute after their creation had begun, taken back a minute
/// and a half later, and then missed for ever.
@Suite(.timeLimit(.minutes(20)))
struct DaemonTimeoutTests {
  private func stage(_ fleet: String = Documents.fleet) async throws -> Stage {
    try await Stage(Documents.orders("ord-1"), fleet: fleet, panel: ["--daemon-timeout", "60", "--clock-speed", "20"])
  }

  private let fast = ["--clock-speed", "20"]

  /// The panel says nothing of servers that it makes from now on, and takes them back at the end of its patience.
  private let hanging = #"{"do": "daemon", "mode": "ok", "ops": ["create", "delete"], "delay": 3600}"#

  private func isRecorded(_ stage: Stage) throws -> Bool {
    (try? stage.result(of: "ord-1"))?.contains("server:") == true
  }

  @Test func `A server that is taken back late was never called made, and the next run makes it`() async throws {
    let stage = try await stage()
    try await stage.panel.control(hanging)
    let ended = try await stage.botfleet(["apply", "--yes"] + fast)
    #expect(ended.status == 3, "\(ended.answer)\(ended.people)")
    #expect(ended.answer.contains("(not-confirmed)") && ended.answer.contains("run again in ten minutes"))
    #expect(try stage.lastSubject == "apply: 1 unknown")
    #expect(try await stage.panel.servers()["ord-1"] != nil)
    #expect(try !isRecorded(stage))

    // Whoever runs again meanwhile does not believe in it either.
    let meanwhile = try await stage.botfleet(["apply", "--yes"] + fast)
    #expect(meanwhile.status == 3 && meanwhile.answer.contains("(not-confirmed)"), "\(meanwhile.answer)")
    #expect(try !isRecorded(stage))

    try await stage.panel.control(#"{"do": "wait", "seconds": 200}"#)
    #expect(try await stage.panel.servers()["ord-1"] == nil)
    try await stage.panel.control(#"{"do": "well"}"#)
    let again = try await stage.botfleet(["apply", "--yes"] + fast)
    #expect(again.status == 0 && again.answer.contains("1 server created"), "\(again.answer)\(again.people)")
    #expect(try isRecorded(stage))
    #expect(try await stage.plan().vanished.isEmpty)
  }

  @Test func `A server that the daemon takes late is found and recorded`() async throws {
    let stage = try await stage()
    try await stage.panel.control(#"{"do": "daemon", "mode": "ok", "ops": ["create"], "delay": 50}"#)
    let ended = try await stage.botfleet(["apply", "--yes"] + fast)
    #expect(ended.status == 0 && ended.answer.contains("1 server created"), "\(ended.answer)\(ended.people)")
    #expect(try isRecorded(stage))
  }

  @Test(.tags(.process)) func `What a killed run had begun is not recorded before it is certain either`() async throws {
    let stage = try await stage()
    try await stage.panel.control(hanging)
    let running = try stage.startProcess(["apply", "--yes"])
    while try await stage.panel.servers()["ord-1"] == nil { try await Task.sleep(for: .milliseconds(20)) }
    kill(running.identifier, SIGKILL)
    _ = await running.end()

    let next = try await stage.botfleet(["apply", "--yes", "--break-lock"] + fast)
    #expect(next.status == 3 && next.answer.contains("(not-confirmed)"), "\(next.answer)\(next.people)")
    #expect(try !isRecorded(stage))
    try await stage.panel.control(#"{"do": "wait", "seconds": 200}"#)
    try await stage.panel.control(#"{"do": "well"}"#)
    let again = try await stage.botfleet(["apply", "--yes"] + fast)
    #expect(again.status == 0 && again.answer.contains("1 server created"), "\(again.answer)\(again.people)")
  }

  @Test func `A run that is told how long the panel waits waits for its answer`() async throws {
    let panel = "panel: { kind: pterodactyl, daemonTimeout: 60s }\n"
    let stage = try await stage(Documents.fleet + panel)
    try await stage.panel.control(hanging)
    let ended = try await stage.botfleet(["apply", "--yes"] + fast)
    #expect(ended.answer.contains("(daemon-failed)") && !ended.answer.contains("unknown"), "\(ended.answer)")
    #expect(try await stage.panel.servers().isEmpty)
  }
}
