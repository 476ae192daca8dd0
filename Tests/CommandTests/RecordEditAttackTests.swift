import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// Results are files, and a pull request may write files: a forged day deleted, one forged uuid refused everybody's changes, and records
/// of servers that nobody has raised what one plan might change.
@Suite(.timeLimit(.minutes(20)))
struct RecordEditAttackTests {
  private static let faces = [[], ["--format", "markdown"], ["--format", "html"], ["--format", "json"]]

  private func stage(_ ids: String..., fleet: String = Documents.fleet) async throws -> Stage {
    let stage = try await Stage(Dictionary(uniqueKeysWithValues: ids.map { ($0, Documents.order($0)) }), fleet: fleet)
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    return stage
  }

  private func path(_ order: String) -> String { "fleet/results/\(order.last.map { "0\($0)" } ?? "")/\(order).yaml" }

  private func edit(_ order: String, _ stage: Stage, _ change: (String) -> String) throws {
    let text = try #require(stage.clone.read(path(order)))
    try stage.clone.write(change(text), to: path(order))
  }

  /// Commits on a branch of its own.
  private func propose(_ stage: Stage) throws {
    try stage.clone.git("checkout", "-q", "-B", "pr")
    try stage.clone.git("add", "--all")
    try stage.clone.git("commit", "-q", "-m", "harmless")
  }

  private func merge(_ stage: Stage) throws {
    try stage.clone.git("checkout", "-q", "main")
    try stage.clone.git("merge", "-q", "--no-ff", "-m", "merged", "pr")
    try stage.clone.git("push", "-q", "origin", "main")
  }

  private func words(_ ended: Ended) -> String {
    ended.answer.replacing("-&gt;", with: "->").replacing("\\u003e", with: ">").replacing(/<[^>]*>/, with: "")
  }

  @Test func `A forged day is told in every face, deletes nothing and is no other than the branch's`() async throws {
    let stage = try await stage("ord-1", "ord-2")
    try stage.merge(["ord-1": Documents.order("ord-1", state: "terminated")])
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    try edit("ord-1", stage) { text in
      text.replacing(/since: \d{4}-\d\d-\d\d/, with: "since: 2020-01-01")
    }
    try propose(stage)
    for face in Self.faces {
      let told = words(try await stage.botfleet(["plan", "--base", "origin/main"] + face))
      #expect(told.contains("this pull request edits records: ") && told.contains("ord-1"), "\(face) \(told)")
      #expect(told.contains("terminating.since 20") && told.contains("-> 2020-01-01"), "\(face) \(told)")
    }
    #expect(try await stage.plan("--base", "origin/main").inShort == [])
    let ci = try await stage.botfleet("plan", environment: ["GITHUB_BASE_REF": "main"])
    #expect(words(ci).contains("this pull request edits records: "), "\(ci.answer)")
    try merge(stage)
    try await stage.apply()
    #expect(try await stage.panel.servers()["ord-1"]?.suspended == true)
  }

  @Test func `A forged uuid holds back its own order alone`() async throws {
    let stage = try await stage("ord-1", "ord-2", "ord-3")
    let uuid = try #require(try await stage.panel.servers()["ord-1"]?.uuid)
    try edit("ord-1", stage) { $0.replacing(uuid, with: "00000000-0000-4000-8000-000000000000") }
    try stage.clone.write(Documents.order("ord-2", tier: "pro"), to: "fleet/orders/ord-2.yaml")
    try stage.clone.write(Documents.order("ord-1", tier: "pro"), to: "fleet/orders/ord-1.yaml")
    try propose(stage)
    let plan = try await stage.botfleet("plan", "--base", "origin/main")
    #expect(plan.answer.contains("edits records: server.uuid \(uuid) -> 00000000-"), "\(plan.answer)")
    #expect((plan.answer + plan.people).contains("fleet/results/01/ord-1.yaml: error: ord-1 is recorded as server"))
    try merge(stage)
    try await stage.apply(expecting: 1)
    #expect(try stage.result(of: "ord-2").contains("tier: pro"))
    #expect(try !stage.result(of: "ord-1").contains("tier: pro"))
    #expect(try stage.result(of: "ord-1").contains("00000000-0000-4000-8000-000000000000"))
  }

  @Test func `Results that are swapped or deleted hold back nobody else`() async throws {
    let stage = try await stage("ord-1", "ord-2", "ord-3", "ord-4")
    let servers = try await stage.panel.servers()
    let (one, two) = (try #require(servers["ord-1"]?.uuid), try #require(servers["ord-2"]?.uuid))
    try edit("ord-1", stage) { $0.replacing(one, with: two) }
    try edit("ord-2", stage) { $0.replacing(two, with: one) }
    try stage.clone.git("rm", "-q", path("ord-3"))
    try stage.clone.write(Documents.order("ord-4", tier: "pro"), to: "fleet/orders/ord-4.yaml")
    try propose(stage)
    let plan = try await stage.botfleet("plan", "--base", "origin/main")
    #expect(plan.answer.contains("edits records: record removed, server.id "), "\(plan.answer)")
    try merge(stage)
    try await stage.apply(expecting: 1)
    #expect(try stage.result(of: "ord-4").contains("tier: pro"))
    #expect(try stage.result(of: "ord-3").contains("phase: running"))
    #expect(try await stage.panel.servers().count == 4)
  }

  @Test func `Records that a pull request brings raise no limit`() async throws {
    let cautious = Documents.fleet.replacing("maxChanged: 100%", with: "maxChanged: 50%, always: 0")
    let stage = try await stage("ord-1", "ord-2", "ord-3", fleet: cautious)
    let text = try #require(stage.clone.read(path("ord-1")))
    let uuid = try #require(try await stage.panel.servers()["ord-1"]?.uuid)
    for number in 5...9 {
      let id = "gone-\(number)"
      let made = uuid.dropLast() + "\(number)"
      try stage.clone.write(
        text.replacing("order: ord-1", with: "order: \(id)").replacing(uuid, with: made)
          + "orphaned:\n  since: 2026-01-01\n", to: path(id))
    }
    for id in ["ord-1", "ord-2", "ord-3"] {
      try stage.clone.write(Documents.order(id, payment: "overdue"), to: "fleet/orders/\(id).yaml")
    }
    try propose(stage)
    let plan = try await stage.botfleet("plan", "--base", "origin/main")
    #expect(plan.answer.contains("edits records: new record, orphaned.since unset -> 2026-01-01"), "\(plan.answer)")
    #expect(plan.answer.contains("3 servers of 3 changed, 1 allowed by safety.maxChanged"), "\(plan.answer)")
    try merge(stage)
    let ended = try await stage.apply(expecting: 4)
    #expect((ended.answer + ended.people).contains("3 servers of 3 changed, 1 allowed"), "\(ended.answer)")
  }

  @Test
  func `A record of open orders that a pull request writes is told in every face, and the next apply makes it again`()
    async throws
  {
    let stage = try await stage("ord-1", "ord-2")
    let path = "fleet/results/open.yaml"
    let before = try #require(stage.clone.read(path))
    #expect(before.contains("\nservers: 2\n"))
    try stage.clone.write(before.replacing("servers: 2", with: "servers: 9"), to: path)
    try propose(stage)
    for face in Self.faces {
      let told = words(try await stage.botfleet(["plan", "--base", "origin/main"] + face))
      #expect(told.contains("this pull request edits records: "), "\(face) \(told)")
      #expect(told.contains("results/open.yaml servers 2 -> 9"), "\(face) \(told)")
    }
    try merge(stage)
    try await stage.apply()
    let after = try stage.server.git("show", "main:\(path)")
    #expect(after.hasSuffix("\nservers: 2"), "\(after)")
    #expect(try stage.server.git("log", "-1", "--format=%s", "main") == "apply: 0 results recorded")
    // What it says is true again: there is nothing more to write.
    let commit = try stage.server.id("main")
    try await stage.apply()
    #expect(try stage.server.id("main") == commit)
    let audit = try await stage.botfleet("audit", "--format", "json")
    #expect(audit.answer.contains("results-by-hand") && !audit.answer.contains("unreadable-message"), "\(audit.answer)")
  }

  @Test func `What apply recorded since is not of a pull request's making`() async throws {
    let stage = try await stage("ord-1")
    try stage.clone.git("checkout", "-q", "-b", "old")
    try stage.clone.commit(["README": "1\n"], "a change")
    try stage.clone.git("checkout", "-q", "main")
    try stage.merge(["ord-2": Documents.order("ord-2"), "ord-1": Documents.order("ord-1", tier: "pro")])
    try await stage.apply()
    try stage.clone.git("fetch", "-q")
    try stage.clone.git("checkout", "-q", "old")
    let plan = try await stage.botfleet("plan", "--base", "origin/main")
    #expect(!plan.answer.contains("edits records"), "\(plan.answer)")
  }
}
