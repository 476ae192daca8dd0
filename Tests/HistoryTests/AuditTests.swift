import Git
import History
import Testing

/// What an audit says of a sound history. `Tamperings` has the others.
@Suite(.timeLimit(.minutes(5)))
struct AuditTests {
  @Test func `Signatures of which nobody says whom to trust are not looked at`() async throws {
    let story = try await FleetStory()
    try await story.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1")], request: 11)
    try await story.apply(
      [story.result("ord-1")], rows: ["create    ord-1      tier starter on node 1 (203.0.113.7:25565)"],
      counts: "1 server created")
    try await story.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", tier: "pro")], request: 12)
    try await story.apply(
      [story.result("ord-1", tier: "pro", memory: "512MiB", change: "2")],
      rows: ["update    ord-1      tier starter -> pro"], counts: "1 server updated", more: ["Held-Back: ord-8 ord-9"])
    try await story.commit(["README.md": "hello"], "A page")
    let report = try await story.audit()
    #expect(report.findings.isEmpty && report.exceptions.isEmpty, "\(report.findings.map(\.words))")
    #expect(report.resultsCommits == 2 && report.commits == 6 && report.documentCommits == 2)
    #expect(report.unchecked == [.noSigners: 2])
  }
}
