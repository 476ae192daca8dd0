import Foundation
import PanelProcess
import Testing

/// A panel answered 204 to a DELETE and 200 to a PATCH, and did nothing: the commit said "3 terminated", the JSON "applied", and whoever
/// believed git had servers that nobody paid for, and customers without what they had bought.
@Suite(.timeLimit(.minutes(20)))
struct LyingPanelTests {
  /// Something that the panel answers to have done.
  struct Lie: Sendable, CustomTestStringConvertible {
    let name: String
    /// The order as the run under the lie finds it.
    let order: String
    /// As it was applied before; nil where there is nothing yet.
    var before: String? = Documents.order("ord-1")
    let method: String
    let path: String
    /// The commit's subject, the change's kind and the action, and what was seen.
    let subject: String
    let action: String
    let seen: String
    /// What a run is told beside.
    var arguments: [String] = []

    var testDescription: String { name }
  }

  static let lies = [
    Lie(
      name: "deletion", order: Documents.order("ord-1", state: "terminated"),
      before: Documents.order("ord-1", state: "terminated"), method: "DELETE", path: "/api/application/servers/*",
      subject: "apply: 1 not kept", action: "delete", seen: "the server is still there",
      arguments: ["--as-of", "2090-01-01"]),
    Lie(
      name: "limits", order: Documents.order("ord-1", tier: "pro"), method: "PATCH", path: "*/build",
      subject: "apply: 1 not kept", action: "update-build", seen: "memory is 256MiB, not 512MiB"),
    Lie(
      name: "name", order: Documents.order("ord-1", more: "name: other"), method: "PATCH", path: "*/details",
      subject: "apply: 1 not kept", action: "update-details", seen: "name has another value"),
    Lie(
      name: "variables", order: Documents.order("ord-1").replacing("[moderation]", with: "[music]"), method: "PATCH",
      path: "*/startup", subject: "apply: 1 not kept", action: "update-startup", seen: "FEATURES has another value"),
    Lie(
      name: "suspension", order: Documents.order("ord-1", payment: "overdue"), method: "POST", path: "*/suspend",
      subject: "apply: 1 not kept", action: "suspend", seen: "the server is not suspended"),
    Lie(
      name: "end of a suspension", order: Documents.order("ord-1"),
      before: Documents.order("ord-1", state: "terminated"), method: "POST", path: "*/unsuspend",
      subject: "apply: 1 not kept", action: "unsuspend", seen: "the server is still suspended"),
    Lie(
      name: "creation", order: Documents.order("ord-1"), before: nil, method: "POST", path: "/api/application/servers",
      subject: "apply: 1 not kept", action: "create", seen: "the server is not there"),
    Lie(
      name: "user",
      order: Documents.order("ord-1", customer: "{ id: cus-9, email: nine@example.test, name: Nina Nine }"),
      before: nil, method: "POST", path: "/api/application/users",
      subject: "apply: 1 failed, 1 not kept", action: "create-user", seen: "the user is not there"),
  ]

  @Test(arguments: lies) func `What the panel only says it did is not told as done`(lie: Lie) async throws {
    let stage = try await Stage()
    if let before = lie.before {
      try stage.merge(["ord-1": Documents.order("ord-1")])
      try await stage.apply()
      if before != Documents.order("ord-1") {
        try stage.merge(["ord-1": before])
        try await stage.apply()
      }
    }
    if lie.order != lie.before { try stage.merge(["ord-1": lie.order]) }
    try await stage.panel.control(
      #"{"do": "fault", "kind": "pretended", "method": "\#(lie.method)", "path": "\#(lie.path)"}"#)

    let ended = try await stage.botfleet(["apply", "--yes", "--format", "json"] + lie.arguments)
    #expect(ended.status == 3, "\(ended.answer)\(ended.people)")
    let run = String(try #require(ended.answer.split(separator: "\n").last))
    #expect(run.contains(#""outcome":"not-kept""#) && run.contains(#""action":"\#(lie.action)""#), "\(run)")
    #expect(run.contains(lie.seen) && run.contains(#""notKept":1"#) && !run.contains(#""outcome":"applied""#), "\(run)")
    #expect(try stage.lastSubject == lie.subject)
    let message = try stage.server.git("log", "-1", "--format=%B", "main")
    #expect(message.contains("not kept") && message.contains(lie.seen), "\(message)")
    #expect(try stage.result(of: "ord-1").contains("failure:"))

    // The panel tells the truth again, and what it had not done is done.
    let again = try await stage.botfleet(["apply", "--yes"] + lie.arguments)
    #expect(again.status == 0, "\(again.answer)\(again.people)")
    #expect(try !stage.result(of: "ord-1").contains("failure:"))
  }

  @Test func `As text it is a row of its own, with what to look at`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.apply()
    try stage.merge([
      "ord-1": Documents.order("ord-1", payment: "overdue"), "ord-2": Documents.order("ord-2", tier: "pro"),
    ])
    try await stage.panel.control(#"{"do": "fault", "kind": "pretended", "method": "POST", "path": "*/suspend"}"#)
    let ended = try await stage.apply(expecting: 3)
    #expect(ended.answer.contains("x not kept ord-1      suspend: the panel answered that it was done, and"))
    #expect(ended.answer.contains("check on the panel who else changes it"))
    #expect(ended.answer.contains(": 1 server updated, 1 not kept."))
    #expect(try stage.result(of: "ord-1").contains("phase: running"))
  }

  /// `apply --as-of` looked afterwards as of the clock's day: there nothing was due, so that a deletion that had failed counted as done.
  @Test(arguments: ["http-500", "pretended", "hang", "reset"])
  func `What was due as of another day is looked at as of that day`(kind: String) async throws {
    let stage = try await Stage(
      ["ord-1": Documents.order("ord-1"), "ord-2": Documents.order("ord-2"), "ord-3": Documents.order("ord-3")],
      panel: ["--clock-speed", "20"])
    try await stage.apply()
    try stage.merge(["ord-1": Documents.order("ord-1", state: "terminated")])
    try await stage.apply()
    try await stage.panel.control(
      #"{"do": "fault", "kind": "\#(kind)", "seconds": 3600, "method": "DELETE", "times": 9}"#)
    let ended = try await stage.apply("--as-of", "2090-01-01", "--clock-speed", "20", expecting: 3)
    #expect(!ended.answer.contains("1 server terminated"), "\(ended.answer)")
    #expect(try stage.lastSubject != "apply: 1 server terminated")
    #expect(try await stage.panel.servers()["ord-1"] != nil)
    #expect(try stage.result(of: "ord-1").contains("phase: suspended"))
  }
}
