import Foundation
import PanelProcess
import Testing

/// `--wait` said "created" of servers whose installation had failed, and asked for one server after the other for an hour.
@Suite(.timeLimit(.minutes(20)))
struct InstallationTests {
  private func orders(_ numbers: ClosedRange<Int>) -> [String: String] {
    Dictionary(uniqueKeysWithValues: numbers.map { ("ord-\($0)", Documents.order("ord-\($0)")) })
  }

  @Test(arguments: [["--wait"], []])
  func `An installation that failed is told, in every face, and what to do`(arguments: [String]) async throws {
    let stage = try await Stage(orders(1...2))
    try await stage.panel.control(#"{"do": "daemon", "install": "fail"}"#)
    let text = try await stage.botfleet(["apply", "--yes"] + arguments)
    #expect(text.status == 3, "\(text.answer)\(text.people)")
    #expect(text.answer.contains(": 2 not installed."), "\(text.answer)")
    #expect(text.answer.contains("the installation failed (install-failed)"), "\(text.answer)")
    #expect(text.answer.contains("Reinstall Server") && !text.answer.contains("created"), "\(text.answer)")
    #expect(try stage.lastSubject == "apply: 2 not installed")
    let result = try stage.result(of: "ord-1")
    #expect(result.contains("phase: failed") && result.contains("installed: failed") && result.contains("applied:"))
    let again = try await stage.apply()
    #expect(again.people.contains("Nothing new to record."), "\(again.people)")
  }

  @Test func `The run's JSON has it as an outcome of its own`() async throws {
    let stage = try await Stage(orders(1...1))
    try await stage.panel.control(#"{"do": "daemon", "install": "fail"}"#)
    let ended = try await stage.botfleet("apply", "--yes", "--wait", "--format", "json")
    let run = String(try #require(ended.answer.split(separator: "\n").last))
    #expect(run.contains(#""outcome":"install-failed""#) && run.contains(#""installFailed":1"#), "\(run)")
  }

  @Test func `What an earlier run made and fails while it is waited for is told as well`() async throws {
    let stage = try await Stage(orders(1...1))
    try await stage.panel.control(#"{"do": "daemon", "install": "hold"}"#)
    try await stage.apply()
    let running = try stage.start(["apply", "--yes", "--wait"])
    while try await stage.panel.requests().last?.hasPrefix("GET /api/application/servers/") != true {
      try await Task.sleep(for: .milliseconds(50))
    }
    let id = try #require(try await stage.panel.servers()["ord-1"]?.id)
    try await stage.panel.control(#"{"do": "finish-install", "server": \#(id), "successful": false}"#)
    let ended = await running.end()
    #expect(ended.status == 3, "\(ended.people)")
    #expect(ended.answer.contains("install: created by an earlier run; the installation failed"), "\(ended.answer)")
  }

  @Test(arguments: [["--wait=1s"], ["--wait", "--wait-timeout", "1s"], ["--wait-timeout=1s"]])
  func `The wait has an end, and says what it left`(arguments: [String]) async throws {
    let stage = try await Stage(orders(1...3))
    try await stage.panel.control(#"{"do": "daemon", "install": "hold"}"#)
    let ended = try await stage.botfleet(["apply", "--yes", "--format", "json"] + arguments)
    #expect(ended.status == 3, "\(ended.people)")
    #expect(ended.people.contains("Still installing: ord-1 ord-2 ord-3."), "\(ended.people)")
    #expect(ended.people.contains("waiting until 20") && ended.people.contains("for 3 servers to be installed"))
    #expect(ended.answer.contains(#""open":["ord-1","ord-2","ord-3"]"#))
  }

  @Test func `The fleet's own time is the end where no other is said`() async throws {
    let fleet = Documents.fleet + "policy: { installWithin: 1s }\n"
    let stage = try await Stage(orders(1...1), fleet: fleet)
    try await stage.panel.control(#"{"do": "daemon", "install": "hold"}"#)
    let ended = try await stage.apply("--wait", expecting: 3)
    #expect(ended.people.contains("Still installing: ord-1."), "\(ended.people)")
  }

  @Test(arguments: ["--wait=soon", "--wait=10", "--wait-timeout=10"])
  func `A time that is none is refused with how one is written`(argument: String) async throws {
    let stage = try await Stage()
    let ended = try await stage.botfleet("apply", "--yes", argument)
    #expect(ended.status == 64 && ended.people.contains("write a time like 90s, 10m or 1h"), "\(ended.people)")
  }

  @Test func `For many that are being installed one list is read, and no server by itself`() async throws {
    let stage = try await Stage(orders(10...39), fleet: Documents.roomyFleet)
    try await stage.panel.control(#"{"do": "daemon", "install": "hold"}"#)
    let running = try stage.start(["apply", "--yes", "--wait"])
    // What tests look at is asked for too, and stands in the list of requests: the creates say how far it is.
    while try await stage.panel.requests().count(where: { $0.hasPrefix("POST /api/application/servers") }) < 30 {
      try await Task.sleep(for: .milliseconds(100))
    }
    try await Task.sleep(for: .seconds(3))
    for server in try await stage.panel.servers().values {
      try await stage.panel.control(#"{"do": "finish-install", "server": \#(server.id), "successful": true}"#)
    }
    let ended = await running.end()
    #expect(ended.status == 0, "\(ended.people)")
    let single = try await stage.panel.requests().count { $0.hasPrefix("GET /api/application/servers/") }
    #expect(single <= 2, "\(single) servers were read by themselves")
  }
}
