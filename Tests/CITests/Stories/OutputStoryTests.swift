import CommandFixtures
import ForgeStandIn
import PanelProcess
import Testing

/// What jobs leave for the steps behind them, as `schemas/` describes it.
@Suite(.timeLimit(.minutes(20)))
struct OutputStoryTests {
  @Test(arguments: ForgeRunner.allCases)
  func `Each verb writes what its schema says`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openPullRequest(Documents.orders("ord-1"))
    let planned = try await story.runPlan(number, "--format", "json")
    #expect(try OutputSchema("ci-plan").problems(of: planned.answer) == [])
    if runner == .gitHub || runner == .gitLab {
      let group = try story.forge.queue([number])
      let tried = try await story.job(for: .mergeGroup(group)).botfleet(["ci", "plan", "--format", "json"])
      #expect(try OutputSchema("ci-plan").problems(of: tried.answer) == [])
    }
    try story.forge.merge(number, .squash)
    let applied = try await story.runApply("--format", "json")
    let lines = applied.answer.split(separator: "\n")
    #expect(try OutputSchema("ci-apply").problems(of: try #require(lines.last)) == [])
    #expect(lines.dropLast().allSatisfy { !$0.contains("botfleet.ci-") } && lines.count > 2, "\(applied.answer)")
    let drift = try await story.runDrift("--format", "json")
    #expect(try OutputSchema("ci-drift").problems(of: drift.answer) == [])
    // A schema that lets everything through says nothing.
    let renamed = drift.answer.replacing("\"differences\"", with: "\"difference\"")
    #expect(try OutputSchema("ci-drift").problems(of: renamed).count == 2)
  }
}
