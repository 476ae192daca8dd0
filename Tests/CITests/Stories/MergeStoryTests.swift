import CommandFixtures
import ForgeStandIn
import PanelProcess
import Testing

/// A pull request from its first push to what the next run after its merge finds to do.
@Suite(.timeLimit(.minutes(20)))
struct MergeStoryTests {
  @Test(arguments: ForgeRunner.allCases, MergeWay.allCases)
  func `A pull request is planned, planned again, approved, merged and applied, and says what became of it`(
    runner: ForgeRunner, way: MergeWay
  ) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openPullRequest(Documents.orders("ord-1"), title: "Add ord-1")
    try await story.runPlan(number)
    let first = try story.planComment(on: number)
    #expect(first.contains("**Merging this makes 1 change.**") && first.contains("ord-1"))
    try expectStatuses(story, number)
    let firstHead = story.head(of: number)

    try story.push(ForgeStory.files(Documents.orders("ord-2")))
    try await story.runPlan(number)
    let second = try story.planComment(on: number)
    #expect(second.contains("**Merging this makes 2 changes.**") && second.contains("Earlier plans (1)"), "\(second)")
    #expect(second.contains(firstHead.prefix(12)) && second.contains(story.head(of: number).prefix(12)))
    try expectStatuses(story, number)
    #expect(try await story.panel.servers().isEmpty)

    story.forge.approve(number)
    let head = story.head(of: number)
    let tip = try story.forge.merge(number, way, lag: 2)
    try await story.runApply()
    #expect(try await Set(story.panel.servers().keys) == ["ord-1", "ord-2"])
    let applied = try story.applyComment(on: number)
    #expect(applied.contains("**Applied: 2 changes.**") && applied.contains("ord-1 created"), "\(applied)")
    #expect(applied.contains("ord-2 created") && !applied.contains("other change"))
    #expect(story.status("botfleet/apply", of: tip)?.state == "success")

    let message = try story.lastMessage()
    #expect(message.hasPrefix("apply: 2 servers created"))
    let page = runner == .gitLab ? "-/merge_requests" : "pulls"
    #expect(message.contains("\nPull-Request: https://forge.example.com/shop/fleet/\(page)/\(number)"), "\(message)")
    let approval = runner == .gitLab ? "bo (!\(number), head unknown)" : "bo (#\(number) at \(head.prefix(12)))"
    #expect(message.contains("\nApproved-By: \(approval)") && message.contains("\nRun: http"), "\(message)")

    // What was pushed starts a run where the forge lets it, and that finds nothing to do.
    let recorded = try story.server.git("rev-parse", "main")
    try await story.runApply()
    #expect(try story.server.git("rev-parse", "main") == recorded)
    #expect(try story.applyComment(on: number) == applied)
    #expect(try story.planComment(on: number) == second)
    #expect(story.issues.isEmpty)
  }

  /// Both are green, our own, and the first ends with the seal.
  private func expectStatuses(_ story: ForgeStory, _ number: Int) throws {
    let head = story.head(of: number)
    let plan = try #require(story.status("botfleet/plan", of: head))
    #expect(plan.state == "success" && plan.description.contains(#/ sha256:[0-9a-f]{64}$/#), "\(plan)")
    #expect(plan.description.count <= 140)
    #expect(story.status("botfleet/limits", of: head)?.state == "success")
  }

  @Test(arguments: ForgeRunner.allCases)
  func `Two pull requests that are merged before one apply each hear of their own changes`(
    runner: ForgeRunner
  ) async throws {
    let story = try await ForgeStory(runner)
    let first = try story.openPullRequest(Documents.orders("ord-1"), from: "one", title: "One")
    let second = try story.openPullRequest(Documents.orders("ord-2"), from: "two", title: "Two")
    try await story.runPlan(first)
    try await story.runPlan(second)
    #expect(try !story.planComment(on: second).contains("ord-1"))
    try story.forge.merge(first, .squash)
    try story.forge.merge(second, .squash, lag: 1)
    try await story.runApply()
    let (one, two) = try (story.applyComment(on: first), story.applyComment(on: second))
    #expect(one.contains("ord-1 created") && !one.contains("ord-2 created") && one.contains("1 other change"), "\(one)")
    #expect(two.contains("ord-2 created") && !two.contains("ord-1 created") && two.contains("1 other change"), "\(two)")
    let message = try story.lastMessage()
    #expect(message.contains("/\(first)\n") && message.contains("/\(second)\n"), "\(message)")
  }

  /// The job waited for its turn while another pull request was merged, whose own run was thrown out of the queue.
  @Test(arguments: ForgeRunner.allCases)
  func `A run that was skipped is covered by the next, however old its checkout is`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let first = try story.openPullRequest(Documents.orders("ord-1"), from: "one", title: "One")
    let second = try story.openPullRequest(Documents.orders("ord-2"), from: "two", title: "Two")
    try story.forge.merge(first, .mergeCommit)
    let job = try story.job(for: .push(branch: "main"))
    let tip = try story.forge.merge(second, .mergeCommit)
    let ended = try await job.botfleet(["ci", "apply"])
    #expect(ended.status == 0, "\(ended.answer)\n\(ended.people)")
    #expect(try await Set(story.panel.servers().keys) == ["ord-1", "ord-2"])
    #expect(try story.applyComment(on: first).contains("ord-1 created"))
    #expect(try story.applyComment(on: second).contains("ord-2 created"))
    #expect(story.status("botfleet/apply", of: tip)?.state == "success")
  }

  @Test(arguments: [ForgeRunner.gitLab, .forgejo, .gitea])
  func `A conflict is said, with the files, and is no plan`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner, Documents.orders("ord-1"))
    let first = try story.openPullRequest(["ord-1": Documents.order("ord-1", tier: "pro")], from: "one")
    let second = try story.openPullRequest(
      ["ord-1": Documents.order("ord-1", state: "suspended") + "tier: pro\n"], from: "two")
    try story.push(["fleet/orders/ord-1.yaml": Documents.order("ord-1", tier: "basic")], to: "two")
    try story.forge.merge(first, .squash)
    let ended = try await story.runPlan(second, expecting: 1)
    #expect(ended.people.contains("fleet/orders/ord-1.yaml"), "\(ended.people)")
    let comment = try story.planComment(on: second)
    #expect(comment.contains("**This conflicts with its base branch** in `fleet/orders/ord-1.yaml`."), "\(comment)")
    #expect(story.status("botfleet/plan", of: story.head(of: second))?.state == story.red)
    // Rebased, it has a plan.
    try story.desk.git("fetch", "-q", "origin")
    try story.desk.git("checkout", "-q", "-B", "two", "origin/main")
    try story.desk.commit(ForgeStory.files(Documents.orders("ord-2")))
    try story.desk.git("push", "-q", "-f", "origin", "HEAD:refs/heads/two")
    try await story.runPlan(second)
    #expect(try story.planComment(on: second).contains("Earlier plans (1)"))
  }
}
