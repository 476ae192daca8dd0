import Git
import History
import Planner
import Testing

/// The record of open orders is apply's alone, and is about the results of its commit.
@Suite(.timeLimit(.minutes(5)))
struct OpenOrdersAuditTests {
  private static let path = "fleet/results/open.yaml"

  private func record(over results: String) -> String {
    let orders = OpenOrders(revision: "4f2c1ab", asOf: Day("2026-11-22")!, servers: 1)
    return String(decoding: writeOpenOrders(orders, over: results), as: UTF8.self)
  }

  /// An order that was asked for and made, and such a record in the same commit.
  ///
  /// - Parameter edited: what becomes of the record.
  private func story(_ edited: (String) -> String = { $0 }) async throws -> FleetStory {
    let story = try await FleetStory()
    try await story.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1")], request: 11)
    let result = story.result("ord-1")
    let results = try await story.repository.folder(
      at: "fleet/results", of: try #require(story.tip),
      after: ["fleet/results/01/ord-1.yaml": .write(writeResult(result))])
    let text = edited(record(over: "\(try #require(results))"))
    try await story.apply(
      [result], rows: ["create    ord-1      tier starter on node 1 (203.0.113.7:25565)"], counts: "1 server created",
      also: [Self.path: text])
    return story
  }

  @Test func `A record that a run writes about its own results is sound`() async throws {
    #expect(try await story().audit().codes == [])
  }

  @Test func `A record about other results, or that nobody can read, is found`() async throws {
    let other = record(over: String(repeating: "0f", count: 20))
    #expect(try await story { _ in other }.audit().codes == ["results-by-hand"])
    #expect(try await story { $0 + "more: 1\n" }.audit().codes == ["results-by-hand"])
  }

  @Test(arguments: [true, false]) func `A record that a person edits or takes away is found`(isEdited: Bool)
    async throws
  {
    let story = try await story()
    let edited = isEdited ? record(over: String(repeating: "0f", count: 20)) : nil
    try await story.commit([Self.path: edited], "Look at nothing (#13)")
    let report = try await story.audit()
    #expect(report.codes == ["results-by-hand"] && report.findings.first?.path == Self.path)
  }
}
