import CommandFixtures
import ForgeStandIn
import Foundation
import PanelProcess
import Testing

/// Applies that are refused, cut short or kept from recording.
@Suite(.timeLimit(.minutes(20)))
struct ApplyStoryTests {
  @Test(arguments: ForgeRunner.allCases)
  func `A run for a pull request applies nothing, and says what to write in the workflow`(
    runner: ForgeRunner
  ) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openPullRequest(Documents.orders("ord-1"))
    let ended = try await story.job(for: .pullRequest(number)).botfleet(["ci", "apply"])
    #expect(ended.status == 4 && ended.people.contains("pull request \(number)"), "\(ended.people)")
    #expect(try await story.panel.servers().isEmpty)
  }

  @Test func `On a machine of somebody's own, each verb says which one to use there`() async throws {
    let story = try await ForgeStory(.gitHub, Documents.orders("ord-1"))
    let job = try story.job(for: .push(branch: "main"))
    let known = ["CI"] + job.environment.keys.filter { $0.hasPrefix("GITHUB_") }
    let nowhere = Dictionary(uniqueKeysWithValues: known.map { ($0, "") })
    for (verb, own) in [
      ("apply", "use botfleet apply"), ("drift", "use botfleet plan"), ("plan", "--base origin/main"),
    ] {
      let ended = try await job.botfleet(["ci", verb], environment: nowhere)
      #expect(ended.status == 4 && ended.people.contains("no run of continuous integration"), "\(ended.people)")
      #expect(ended.people.contains(own), "\(ended.people)")
    }
    #expect(try await story.panel.servers().isEmpty)
  }

  @Test(arguments: ForgeRunner.allCases)
  func
    `Where the branch refuses pushes, results wait on a branch of their own, and the pull request hears of its changes`(
      runner: ForgeRunner
    ) async throws
  {
    let story = try await ForgeStory(runner)
    try #require(story.forge.repository).protect("main", pushers: ["ada"])
    let number = try story.openPullRequest(Documents.orders("ord-1"))
    try await story.runPlan(number)
    let tip = try story.forge.merge(number, .squash)
    let ended = try await story.runApply(expecting: 3)
    #expect(try await story.panel.servers()["ord-1"] != nil)
    #expect(ended.people.contains("botfleet/results"), "\(ended.people)")
    #expect(try story.applyComment(on: number).contains("ord-1 created"))
    #expect(try story.server.git("rev-parse", "main") == tip)
    // Once it may, the next run brings them in, and makes nothing twice.
    try #require(story.forge.repository).protect("main", pushers: ["ci"])
    try await story.runApply()
    #expect(try await story.panel.servers().count == 1)
    #expect(try story.server.git("log", "-1", "--format=%s", "main").hasPrefix("apply:"))
  }

  @Test(arguments: ForgeRunner.allCases)
  func `The results commit of a run says nothing that another run would have to do`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner, Documents.orders("ord-1"))
    try await story.runApply()
    let recorded = try story.server.git("rev-parse", "main")
    let before = story.forge.state.withLock { ($0.comments, $0.issues, $0.statuses.count) }
    try await story.runApply()
    #expect(try story.server.git("rev-parse", "main") == recorded)
    let after = story.forge.state.withLock { ($0.comments, $0.issues, $0.statuses.count) }
    #expect(before.0 == after.0 && before.1 == after.1)
  }
}
