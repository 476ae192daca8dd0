import Foundation
import PanelProcess
import Testing

/// Servers that their panel could never delete came first in every run and ended it, so that overdue customers were never suspended, and
/// each run said that the next one would finish.
@Suite(.timeLimit(.minutes(20)))
struct StarvingTests {
  private let fleet = Documents.fleet.replacing("maxTerminations: 3", with: "maxTerminations: 20")

  private func orders(_ numbers: ClosedRange<Int>, state: String = "active", payment: String = "confirmed") -> [String:
    String]
  {
    Dictionary(
      uniqueKeysWithValues: numbers.map {
        ("ord-\($0)", Documents.order("ord-\($0)", state: state, payment: payment))
      })
  }

  @Test func `What can never be deleted holds up nobody's suspension, and no rerun is promised to help`() async throws {
    let stage = try await Stage(orders(10...23), fleet: fleet)
    try await stage.apply()
    try stage.merge(orders(10...17, state: "terminated"))
    try await stage.apply()
    try stage.merge(orders(18...23, payment: "overdue"))
    try await stage.panel.control(
      #"{"do": "fault", "kind": "http-500", "method": "DELETE", "path": "/api/application/servers/*", "times": 1000}"#)

    let first = try await stage.apply("--as-of", "2090-01-01", expecting: 3)
    #expect(first.answer.contains(": 6 servers suspended, 8 failed."), "\(first.answer)")
    #expect(first.answer.matches(of: /x failed +ord-1[0-7] +delete: the panel failed/).count == 8)
    #expect(!(first.answer + first.people).contains("the next run looks what became of it"))
    #expect(try await stage.panel.servers().values.count(where: \.suspended) == 14)

    try stage.merge(["ord-24": Documents.order("ord-24")])
    let again = try await stage.apply("--as-of", "2090-01-01", expecting: 3)
    #expect(again.answer.contains(": 1 server created, 8 failed."), "\(again.answer)")
    #expect(again.answer.contains("running again alone will not help"), "\(again.answer)")
    #expect(again.answer.contains("Forcibly Delete") && !again.answer.contains("the next run"), "\(again.answer)")
    let json = try await stage.botfleet("apply", "--yes", "--as-of", "2090-01-01", "--format", "json")
    #expect(json.answer.contains(#""failedBefore":true"#))
    #expect(json.people.contains("Nothing new to record."))
  }

  @Test func `Of those that can never be deleted none holds up one that can`() async throws {
    let stage = try await Stage(orders(10...18), fleet: fleet)
    try await stage.apply()
    try stage.merge(orders(10...18, state: "terminated"))
    try await stage.apply()
    let servers = try await stage.panel.servers()
    for number in 10...17 {
      let id = try #require(servers["ord-\(number)"]).id
      try await stage.panel.control(
        #"{"do": "fault", "kind": "http-500", "method": "DELETE", "path": "/api/application/servers/\#(id)", "times": 9}"#
      )
    }
    let ended = try await stage.apply("--as-of", "2090-01-01", "--concurrency", "1", expecting: 3)
    #expect(ended.answer.contains(": 1 server terminated, 8 failed."), "\(ended.answer)")
  }

  @Test func `Creates that all fail hold up no suspension and no update`() async throws {
    let stage = try await Stage(orders(30...33))
    try await stage.apply()
    try stage.merge(orders(10...19))
    try stage.merge(orders(30...31, payment: "overdue"))
    try stage.merge(["ord-32": Documents.order("ord-32", tier: "pro")])
    try await stage.panel.control(
      #"{"do": "fault", "kind": "http-500", "method": "POST", "path": "/api/application/servers", "times": 1000}"#)
    let ended = try await stage.apply("--concurrency", "1", expecting: 3)
    #expect(ended.answer.contains(": 1 server updated, 2 suspended, 5 failed; 5 skipped."), "\(ended.answer)")
  }
}
