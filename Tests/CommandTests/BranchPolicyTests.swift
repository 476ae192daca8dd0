import PanelProcess
import RepositoryFixtures
import Testing

/// A fleet of which one branch alone is applied. Servers came from a merge queue's branch that was then thrown away.
@Suite(.timeLimit(.minutes(20)))
struct BranchPolicyTests {
  private static let fleet = Documents.fleet + "policy: { branch: main }\n"

  /// A fleet, and in the clone a branch that is pushed, checked out, and has one order more.
  private func stage(fleet: String = fleet, branch: String = "mine", files: [String: String] = [:]) async throws
    -> Stage
  {
    let stage = try await Stage(Documents.orders("ord-1"), fleet: fleet)
    try stage.clone.git("checkout", "-q", "-b", branch)
    try stage.clone.commit(
      ["fleet/orders/ord-2.yaml": Documents.order("ord-2")].merging(files) { $1 }, "a change of mine")
    try stage.clone.git("push", "-q", "-u", "origin", branch)
    return stage
  }

  /// Looks that an apply is refused before it could ask remote or panel for anything.
  private func expectRefusal(
    _ stage: Stage, _ arguments: [String] = [], environment: [String: String] = [:], saying words: String,
    status: Int32 = 4, at location: SourceLocation = #_sourceLocation
  ) async throws {
    try writeProgram("#!/bin/sh\nexit 1\n", to: stage.server.path + "/hooks/pre-receive")
    let ended = try await stage.start(["apply", "--yes"] + arguments, environment: environment).end()
    #expect(ended.status == status && ended.people.contains(words), "\(ended)", sourceLocation: location)
    #expect(try await stage.panel.requests().isEmpty, sourceLocation: location)
  }

  @Test func `Another branch is refused before anything is done, and can be planned`() async throws {
    let stage = try await stage()
    let words = "only the branch main is applied (fleet/fleet.yaml:16:19), and this is mine; nothing was done"
    try await expectRefusal(stage, saying: words)
    try await expectRefusal(stage, ["--no-push"], saying: words)
    try await expectRefusal(stage, ["--branch", "mine"], saying: words)
    #expect(try await stage.plan().inShort == ["create ord-1", "create ord-2"])
  }

  @Test func `The branch of a merge queue is refused, whatever CI calls it`() async throws {
    let queue = "gh-readonly-queue/main/pr-104-0123456789abcdef"
    let stage = try await stage(branch: queue)
    try await expectRefusal(stage, saying: "and this is \(queue)")
    try stage.clone.git("checkout", "-q", "--detach")
    let ci = ["GITHUB_ACTIONS": "true", "GITHUB_REF": "refs/heads/staging", "GITHUB_EVENT_NAME": "push"]
    try await expectRefusal(stage, environment: ci, saying: "and this is staging")
    let bors = ["GITLAB_CI": "true", "CI_COMMIT_BRANCH": queue]
    try await expectRefusal(stage, environment: bors, saying: "and this is \(queue)")
    try await expectRefusal(stage, ["--no-push"], saying: "nothing says which branch this is")
  }

  @Test func `The branch that is meant is applied, from a checkout of it or a detached one of CI's`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"), fleet: Self.fleet)
    try await stage.apply()
    try stage.merge(["ord-2": Documents.order("ord-2")])
    try stage.clone.git("checkout", "-q", "--detach")
    let ci = ["GITHUB_ACTIONS": "true", "GITHUB_REF": "refs/heads/main", "BOTFLEET_BRANCH": "main"]
    let ended = try await stage.botfleet("apply", "--yes", environment: ci)
    #expect(ended.status == 0, "\(ended.people)")
    try stage.clone.git("checkout", "-q", "-b", "here", "--track", "origin/main")
    try await stage.apply("--no-push")
    #expect(try await stage.panel.servers().keys.sorted() == ["ord-1", "ord-2"])
  }

  @Test func `A detached HEAD is not the branch because somebody says so`() async throws {
    let stage = try await stage()
    try stage.clone.git("checkout", "-q", "--detach")
    let ended = try await stage.botfleet("apply", "--yes", "--branch", "main")
    #expect(ended.status == 4 && ended.people.contains("HEAD has orders that main does not have yet"), "\(ended)")
    #expect(try await stage.panel.servers().isEmpty)
  }

  @Test func `A branch cannot vouch for itself where the environment names the one that is meant`() async throws {
    let ci = ["BOTFLEET_BRANCH": "main"]
    for line in ["", "policy: { branch: mine }\n", "policy: { branch: [ }\n"] {
      let stage = try await stage(files: ["fleet/fleet.yaml": Documents.fleet + line])
      try await expectRefusal(
        stage, environment: ci, saying: "only the branch main is applied (BOTFLEET_BRANCH), and this is mine")
    }
  }

  @Test func `Where document and environment name two branches, nothing is planned or applied`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"), fleet: Documents.fleet + "policy: { branch: release }\n")
    let ci = ["BOTFLEET_BRANCH": "main"]
    let words = "fleet/fleet.yaml:16:19: error: the environment's `BOTFLEET_BRANCH` names another branch, `main`"
    let plan = try await stage.botfleet("plan", environment: ci)
    #expect(plan.status == 1 && plan.people.contains(words), "\(plan)")
    try await expectRefusal(stage, environment: ci, saying: words, status: 1)
  }

  @Test func `A pull request that lifts the rule is reported as loosening it`() async throws {
    let stage = try await stage(files: ["fleet/fleet.yaml": Documents.fleet + "policy: { branch: mine }\n"])
    let ended = try await stage.botfleet("plan", "--base", "origin/main")
    #expect(ended.answer.contains("this pull request loosens: policy.branch main -> mine"), "\(ended.answer)")
  }
}
