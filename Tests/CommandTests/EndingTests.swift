import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// A run that is asked to end does so within ten seconds, whatever it waits for. Each of these would otherwise take a minute.
@Suite(.timeLimit(.minutes(20)), .tags(.process))
struct EndingTests {
  @Test func `A create that hangs is recorded as unknown, and the next run finishes`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.panel.control(
      #"{"do": "fault", "kind": "hang", "when": "after", "method": "POST", "path": "/api/application/servers"}"#)
    let ended = try await ended(stage, ["--concurrency", "1"], by: SIGTERM) { $0.contains { $0.hasPrefix("POST ") } }
    #expect(ended.status == 3, "\(ended.people)")
    #expect(ended.answer.contains("skipped  ord-2"))
    // The server was made all the same, and is found by reading the panel once more.
    #expect(try stage.lastSubject == "apply: 1 server created")
    try await stage.apply()
    #expect(try await stage.panel.servers().keys.sorted() == ["ord-1", "ord-2"])
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `A panel that hangs altogether costs the record nothing`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.panel.control(
      #"{"do": "fault", "kind": "hang", "method": "POST", "path": "/api/application/servers"}"#)
    try await stage.panel.control(
      #"{"do": "fault", "kind": "hang", "method": "GET", "path": "*", "skip": 6, "times": 100}"#)
    let ended = try await ended(stage, [], by: SIGINT) { $0.contains { $0.hasPrefix("POST ") } }
    #expect(ended.status == 3, "\(ended.people)")
    #expect(ended.answer.contains("unknown  ord-1"))
    #expect(try stage.result(of: "ord-1").contains("the run was ended before the panel had answered"))
    try await stage.panel.control(#"{"do": "reset"}"#)
    try await stage.apply()
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `A spent minute of the panel's limit is not waited for`() async throws {
    let ids = (1...9).map { "ord-\($0)" }
    let stage = try await Stage(
      Dictionary(uniqueKeysWithValues: ids.map { ($0, Documents.order($0)) }), panel: ["--rate-limit", "12"])
    var seen = -1
    let ended = try await ended(stage, [], by: SIGTERM) { requests in
      defer { seen = requests.count }
      return requests.count == seen && requests.contains { $0.hasPrefix("POST ") }
    }
    #expect(ended.status == 3, "\(ended.people)")
    let made = try Int(#require(stage.lastSubject.split(separator: " ").dropFirst().first)) ?? 0
    #expect((1..<9).contains(made))
    try await stage.panel.control(#"{"do": "rate-limit", "application": 100000, "client": 100000}"#)
    try await stage.apply()
    #expect(try await stage.panel.servers().keys.sorted() == ids)
  }

  @Test func `Installations are not waited for any longer`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.panel.control(#"{"do": "daemon", "install": "hold"}"#)
    let ended = try await ended(stage, ["--wait"], by: SIGINT) { requests in
      // It was looked at after it was made.
      requests.last?.hasPrefix("GET /api/application/servers/") == true
    }
    #expect(ended.status == 3, "\(ended.people)")
    #expect(ended.people.contains("Still installing: ord-1."), "\(ended.people)")
    #expect(try stage.result(of: "ord-1").contains("phase: installing"))
  }

  @Test func `What an earlier run did not wait for is waited for by the next`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.panel.control(#"{"do": "daemon", "install": "hold"}"#)
    try await stage.apply()
    #expect(try stage.result(of: "ord-1").contains("phase: installing"))
    let running = try stage.start(["apply", "--yes", "--wait"])
    while try await stage.panel.requests().last?.hasPrefix("GET /api/application/servers/") != true {
      try await Task.sleep(for: .milliseconds(50))
    }
    let id = try #require(try await stage.panel.servers()["ord-1"]?.id)
    try await stage.panel.control(#"{"do": "finish-install", "server": \#(id), "successful": true}"#)
    let ended = await running.end()
    #expect(ended.status == 0, "\(ended.people)")
    #expect(try stage.result(of: "ord-1").contains("phase: running"))
  }

  @Test func `A remote that hangs leaves the results here, in a commit`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let hook = stage.server.path + "/hooks/pre-receive"
    let script = "#!/bin/sh\ngrep -q refs/heads/main || exit 0\ntouch began\nexec sleep 60\n"
    try writeProgram(script, to: hook)
    // A closed terminal says so twice.
    let ended = try await ended(stage, [], by: SIGHUP, SIGHUP) { _ in
      FileManager.default.fileExists(atPath: stage.server.path + "/began")
    }
    #expect(ended.status == 3, "\(ended.people)")
    #expect(ended.people.contains("could not be pushed") && ended.people.contains("botfleet/results"))
    #expect(try stage.clone.git("log", "-1", "--format=%s", "botfleet/results") == "apply: 1 server created")
    #expect(try stage.clone.git("status", "--porcelain") == "")
    try FileManager.default.removeItem(atPath: hook)
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: 1 server adopted")
    #expect(try await stage.panel.servers().count == 1)
  }

  @Test func `A second signal ends at once, and the next run finishes`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.panel.control(
      #"{"do": "fault", "kind": "hang", "when": "after", "method": "POST", "path": "/api/application/servers"}"#)
    let ended = try await ended(stage, [], by: SIGINT, SIGTERM) { $0.contains { $0.hasPrefix("POST ") } }
    #expect(ended.status == 128 + SIGTERM, "\(ended.people)")
    #expect(try stage.lastSubject == "a change")
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: 1 server adopted")
    #expect(try await stage.panel.servers().count == 1)
  }

  /// Starts an apply, sends it signals once it has come so far, and waits for its end.
  private func ended(
    _ stage: Stage, _ arguments: [String], by signals: Int32..., once isReady: ([String]) -> Bool
  ) async throws -> Ended {
    let running = try stage.startProcess(["apply", "--yes"] + arguments)
    while try await !isReady(stage.panel.requests()) { try await Task.sleep(for: .milliseconds(100)) }
    for (number, signal) in signals.enumerated() {
      if number > 0 { try await Task.sleep(for: .milliseconds(200)) }
      kill(running.identifier, signal)
    }
    return await running.end()
  }
}
