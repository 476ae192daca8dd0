import Foundation
import Planner
import Reports
import Testing

/// From documents and a panel to the words that people read. `RECORD_SNAPSHOTS=1` records them anew.
@Suite struct ScenarioTests {
  @Test func `The scenarios are found`() {
    #expect(ScenarioFolder.all.count >= 50)
  }

  @Test(arguments: ScenarioFolder.all)
  func `A scenario is planned as it is recorded`(scenario: ScenarioFolder) async throws {
    let observed = try scenario.observed()
    let reading = try await scenario.read()
    let plan = try reading.fleet.map { fleet in
      let since = try observed.askedSince.map { try #require(Instant($0)) }
      let asked = fleet.orders.compactMap { order in since.map { (order.id, $0) } }
      let evidence = GitEvidence(askedSince: Dictionary(uniqueKeysWithValues: asked))
      return makePlan(
        from: observed.observation, to: fleet.knowing(evidence), trusting: TrustedResults(fleet.results),
        asOf: try #require(Instant(observed.asOf ?? "2026-11-22T12:00:00Z")),
        recreate: Set((observed.recreate ?? []).compactMap { OrderID($0) }),
        resume: Set((observed.resume ?? []).compactMap { OrderID($0) }))
    }
    try expect(plan.map { planText($0, style: .plain) }, in: "plan.txt", of: scenario)
    let problems = reading.diagnostics.isEmpty ? nil : diagnosticsText(reading.diagnostics, style: .plain)
    try expect(problems, in: "diagnostics.txt", of: scenario)
  }

  /// The text must equal the file; where there is no text there must be no file.
  private func expect(_ text: String?, in name: String, of scenario: ScenarioFolder) throws {
    let file = scenario.file(name)
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    guard ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1", recorded != text else {
      #expect(recorded == text, "\(scenario.name)/\(name): RECORD_SNAPSHOTS=1 records it anew")
      return
    }
    if let text { try Data(text.utf8).write(to: file) } else { try FileManager.default.removeItem(at: file) }
    Issue.record("recorded \(scenario.name)/\(name): read it, then run again")
  }
}
