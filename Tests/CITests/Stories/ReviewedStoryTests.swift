import CommandFixtures
import ForgeStandIn
import PanelProcess
import Testing

/// With `policy.apply: reviewed`, what was shown is what is done.
@Suite(.timeLimit(.minutes(20)))
struct ReviewedStoryTests {
  private static let fleet = Documents.fleet + "policy: { apply: reviewed }\n"

  /// A fleet in which one order was shown, merged and applied.
  private func begin(_ runner: ForgeRunner) async throws -> ForgeStory {
    let story = try await ForgeStory(runner, fleet: Self.fleet)
    let number = try story.openPullRequest(Documents.orders("ord-1"), from: "first", title: "First")
    try await story.runPlan(number)
    try story.forge.merge(number, .squash, lag: 1)
    try await story.runApply()
    #expect(try story.applyComment(on: number).contains("**Applied: 1 change.**"))
    #expect(try await story.panel.servers()["ord-1"] != nil)
    return story
  }

  @Test(arguments: ForgeRunner.allCases)
  func `A push between plan and merge is held back, explained, and performed once somebody accepts it`(
    runner: ForgeRunner
  ) async throws {
    let story = try await begin(runner)
    let number = try story.openPullRequest(Documents.orders("ord-2"), title: "Second")
    try await story.runPlan(number)
    try story.push(ForgeStory.files(["ord-2": Documents.order("ord-2", tier: "pro")]))
    let tip = try story.forge.merge(number, .squash)
    let job = try story.job(for: .push(branch: "main"))
    let ended = try await job.botfleet(["ci", "apply", "--outputs", "left.env"])
    #expect(ended.status == 3, "\(ended.answer)\n\(ended.people)")
    #expect(try await story.panel.servers()["ord-2"] == nil)
    let comment = try story.applyComment(on: number)
    #expect(
      comment.contains("held back") && comment.contains("ord-2") && comment.contains("--accept sha256:"), "\(comment)")
    let issue = try #require(story.issues.first)
    #expect(issue.isOpen && issue.body.contains("ord-2") && issue.title.contains("1 change held back"), "\(issue)")
    #expect(story.status("botfleet/apply", of: tip)?.state == story.red)

    // The same again: one issue, one comment.
    try await story.runApply(expecting: 3)
    #expect(story.issues.count == 1)
    _ = try story.applyComment(on: number)

    let outputs = try String(contentsOfFile: "\(job.checkout.path)/left.env", encoding: .utf8)
    let digest = try #require(outputs.firstMatch(of: /BOTFLEET_APPLY_DIGEST=(sha256:[0-9a-f]+)/)?.1)
    try await story.runApply("--accept", String(digest))
    #expect(try await story.panel.servers()["ord-2"] != nil)
    #expect(story.issues.count == 1 && story.issues.first?.isOpen == false)
    #expect(try story.applyComment(on: number).contains("ord-2 created"))
    #expect(story.status("botfleet/apply", of: tip)?.state == "success")
  }

  @Test(arguments: ForgeRunner.allCases)
  func `An edited comment shows nothing, and neither does somebody else's with our marker`(
    runner: ForgeRunner
  ) async throws {
    let story = try await begin(runner)
    let number = try story.openPullRequest(Documents.orders("ord-2"), title: "Second")
    let pasted = "\(ForgeStory.planMarker)\nLooks good to me"
    story.forge.state.withLock { $0.comment(pasted, on: number, by: 3) }
    try await story.runPlan(number)
    let comments = story.comments(ForgeStory.planMarker, on: number)
    #expect(comments.count == 2 && comments.contains(pasted), "\(comments)")
    let digits = try #require(comments.last?.firstMatch(of: /\n([0-9a-f]{16}) ord-2\n/)?.1)
    story.forge.state.withLock { state in
      guard let place = state.comments.firstIndex(where: { $0.body.contains("\(digits) ord-2") }) else { return }
      state.comments[place].body = state.comments[place].body.replacing(digits, with: "0123456789abcdef")
    }
    try story.forge.merge(number, .mergeCommit)
    try await story.runApply(expecting: 3)
    #expect(try await story.panel.servers()["ord-2"] == nil)
    #expect(try story.applyComment(on: number).contains("somebody edited it"))
    #expect(story.issues.filter(\.isOpen).count == 1)
  }

  @Test func `A status that somebody else set seals nothing`() async throws {
    let story = try await begin(.gitHub)
    let number = try story.openPullRequest(Documents.orders("ord-2"), title: "Second")
    try await story.runPlan(number)
    let sealed = try #require(story.status("botfleet/plan", of: story.head(of: number)))
    story.forge.state.withLock { state in
      state.statuses.append(
        .init(
          id: state.nextNumber(), commit: sealed.commit, context: sealed.context, state: "success",
          description: sealed.description, url: nil, author: 3))
    }
    try story.forge.merge(number, .squash)
    try await story.runApply(expecting: 3)
    #expect(try story.applyComment(on: number).contains("somebody else set the status"))
  }

  @Test(arguments: ForgeRunner.allCases)
  func `What no pull request brought is performed as always, and what nobody can ask about is held back`(
    runner: ForgeRunner
  ) async throws {
    let story = try await begin(runner)
    // Somebody who may push does so.
    try story.push(ForgeStory.files(Documents.orders("ord-3")), to: "main")
    // Another hand changes the panel.
    let server = try #require(try await story.panel.servers()["ord-1"])
    try await story.panel.changeMemory(of: server, to: 4096)
    try await story.runApply()
    #expect(try await story.panel.servers()["ord-3"] != nil)
    #expect(try await story.panel.servers()["ord-1"]?.limits.memory == 256)
    #expect(story.issues.isEmpty)

    let number = try story.openPullRequest(Documents.orders("ord-4"), title: "Fourth")
    try await story.runPlan(number)
    try story.forge.merge(number, .squash)
    let job = try story.job(for: .push(branch: "main"))
    let blind = ["GITHUB_TOKEN": "", "FORGEJO_TOKEN": "", "GITEA_TOKEN": "", "GITLAB_TOKEN": "", "CI_JOB_TOKEN": ""]
    let ended = try await job.botfleet(["ci", "apply"], environment: blind)
    #expect(ended.status == 3 && ended.people.contains("token"), "\(ended)")
    #expect(try await story.panel.servers()["ord-4"] == nil)
    try await story.runApply()
    #expect(try await story.panel.servers()["ord-4"] != nil)
  }

  /// Whoever loosens the rule is under it.
  @Test func `A pull request that loosens the policy is reviewed still`() async throws {
    let story = try await begin(.gitHub)
    let number = try story.openPullRequest(Documents.orders("ord-2"), title: "Loosen")
    try await story.runPlan(number)
    try story.push(
      ["fleet/fleet.yaml": Documents.fleet].merging(ForgeStory.files(["ord-2": Documents.order("ord-2", tier: "pro")]))
      { $1 })
    try story.forge.merge(number, .squash)
    try await story.runApply(expecting: 3)
    #expect(try await story.panel.servers()["ord-2"] == nil)
  }
}
