import CommandFixtures
import ForgeStandIn
import PanelProcess
import Testing

/// What another hand changed on the panel, from the first time that it is seen until it is gone.
@Suite(.timeLimit(.minutes(20)))
struct DriftStoryTests {
  @Test(arguments: ForgeRunner.allCases)
  func `One issue is opened, updated and closed by itself`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner, Documents.orders("ord-1", "ord-2"))
    try await story.runApply()
    try await story.runDrift()
    #expect(story.issues.isEmpty)

    let server = try #require(try await story.panel.servers()["ord-1"])
    try await story.panel.changeMemory(of: server, to: 4096)
    try await story.runDrift("--detailed-exitcode", expecting: 2)
    let opened = try #require(story.issues.first)
    #expect(
      opened.isOpen && opened.body.contains("ord-1") && opened.body.contains("plan --accept-drift"), "\(opened.body)")
    #expect(!opened.body.contains("ord-2") && opened.body.hasPrefix("<!-- botfleet:issue:drift -->"))
    #expect(opened.labels == ["botfleet"])

    // The same again changes nothing, and neither does somebody's issue with our marker.
    story.forge.state.withLock { state in
      let number = state.nextNumber()
      state.issues[number] = .init(
        number: number, title: "mine", body: "<!-- botfleet:issue:drift -->", labels: ["botfleet"], author: 3)
    }
    try await story.runDrift()
    #expect(story.issues.first == opened && story.issues.count == 2)

    let other = try #require(try await story.panel.servers()["ord-2"])
    try await story.panel.changeMemory(of: other, to: 2048)
    try await story.runDrift()
    let updated = try #require(story.issues.first)
    #expect(updated.number == opened.number && updated.body.contains("ord-1") && updated.body.contains("ord-2"))
    let since = { (body: String) in body.firstMatch(of: /\n(\S+Z) changed ord-1\n/)?.1 }
    #expect(since(opened.body) != nil && since(opened.body) == since(updated.body), "\(updated.body)")

    try await story.runApply()
    try await story.runDrift("--detailed-exitcode")
    #expect(story.issues.map(\.isOpen) == [false, true])
    #expect(try await story.panel.servers()["ord-1"]?.limits.memory == 256)
  }

  @Test(arguments: ForgeRunner.allCases)
  func `Where issues are switched off, drift is told all the same`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner, Documents.orders("ord-1"))
    try await story.runApply()
    story.forge.state.withLock { $0.hasIssues = false }
    let server = try #require(try await story.panel.servers()["ord-1"])
    try await story.panel.changeMemory(of: server, to: 4096)
    let ended = try await story.runDrift()
    #expect(ended.answer.contains("ord-1") && ended.people.contains("not posted"), "\(ended.answer)\n\(ended.people)")
  }
}
