import CommandFixtures
import ForgeStandIn
import PanelProcess
import Testing

/// Pull requests that are tried together before they are merged: GitHub's merge queue and GitLab's merge trains.
@Suite(.timeLimit(.minutes(20)))
struct QueueStoryTests {
  @Test(arguments: [ForgeRunner.gitHub, .gitLab])
  func `A group is planned on its own head, and nobody is told but by statuses`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let first = try story.openPullRequest(Documents.orders("ord-1"), from: "one", title: "One")
    let second = try story.openPullRequest(Documents.orders("ord-2"), from: "two", title: "Two")
    try await story.runPlan(first)
    try await story.runPlan(second)
    let comments = story.forge.state.withLock(\.comments)
    let group = try story.forge.queue([first, second])
    let ended = try await story.job(for: .mergeGroup(group)).botfleet(["ci", "plan"])
    #expect(ended.status == 0, "\(ended.answer)\n\(ended.people)")
    #expect(ended.answer.contains("ord-1") && ended.answer.contains("ord-2"))
    #expect(story.status("botfleet/plan", of: group.head)?.state == "success")
    #expect(story.status("botfleet/limits", of: group.head)?.state == "success")
    #expect(story.forge.state.withLock(\.comments) == comments)
    #expect(try await story.panel.servers().isEmpty)
    // Never from a queue.
    let applied = try await story.job(for: .mergeGroup(group)).botfleet(["ci", "apply"])
    #expect(applied.status == 4 && applied.people.contains("a merge queue"), "\(applied.people)")
    #expect(try await story.panel.servers().isEmpty)
  }

  /// Each was right for itself; together they give an order another tier than its pull request showed.
  @Test(arguments: [ForgeRunner.gitHub, .gitLab])
  func `A member whose changes are no longer as they were shown turns the group red`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let first = try story.openPullRequest(Documents.orders("ord-1"), from: "one", title: "One")
    try await story.runPlan(first)
    try story.push(
      ["fleet/catalog.yaml": Documents.catalog.replacing("memory: 256MiB", with: "memory: 320MiB")], to: "two")
    let second = try story.forge.openPull("Two", from: "two")
    try await story.runPlan(second)
    let group = try story.forge.queue([first, second])
    let ended = try await story.job(for: .mergeGroup(group)).botfleet(["ci", "plan"])
    #expect(ended.status == 1 && ended.people.contains("\(first)") && ended.people.contains("ord-1"), "\(ended.people)")
    #expect(story.status("botfleet/plan", of: group.head)?.state == story.red)
    _ = second
  }
}
