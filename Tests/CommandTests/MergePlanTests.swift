import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// The plan of a merge that nobody has made yet.
@Suite(.timeLimit(.minutes(20)))
struct MergePlanTests {
  /// Commits files on a branch of its own that leaves main where it is now, and goes back to main.
  private func propose(_ files: [String: String], _ stage: Stage) throws {
    try stage.clone.git("checkout", "-q", "-B", "pr")
    try stage.clone.commit(files, "proposed")
    try stage.clone.git("checkout", "-q", "main")
  }

  @Test func `A branch shows what it brings, also where main has moved on and was applied`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try propose(["fleet/orders/ord-3.yaml": Documents.order("ord-3")], stage)
    try stage.merge(Documents.orders("ord-2"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    let status = try stage.clone.git("status", "--porcelain", "--branch")
    let objects = try stage.clone.git("count-objects", "-v")
    let plan = try await stage.plan("--base", "origin/main", "--head", "pr")
    #expect(plan.inShort == ["create ord-3"])
    #expect(try plan.revision == stage.clone.git("rev-parse", "pr"))
    #expect(try stage.clone.git("count-objects", "-v") == objects)
    #expect(try stage.clone.git("status", "--porcelain", "--branch") == status)
    let bare = try TemporaryRepository(["clone", "-q", "--bare", stage.clone.path])
    #expect(try await stage.plan("--base", "main", "--head", "pr", "--repo", bare.path).inShort == ["create ord-3"])
    // What is merged is applied as it was shown.
    try stage.clone.git("merge", "-q", "--no-ff", "-m", "merged", "pr")
    let merged = try await stage.plan()
    #expect(merged.inShort == ["create ord-3"] && merged.digest == plan.digest)
  }

  @Test func `A conflict is told with its files and what to do, and nobody asks the panel`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try propose(["fleet/orders/ord-1.yaml": Documents.order("ord-1", tier: "pro")], stage)
    try stage.merge(["ord-1": Documents.order("ord-1", tier: "basic")])
    let ended = try await stage.botfleet("plan", "--base", "main", "--head", "pr")
    #expect(ended.status == 1 && ended.answer.isEmpty)
    #expect(
      ended.people.contains(
        "error: the pull request and its base branch conflict in fleet/orders/ord-1.yaml; merge the base branch into"))
    #expect(try await stage.panel.requests().isEmpty)
  }

  @Test func `Records that the branch edits are told, and those of the base are none of its edits`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    let path = "fleet/results/01/ord-1.yaml"
    let record = try #require(stage.clone.read(path))
    try propose([path: record.replacing(/since: \d{4}-\d\d-\d\d/, with: "since: 2020-01-01")], stage)
    try stage.merge(Documents.orders("ord-2"))
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    let ended = try await stage.botfleet("plan", "--base", "main", "--head", "pr")
    #expect(ended.answer.contains("this pull request edits records: since "), "\(ended.answer)")
    #expect(!ended.answer.contains("ord-2"), "\(ended.answer)")
  }

  @Test(arguments: [["--head", "HEAD"], ["--head", "HEAD", "--base", "HEAD", "--revision", "HEAD"]])
  func `A head is merged into a base, and nothing else is planned`(arguments: [String]) async throws {
    let stage = try await Stage()
    #expect(try await stage.botfleet(["plan"] + arguments).status == 64)
  }
}
