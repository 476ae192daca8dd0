import Applier
import Foundation
import Guarding
import Panel
import PanelProcess
import Planner
import RepositoryFixtures
import Testing

/// Changes that somebody holds back are not performed, stay held back until somebody accepts them, and hold nothing else back.
@Suite(.timeLimit(.minutes(20)))
struct ScreeningTests {
  private static let reviewed = FleetOnPanel.settings + "policy: { apply: reviewed }\n"

  /// Holds back the changes of some orders, and remembers what it was asked.
  private final class Screener: Sendable {
    private let held: Set<String>
    private let noted = Guarded([ScreenedPlan]())

    init(holding held: String...) { self.held = Set(held) }

    var asked: [ScreenedPlan] { noted.withLock { $0 } }

    var screening: FleetOnPanel.Screening {
      var screening = FleetOnPanel.Screening()
      screening.screen = { plan in
        self.noted.withLock { $0.append(plan) }
        let held = plan.plan.changes.filter { self.held.contains($0.order.text) }
        return Dictionary(held.map { ($0.digest, "nobody saw it") }) { first, _ in first }
      }
      return screening
    }
  }

  private func merge(_ files: [String: String], into fleet: FleetOnPanel) throws {
    try fleet.clone.git("pull", "-q")
    try fleet.clone.commit(files, "merged")
    try fleet.clone.git("push", "-q", "origin", "main")
  }

  private func orders(_ ids: String...) -> [String: String] {
    Dictionary(uniqueKeysWithValues: ids.map { ("fleet/orders/\($0).yaml", FleetOnPanel.order($0)) })
  }

  private func message(of fleet: FleetOnPanel) throws -> String {
    try fleet.server.git("log", "-1", "--format=%B", "main")
  }

  private func outcomes(_ end: ApplyEnd) -> [String: Outcome] {
    guard case .finished(let finished, _, _) = end else { return [:] }
    return Dictionary(finished.run.outcomes.map { ($0.change.order.text, $0.outcome) }) { first, _ in first }
  }

  /// Somebody gives an order's server more memory by hand.
  private func makeDrift(_ order: String, _ fleet: FleetOnPanel) async throws {
    struct List: Decodable {
      struct Entry: Decodable { let attributes: Server }
      struct Server: Decodable {
        let id: Int
        let external_id: String?
        let allocation: Int
      }
      let data: [Entry]
    }
    let answer = try await fleet.panel.request(.get, "/api/application/servers?per_page=500")
    let servers = try JSONDecoder().decode(List.self, from: answer).data.map(\.attributes)
    let server = try #require(servers.first { $0.external_id == order })
    try await fleet.panel.request(
      .patch, "/api/application/servers/\(server.id)/build",
      """
      {"limits": {"memory": 999, "swap": 0, "disk": 512, "io": 500, "cpu": 50},
       "feature_limits": {"databases": 0, "allocations": 0, "backups": 1}, "allocation": \(server.allocation)}
      """)
  }

  @Test func `What is held back is not performed, all else is, and the record says both`() async throws {
    let fleet = try FleetOnPanel(["ord-1", "ord-2"])
    let screener = Screener(holding: "ord-2")
    let head = try fleet.clone.head.description
    var screening = screener.screening
    screening.trail = ReviewTrail(
      pullRequests: ["https://forge.example.com/o/r/pulls/7"], approvedBy: ["ada (4f2c1ab)\nRun: forged"])
    let end = try await fleet.apply(screening: screening)
    #expect(end.meaning == .incomplete)
    #expect(outcomes(end)["ord-2"] == .skipped(.heldBack("nobody saw it")) && outcomes(end)["ord-1"]?.isApplied == true)
    #expect(try await fleet.servers() == ["ord-1"])
    let lines = try message(of: fleet).split(separator: "\n").map(String.init)
    #expect(lines.first == "apply: 1 server created")
    #expect(lines.contains { $0.hasPrefix("  not tried 1 change: held back") }, "\(lines)")
    #expect(lines.contains("Held-Back: ord-2") && !lines.contains { $0.hasPrefix("Held-Back-Since") }, "\(lines)")
    #expect(lines.contains("Pull-Request: https://forge.example.com/o/r/pulls/7"), "\(lines)")
    #expect(lines.count { $0.hasPrefix("Approved-By: ada (4f2c1ab)") } == 1 && !lines.contains("Run: forged"))
    let asked = try #require(screener.asked.first)
    #expect(asked.revision == head && asked.policy == .merged)
    #expect(asked.recordedRevision == nil && asked.screenedSince == nil && asked.pending.isEmpty)
    #expect(asked.plan.changes.map(\.order.text) == ["ord-1", "ord-2"])
  }

  @Test func `A run that only holds back commits nothing`() async throws {
    let fleet = try FleetOnPanel(["ord-1"])
    let before = try fleet.server.id("main")
    let end = try await fleet.apply(screening: Screener(holding: "ord-1").screening)
    #expect(try end.meaning == .incomplete && fleet.server.id("main") == before && !fleet.isLocked)
    #expect(try await fleet.servers().isEmpty)
  }

  @Test func `Limits count what will be performed, and whoever accepts the plan gets all of it`() async throws {
    let ids = (10...30).map { "ord-\($0)" }
    let fleet = try FleetOnPanel(ids)
    let few = Set(ids.prefix(3))
    var screening = FleetOnPanel.Screening()
    screening.screen = { screened in
      let held = screened.plan.changes.filter { !few.contains($0.order.text) }
      return Dictionary(uniqueKeysWithValues: held.map { ($0.digest, "nobody saw it") })
    }
    guard case .refused(.overLimit) = try await fleet.apply() else {
      Issue.record("the limit is not reached at all")
      return
    }
    #expect(try await fleet.apply(screening: screening).meaning == .incomplete)
    #expect(try await fleet.servers() == few.sorted())
    let digest = try await fleet.plan().whole.acceptance
    #expect(try await fleet.apply(accepting: digest, screening: screening).meaning == .done)
    #expect(try await fleet.servers() == ids)
  }

  @Test func `With reviewed, what no document brought since the last record is pending, and what one brought is not`()
    async throws
  {
    let fleet = try FleetOnPanel(["ord-1"])
    try merge(["fleet/fleet.yaml": Self.reviewed], into: fleet)
    let recorded = try fleet.clone.head
    #expect(try await fleet.apply(screening: Screener().screening).meaning == .done)
    try await makeDrift("ord-1", fleet)
    try merge(orders("ord-2"), into: fleet)
    let screener = Screener(holding: "ord-1", "ord-2")
    _ = try await fleet.apply(screening: screener.screening)
    let asked = try #require(screener.asked.first)
    #expect(asked.recordedRevision == recorded.description && asked.screenedSince == recorded.description)
    #expect(asked.policy == .reviewed && asked.plan.changes.map(\.order.text) == ["ord-1", "ord-2"])
    #expect(asked.pending == Set(asked.plan.changes.filter { $0.order.text == "ord-1" }.map(\.digest)))
  }

  @Test func `What was held back is not pending because another change was recorded meanwhile`() async throws {
    let fleet = try FleetOnPanel(["ord-1"])
    try merge(["fleet/fleet.yaml": Self.reviewed], into: fleet)
    let first = try fleet.clone.head
    #expect(try await fleet.apply(screening: Screener().screening).meaning == .done)
    try merge(orders("ord-2", "ord-3"), into: fleet)
    let second = try fleet.clone.head
    #expect(try await fleet.apply(screening: Screener(holding: "ord-3").screening).meaning == .incomplete)
    #expect(try message(of: fleet).contains("\nHeld-Back: ord-3\nHeld-Back-Since: \(first)"))
    try merge(orders("ord-4"), into: fleet)
    for held in ["ord-3", "ord-4"] {
      let screener = Screener(holding: "ord-3", held)
      _ = try await fleet.apply(screening: screener.screening)
      let asked = try #require(screener.asked.first)
      #expect(asked.pending.isEmpty && asked.screenedSince == first.description, "\(asked)")
      #expect(asked.plan.changes.contains { $0.order.text == "ord-3" })
      if held == "ord-3" { #expect(asked.recordedRevision == second.description) }
    }
    let screener = Screener(holding: "ord-3")
    let digest = try await fleet.plan().whole.acceptance
    _ = try await fleet.apply(accepting: digest, screening: screener.screening)
    #expect(try await fleet.servers() == ["ord-1", "ord-2", "ord-3", "ord-4"])
    #expect(try !message(of: fleet).contains("Held-Back"))
  }

  @Test func `The edit that lifts the rule is still under it`() async throws {
    let fleet = try FleetOnPanel(["ord-1"])
    try merge(["fleet/fleet.yaml": Self.reviewed], into: fleet)
    #expect(try await fleet.apply(screening: Screener().screening).meaning == .done)
    try merge(orders("ord-2").merging(["fleet/fleet.yaml": FleetOnPanel.settings]) { $1 }, into: fleet)
    let screener = Screener(holding: "ord-2")
    _ = try await fleet.apply(screening: screener.screening)
    #expect(screener.asked.first?.policy == .reviewed && screener.asked.first?.pending == [])
  }

  @Test func `A record that came by a pull request is not believed`() async throws {
    let fleet = try FleetOnPanel(["ord-1"])
    try merge(["fleet/fleet.yaml": Self.reviewed], into: fleet)
    let recorded = try fleet.clone.head
    #expect(try await fleet.apply(screening: Screener().screening).meaning == .done)
    try merge(orders("ord-2"), into: fleet)
    // Rebased onto the branch, this is a results commit like those of apply.
    let path = "fleet/results/01/ord-1.yaml"
    let result = try #require(fleet.clone.read(path))
    try fleet.clone.write(result + "# \n", to: path)
    try fleet.clone.git("add", "--all")
    let digest = "sha256:" + String(repeating: "0", count: 64)
    try fleet.clone.git(
      "commit", "-q", "-m", "apply: x\n\nFleet-Revision: \(try fleet.clone.head)\nPlan-Digest: \(digest)")
    try fleet.clone.git("push", "-q", "origin", "main")
    let forged = try fleet.clone.head.description
    let screener = Screener(holding: "ord-2")
    var screening = screener.screening
    screening.isFromPullRequest = { $0 == forged }
    _ = try await fleet.apply(screening: screening)
    #expect(screener.asked.first?.recordedRevision == recorded.description && screener.asked.first?.pending == [])
    // Such a commit that also changes documents is never one.
    try fleet.clone.git("reset", "-q", "--soft", "HEAD~2")
    try fleet.clone.git(
      "commit", "-q", "-m", "apply: x\n\nFleet-Revision: \(recorded)\nPlan-Digest: \(digest)")
    try fleet.clone.git("push", "-q", "--force", "origin", "main")
    let other = Screener(holding: "ord-2")
    _ = try await fleet.apply(screening: other.screening)
    #expect(other.asked.first?.recordedRevision == recorded.description && other.asked.first?.pending == [])
  }
}
