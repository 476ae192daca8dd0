import CommandFixtures
import ForgeStandIn
import Foundation
import PanelProcess
import Testing

/// Jobs that were killed, cancelled or hit by a failure of the panel: what they leave, and what the next one makes of it.
@Suite(.timeLimit(.minutes(20)), .tags(.process))
struct CancelledStoryTests {
  private static let hangingCreate =
    #"{"do": "fault", "kind": "hang", "when": "after", "method": "POST", "path": "/api/application/servers"}"#

  @Test(arguments: ForgeRunner.allCases)
  func `What a killed apply began is finished by the next job in its folder`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let (number, tip) = try await story.mergeTwoOrders()
    try await story.panel.control(Self.hangingCreate)
    let job = try story.job(for: .push(branch: "main"))
    try await story.end(job, by: SIGKILL, expecting: -SIGKILL) { try await !story.panel.servers().isEmpty }
    #expect(try story.server.git("rev-parse", "main") == tip)
    #expect(story.comments(ForgeStory.applyMarker, on: number) == [])

    try await story.panel.control(#"{"do": "wait", "seconds": 60}"#)
    let next = try await story.job(for: .schedule(branch: "main"), in: job).botfleet(["ci", "apply"])
    #expect(next.status == 0, "\(next.answer)\n\(next.people)")
    #expect(try await story.panel.servers().keys.sorted() == ["ord-1", "ord-2"])
    let message = try story.lastMessage()
    #expect(message.hasPrefix("apply: 1 server created, 1 adopted\n"), "\(message)")
    #expect(message.contains("\nLock-Took-Over: abandoned, of ") && message.contains("\nPull-Request: "), "\(message)")
    let comment = try story.applyComment(on: number)
    for told in ["**Applied: 2 changes.**", "ord-1 adopted", "ord-2 created"] {
      #expect(comment.contains(told), "\(comment)")
    }
    #expect(story.status("botfleet/apply", of: tip)?.state == "success")
    #expect(try story.leftRefs() == "")
  }

  @Test(arguments: ForgeRunner.allCases)
  func `A cancelled apply records what it did and gives its lock back, and the next one turns its red green`(
    runner: ForgeRunner
  ) async throws {
    let story = try await ForgeStory(runner)
    let (number, tip) = try await story.mergeTwoOrders()
    try await story.panel.control(Self.hangingCreate)
    let job = try story.job(for: .push(branch: "main"))
    let ended = try await story.end(job, by: SIGTERM, expecting: 3) { try await !story.panel.servers().isEmpty }
    #expect(try story.lastMessage().hasPrefix("apply: 1 server created\n"), "\(ended.people)")
    #expect(try story.lastMessage().contains("not tried 1 change: the run was stopped first"))
    #expect(try story.leftRefs() == "")

    // It comes later, and what it finds is nobody's news but the pull request's.
    try await story.runApply()
    #expect(try await story.panel.servers().keys.sorted() == ["ord-1", "ord-2"])
    let comment = try story.applyComment(on: number)
    #expect(comment.contains("**Applied: 1 change.**") && comment.contains("ord-2 created"), "\(comment)")
    #expect(story.status("botfleet/apply", of: tip)?.state == "success")
  }

  /// GitHub interrupts a cancelled step, terminates it after 7.5 seconds and kills it after ten.
  @Test func `One that GitHub cancels while the panel hangs altogether is recorded before the second signal`()
    async throws
  {
    let story = try await ForgeStory(.gitHub)
    let (number, _) = try await story.mergeTwoOrders()
    try await story.panel.control(
      #"{"do": "fault", "kind": "hang", "method": "POST", "path": "/api/application/servers", "times": 100}"#)
    let job = try story.job(for: .push(branch: "main"))
    let ended = try await story.end(job, by: SIGINT, SIGTERM, expecting: 3) {
      guard try await story.panel.requests().contains(where: { $0.hasPrefix("POST ") }) else { return false }
      try await story.panel.control(#"{"do": "fault", "kind": "hang", "times": 100}"#)
      return true
    }
    #expect(try story.lastMessage().contains("unknown   ord-1"), "\(ended.people)")
    #expect(try story.leftRefs() == "")

    try await story.panel.control(#"{"do": "well"}"#)
    try await story.runApply()
    #expect(try await story.panel.servers().keys.sorted() == ["ord-1", "ord-2"])
    let comment = try story.applyComment(on: number)
    #expect(comment.contains("ord-1 created") && comment.contains("ord-2 created"), "\(comment)")
  }

  @Test(arguments: ForgeRunner.allCases)
  func `What failed turns everything red, and the run that repairs it green again`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let (number, tip) = try await story.mergeTwoOrders()
    try await story.panel.control(
      #"{"do": "fault", "kind": "http-422", "method": "POST", "path": "/api/application/servers"}"#)
    try await story.runApply("--concurrency", "1", expecting: 3)
    let red = try story.applyComment(on: number)
    for told in [
      "**Of 2 changes, 1 applied, 1 not done.**", "ord-1 failed: create: the panel refuses", "ord-2 created",
    ] {
      #expect(red.contains(told), "\(red)")
    }
    #expect(try story.lastMessage().hasPrefix("apply: 1 server created, 1 failed\n"))
    #expect(story.status("botfleet/apply", of: tip)?.state == story.red)

    try await story.runApply()
    #expect(try story.lastMessage().hasPrefix("apply: 1 server created\n"))
    let green = try story.applyComment(on: number)
    #expect(green.contains("**Applied: 1 change.**") && green.contains("ord-1 created"), "\(green)")
    #expect(!green.contains("failed"), "\(green)")
    #expect(story.status("botfleet/apply", of: tip)?.state == "success")
    #expect(try await story.panel.servers().keys.sorted() == ["ord-1", "ord-2"])
  }
}

extension ForgeStory {
  /// A pull request with two orders is opened, planned and merged.
  fileprivate func mergeTwoOrders() async throws -> (number: Int, tip: String) {
    let number = try openPullRequest(Documents.orders("ord-1", "ord-2"))
    try await runPlan(number)
    return (number, try forge.merge(number, .squash))
  }

  /// Starts an apply in a process of its own, one change after the other, and ends it by signals once it has come so far: the second is sent
  /// seven and a half seconds after the first.
  @discardableResult
  fileprivate func end(
    _ job: StoryJob, by signals: Int32..., expecting status: Int32, at location: SourceLocation = #_sourceLocation,
    once isReady: () async throws -> Bool
  ) async throws -> Ended {
    let running = try job.startProcess(["ci", "apply", "--concurrency", "1"])
    while try await !isReady() { try await Task.sleep(for: .milliseconds(50)) }
    let later = Task {
      for (number, signal) in signals.enumerated() {
        if number > 0 { try await Task.sleep(for: .milliseconds(7500)) }
        kill(running.identifier, signal)
      }
    }
    let ended = await running.end()
    later.cancel()
    #expect(ended.status == status, "\(ended.answer)\n\(ended.people)", sourceLocation: location)
    return ended
  }

  /// What is left of locks and waiting results at the forge; empty where nothing is.
  fileprivate func leftRefs() throws -> String {
    try server.git("for-each-ref", "--format=%(refname)", "refs/botfleet", "refs/heads/botfleet")
  }
}
