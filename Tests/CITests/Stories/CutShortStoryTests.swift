import CommandFixtures
import ForgeStandIn
import Foundation
import PanelProcess
import Testing

/// Jobs that end in the middle of their work: the runner is lost, or somebody cancels them. The next one makes up for it.
@Suite(.timeLimit(.minutes(20)), .tags(.process))
struct CutShortStoryTests {
  private static let orders = Documents.orders("ord-1", "ord-2")

  /// The panel makes the next server, and does not answer.
  private func hang(_ story: ForgeStory) async throws {
    try await story.panel.control(
      #"{"do": "fault", "kind": "hang", "when": "after", "method": "POST", "path": "/api/application/servers"}"#)
  }

  /// Merges a pull request with two orders, and lets its apply come to the first server.
  private func begin(
    _ story: ForgeStory, _ way: MergeWay = .squash
  ) async throws -> (number: Int, tip: String, job: StoryJob, run: RunningProgram) {
    let number = try story.openPullRequest(Self.orders)
    try await story.runPlan(number)
    let tip = try story.forge.merge(number, way)
    try await hang(story)
    let job = try story.job(for: .push(branch: "main"))
    let run = try job.startProcess(["ci", "apply", "--concurrency", "1"])
    while try await !story.panel.requests().contains("POST /api/application/servers") {
      try await Task.sleep(for: .milliseconds(50))
    }
    return (number, tip, job, run)
  }

  @Test(arguments: ForgeRunner.allCases, [Documents.fleet, Documents.fleet + "policy: { apply: reviewed }\n"])
  func `What a killed job began is finished by the next, made once, and told to the pull request`(
    runner: ForgeRunner, fleet: String
  ) async throws {
    let story = try await ForgeStory(runner, fleet: fleet)
    let (number, tip, job, run) = try await begin(story)
    kill(run.identifier, SIGKILL)
    _ = await run.end()
    let begun = try #require(try await story.panel.servers()["ord-1"])
    #expect(story.comments(ForgeStory.applyMarker, on: number).isEmpty)
    #expect(try story.server.git("rev-parse", "main") == tip)

    // The runner keeps its folder, so that the next job knows whose lock is left.
    try await story.panel.control(#"{"do": "wait", "seconds": 60}"#)
    let next = try await story.job(for: .schedule(branch: "main"), in: job).botfleet(["ci", "apply"])
    #expect(next.status == 0, "\(next.answer)\n\(next.people)")
    let servers = try await story.panel.servers()
    #expect(servers.count == 2 && servers["ord-1"]?.uuid == begun.uuid && servers["ord-2"] != nil)
    let comment = try story.applyComment(on: number)
    #expect(comment.contains("**Applied: 2 changes.**"), "\(comment)")
    #expect(comment.contains("ord-1 adopted") && comment.contains("ord-2 created"), "\(comment)")
    #expect(story.status("botfleet/apply", of: tip)?.state == "success")
    #expect(story.issues.isEmpty)
    let message = try story.lastMessage()
    #expect(message.contains("/\(number)\n") && message.contains("Lock-Took-Over: abandoned"), "\(message)")

    // Nothing is left to do.
    let recorded = try story.server.git("rev-parse", "main")
    try await story.runApply()
    #expect(try story.server.git("rev-parse", "main") == recorded && story.applyComment(on: number) == comment)
  }

  @Test(arguments: ForgeRunner.allCases)
  func `A cancelled job ends in order: it records what it did, and tells what it left`(
    runner: ForgeRunner
  ) async throws {
    let story = try await ForgeStory(runner)
    let (number, tip, _, run) = try await begin(story)
    kill(run.identifier, SIGTERM)
    let ended = await run.end()
    #expect(ended.status == 3, "\(ended.answer)\n\(ended.people)")
    #expect(try story.lastMessage().hasPrefix("apply: 1 server created"))
    #expect(try story.server.git("for-each-ref", "refs/botfleet") == "")
    let comment = try story.applyComment(on: number)
    #expect(comment.contains("**Of 2 changes, 1 applied, 1 not done.**"), "\(comment)")
    #expect(comment.contains("ord-1 created") && comment.contains("ord-2 create not tried"), "\(comment)")
    #expect(story.status("botfleet/apply", of: tip)?.state == story.red)

    try await story.runApply()
    #expect(try await story.panel.servers().count == 2)
    let later = try story.applyComment(on: number)
    #expect(later.contains("ord-2 created") && !later.contains("not done"), "\(later)")
    #expect(story.status("botfleet/apply", of: tip)?.state == "success")
  }

  /// Nobody pushed anything in between.
  @Test(arguments: ForgeRunner.allCases)
  func `What failed and a later run repairs is told to the pull request, and its commit turns green`(
    runner: ForgeRunner
  ) async throws {
    let story = try await ForgeStory(runner)
    let first = try story.openPullRequest(Documents.orders("ord-1"), from: "one", title: "One")
    try await story.runPlan(first)
    let tip = try story.forge.merge(first, .squash)
    try await story.panel.control(
      #"{"do": "fault", "kind": "http-422", "method": "POST", "path": "/api/application/servers"}"#)
    try await story.runApply(expecting: 3)
    let failed = try story.applyComment(on: first)
    #expect(failed.contains("**Of 1 change, 1 not done.**") && failed.contains("ord-1 failed"), "\(failed)")
    #expect(story.status("botfleet/apply", of: tip)?.state == story.red)

    let ended = try await story.job(for: .schedule(branch: "main")).botfleet(["ci", "apply"])
    #expect(ended.status == 0, "\(ended.answer)\n\(ended.people)")
    let repaired = try story.applyComment(on: first)
    #expect(repaired.contains("**Applied: 1 change.**") && repaired.contains("ord-1 created"), "\(repaired)")
    let status = try #require(story.status("botfleet/apply", of: tip))
    #expect(status.state == "success" && status.description == "1 applied", "\(status)")
  }
}
