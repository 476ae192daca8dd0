import Foundation
import PanelProcess
import Testing

/// What an apply comes to while something goes wrong with the panel, and that the next one finishes. `make faults` has the whole list.
@Suite(.timeLimit(.minutes(20)))
struct FaultTests {
  /// A fault, and how the run under it has to end.
  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let steps: [String]
    let status: Int32
    /// `6 created`, or how else the run is summed up.
    let summary: String
    /// What an operator reads.
    let words: [String]
    /// How many seconds go by in a real one, on both sides, where there is waiting.
    var clockSpeed = 1

    var testDescription: String { name }
  }

  /// Befalls creates: a few that are let through, and so many after them.
  private static func creates(_ kind: String, times: Int, _ more: String = "") -> String {
    """
    {"do": "fault", "kind": "\(kind)", "method": "POST", "path": "/api/application/servers", "skip": 2, "times": \(times)\(more)}
    """
  }

  static let faults = [
    Fault(
      name: "the answer to a create is lost", steps: [creates("reset", times: 2, #", "when": "after""#)], status: 0,
      summary: "12 servers created", words: []),
    Fault(
      name: "the answer to a create breaks off", steps: [creates("reset-halfway", times: 2)], status: 0,
      summary: "12 servers created", words: []),
    Fault(
      name: "the answer to a create is no JSON", steps: [creates("not-json", times: 2)], status: 0,
      summary: "12 servers created", words: []),
    Fault(
      name: "the daemon's 504 for a server that stands",
      steps: [creates("daemon-lost", times: 2, #", "when": "after""#)], status: 0, summary: "12 servers created",
      words: []),
    Fault(
      name: "the daemon's 504 for a server that does not",
      steps: [creates("daemon-lost", times: 2)], status: 3, summary: "10 servers created, 2 failed",
      words: ["daemon-failed", "check the daemon"]),
    Fault(
      name: "a web server's 502", steps: [creates("http-502", times: 1)], status: 3,
      summary: "11 servers created, 1 unknown", words: ["fate-unknown", "the next run finds out what happened"]),
    Fault(
      name: "500 from then on", steps: [creates("http-500", times: 1000)], status: 3,
      summary: "2 servers created, 5 failed; 5 skipped",
      words: ["not tried after 5 failures in a row: the panel failed", "5 changes were not tried", "storage/logs"]),
    Fault(
      name: "a daemon that is down", steps: [#"{"do": "daemon", "mode": "refuse"}"#], status: 3,
      summary: "5 failed; 7 skipped", words: ["the daemon of node 1 failed or cannot be reached (status 504)"]),
    Fault(
      name: "401 from then on", steps: [creates("http-401", times: 1000)], status: 3,
      summary: "2 servers created, 1 failed; 9 skipped",
      words: ["the panel does not know the key", "create an application key"]),
    Fault(
      name: "403 from the first change on",
      steps: [#"{"do": "fault", "kind": "http-403", "method": "POST", "times": 1000}"#],
      status: 5, summary: "1 failed; 11 skipped", words: ["lacks the permission “write on servers”"]),
    Fault(
      name: "429 without a word of when", steps: [creates("throttled", times: 2)], status: 0,
      summary: "12 servers created",
      words: [], clockSpeed: 20),
    Fault(
      name: "429 with the time to wait", steps: [creates("throttled", times: 1, #", "retry_after": 3"#)], status: 0,
      summary: "12 servers created", words: [], clockSpeed: 20),
  ]

  @Test(arguments: faults) func `The run ends as it should, and the next one finishes`(fault: Fault) async throws {
    let ids = (10..<22).map { "ord-\($0)" }
    let stage = try await Stage(
      Dictionary(uniqueKeysWithValues: ids.map { ($0, Documents.order($0)) }),
      panel: ["--clock-speed", "\(fault.clockSpeed)"])
    for step in fault.steps { try await stage.panel.control(step) }
    let ended = try await stage.apply(
      "--concurrency", "1", "--clock-speed", "\(fault.clockSpeed)", expecting: fault.status)
    #expect(ended.answer.contains(": \(fault.summary)."), "\(ended.answer)")
    for words in fault.words {
      #expect((ended.answer + ended.people).contains(words), "\(ended.answer)\(ended.people)")
    }
    let made = try await stage.panel.servers().mapValues(\.uuid)

    try await stage.panel.control(#"{"do": "well"}"#)
    try await stage.apply()
    let all = try await stage.panel.servers().mapValues(\.uuid)
    #expect(all.keys.sorted() == ids && made.allSatisfy { all[$0.key] == $0.value })
    for id in ids {
      let result = try stage.result(of: id)
      #expect(result.contains(all[id] ?? "?") && !result.contains("failure:"))
    }
    #expect(try await stage.plan().inShort == [])
  }

  @Test(arguments: [
    ("truncated", "cannot be read"), ("wrong-total", "changed each time it was read"), ("not-json", "cannot be read"),
    ("http-500", "the panel failed"), ("http-502", "the panel failed"), ("maintenance", "artisan up"),
    ("reset-halfway", "the connection broke"), ("cut-off", "the connection broke"),
    ("http-401", "does not know the key"),
    ("hang", "it took too long"), ("throttled", "the panel's request limit stays spent"),
  ]) func `What befalls the plan is told, and nothing is done`(kind: String, words: String) async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.panel.control(#"{"do": "fault", "kind": "\#(kind)", "seconds": 3600, "times": 1000}"#)
    let ended = try await stage.apply("--clock-speed", ["hang", "throttled"].contains(kind) ? "20" : "1", expecting: 5)
    #expect(ended.answer.isEmpty && ended.people.contains(words), "\(ended.people)")
    #expect(try await stage.panel.requests().allSatisfy { $0.hasPrefix("GET ") })
    #expect(try stage.lastSubject == "a change")
  }

  @Test func `What was not tried is counted in the commit, and keeps its result`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2", "ord-3"))
    try await stage.panel.control(Self.creates("http-401", times: 1000).replacing(#""skip": 2"#, with: #""skip": 0"#))
    try await stage.apply("--concurrency", "1", expecting: 5)
    #expect(try stage.lastSubject == "apply: 1 failed")
    let message = try stage.server.git("log", "-1", "--format=%B", "main")
    #expect(message.contains("not tried 2 changes: the panel does not know the key"))
    #expect(
      try stage.server.git("ls-tree", "-r", "--name-only", "main", "fleet/results/01").split(separator: "\n").count == 1
    )
  }
}
