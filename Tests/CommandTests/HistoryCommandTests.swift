import Foundation
import RepositoryFixtures
import Testing

/// `log`, `show`, `who`, `export` and `audit`, on what real runs left.
@Suite(.timeLimit(.minutes(20)))
struct HistoryCommandTests {
  /// An order that was made and upgraded, and another that was made and suspended.
  private func stage() async throws -> Stage {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    try stage.merge([
      "ord-1": Documents.order("ord-1", tier: "pro"), "ord-2": Documents.order("ord-2", state: "suspended"),
    ])
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    return stage
  }

  @Test func `An order's life is told without the panel`() async throws {
    let stage = try await stage()
    let offline = ["PTERODACTYL_API_KEY": "", "PTERODACTYL_PANEL_URL": ""]
    let log = try await stage.botfleet("log", "ord-1", environment: offline)
    #expect(log.status == 0, "\(log.people)")
    let kinds = ["asked", "created", "edited", "updated"]
    let places = kinds.map { kind in log.answer.range(of: "  \(kind) ")?.lowerBound }
    #expect(
      places.allSatisfy { $0 != nil } && places.compactMap(\.self) == places.compactMap(\.self).sorted(by: >),
      "\(log.answer)")
    #expect(log.answer.contains("build.memory 256MiB -> 512MiB") && log.answer.contains("tier starter -> pro"))
    let fleet = try await stage.botfleet("log", "--kind", "suspended", "--format", "json", environment: offline)
    let object = try JSONSerialization.jsonObject(with: Data(fleet.answer.utf8)) as? [String: Any]
    let events = object?["events"] as? [[String: Any]]
    #expect(events?.map { $0["order"] as? String } == ["ord-2"])
    #expect(try await stage.botfleet("log", "ord-9").status == 1)
    #expect(try await stage.botfleet("log", "--since", "yesterday").status == 64)
  }

  @Test func `Who is behind a value, and what stood where`() async throws {
    let stage = try await stage()
    let memory = try await stage.botfleet("who", "ord-1", "memory")
    #expect(
      memory.answer.contains("declared  512MiB") && memory.answer.contains("applied  512MiB"),
      "\(memory.answer)\(memory.people)")
    #expect(memory.answer.contains("256MiB") && memory.answer.contains("by Ada, in fleet/orders/ord-1.yaml"))
    #expect(try await stage.botfleet("who", "ord-1", "colour").status == 1)
    let first = try stage.clone.git("rev-list", "--max-parents=0", "HEAD")
    let before = try await stage.botfleet("show", first)
    #expect(before.status == 0 && before.answer.contains("0 orders"), "\(before.answer)\(before.people)")
    let after = try await stage.botfleet("show", "HEAD")
    #expect(after.answer.contains("ord-2") && after.answer.contains("suspended"))
    let difference = try await stage.botfleet("show", "HEAD~2", "HEAD")
    #expect(
      difference.answer.contains("applied   updated") && difference.answer.contains("2 orders differ"),
      "\(difference.answer)")
    #expect(try await stage.botfleet("show", "1999-01-01").status == 1)
  }

  @Test func `The changes of a period are a table, described beside it`() async throws {
    let stage = try await stage()
    let ended = try await stage.botfleet("export", "--from", "2020-01-01", "--to", "2199-12-31", "--out", "all.csv")
    #expect(ended.status == 0, "\(ended.people)")
    let text = try #require(stage.clone.read("all.csv"))
    let bytes = try Data(contentsOf: URL(filePath: stage.clone.path + "/all.csv"))
    #expect(bytes.starts(with: Data("\u{feff}at,kind,order,".utf8)) && text.hasSuffix("\r\n"))
    let note =
      try JSONSerialization.jsonObject(with: Data((stage.clone.read("all.csv.json") ?? "").utf8)) as? [String: Any]
    #expect(note?["events"] as? Int == text.split(separator: "\r\n").count - 1)
    #expect((note?["query"] as? [String: String])?["from"] == "2020-01-01T00:00:00Z")
    let lines = try await stage.botfleet(
      "export", "--from", "2020-01-01", "--to", "2199-12-31", "--format", "jsonl", "--kind", "created", "--out",
      "new.jsonl")
    #expect(lines.status == 0 && stage.clone.read("new.jsonl")?.split(separator: "\n").count == 2)
    #expect(try await stage.botfleet("export", "--from", "2026-02-01", "--to", "2026-01-01", "--out", "x").status == 64)
  }

  @Test func `What real runs leave has nothing that an audit finds but missing pull requests`() async throws {
    let stage = try await stage()
    let audit = try await stage.botfleet("audit", "--format", "json")
    let object = try JSONSerialization.jsonObject(with: Data(audit.answer.utf8)) as? [String: Any]
    let findings = object?["findings"] as? [[String: Any]] ?? []
    // The tests' people all commit at one fixed moment, which is before the runs.
    let codes = Set(findings.compactMap { $0["code"] as? String }).subtracting(["wrong-time"])
    #expect(audit.status == 1 && codes == ["no-pull-request"], "\(audit.answer)")
    #expect(object?["resultsCommits"] as? Int == 2)
    let text = try await stage.botfleet("audit")
    #expect(text.answer.contains("2 of apply's") && text.answer.contains("--signers"))
    let sarif = try await stage.botfleet("audit", "--format", "sarif")
    #expect(sarif.answer.contains("\"ruleId\": \"no-pull-request\""))
    let message = try stage.clone.git("log", "-1", "--format=%B")
    let tree = try stage.clone.git("rev-parse", "HEAD~1:fleet/results")
    #expect(message.contains("\nPrevious-Results: \(tree)"))
    #expect(try await stage.botfleet("audit", "nonsense").status == 1)
  }

  @Test func `Why a limit was lifted goes into the commit`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    #expect(try await stage.botfleet("apply", "--because", "x").status == 64)
    let digest = "sha256:" + String(repeating: "0", count: 64)
    #expect(try await stage.botfleet("apply", "--accept", digest, "--because", " ").status == 64)
    #expect(try await stage.botfleet("apply", "--accept", digest, "--because", "a\nb").status == 64)
  }
}
