import CommandFixtures
import ForgeStandIn
import PanelProcess
import Testing

/// Pull requests from other repositories, whose runs have no secrets.
@Suite(.timeLimit(.minutes(20)))
struct ForkStoryTests {
  @Test(arguments: ForgeRunner.allCases)
  func `A fork's documents are checked without a key, and the run is green`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openForkedPullRequest(Documents.orders("ord-1"))
    let job = try story.job(for: .pullRequest(number), .fork)
    let ended = try await job.botfleet(["ci", "plan"])
    #expect(ended.status == 0, "\(ended.answer)\n\(ended.people)")
    #expect(ended.people.contains("There is no plan") && ended.people.contains("no key"), "\(ended.people)")
    #expect(story.comments(ForgeStory.planMarker, on: number).isEmpty)
    if runner != .gitLab { #expect(job.summary.contains("**The documents have no errors. There is no plan**")) }
    #expect(try await story.panel.requests().isEmpty)
  }

  @Test(arguments: ForgeRunner.allCases)
  func `A fork whose documents have errors is red`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openForkedPullRequest(["ord-1": Documents.order("ord-1", tier: "none-such")])
    let ended = try await story.job(for: .pullRequest(number), .fork).botfleet(["ci", "plan"])
    #expect(ended.status == 1 && ended.people.contains("none-such"), "\(ended.people)")
  }

  /// A run for a fork that has secrets all the same (`pull_request_target`, a run that a member started) plans, and its merge is covered.
  @Test(arguments: ForgeRunner.allCases)
  func `A fork's pull request is planned by a run that may, and applied as any other`(runner: ForgeRunner) async throws
  {
    let story = try await ForgeStory(runner)
    let number = try story.openForkedPullRequest(Documents.orders("ord-1"))
    try await story.runPlan(number)
    #expect(try story.planComment(on: number).contains("**Merging this makes 1 change.**"))
    try story.forge.merge(number, .mergeCommit)
    try await story.runApply()
    #expect(try story.applyComment(on: number).contains("ord-1 created"))
  }
}
