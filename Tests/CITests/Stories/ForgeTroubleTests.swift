import CommandFixtures
import ForgeStandIn
import PanelProcess
import Testing

/// A forge that fails, refuses and limits: it changes no verdict.
@Suite(.timeLimit(.minutes(20)))
struct ForgeTroubleTests {
  @Test(arguments: ForgeRunner.allCases)
  func `An expired token is told, and plan and apply do their work`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openPullRequest(Documents.orders("ord-1"))
    story.forge.state.withLock { _ = $0.users.removeValue(forKey: "token") }
    let planned = try await story.runPlan(number)
    #expect(planned.people.contains("was not posted") && planned.people.contains("expired"), "\(planned.people)")
    #expect(planned.answer.contains("ord-1"))
    try story.forge.merge(number, .squash)
    let applied = try await story.runApply()
    #expect(applied.people.contains("expired"), "\(applied.people)")
    #expect(try await story.panel.servers()["ord-1"] != nil)
    #expect(try story.lastMessage().hasPrefix("apply: 1 server created"))
  }

  @Test(arguments: ForgeRunner.allCases)
  func `A permission that is missing is named, and the verdict stands`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner, ["ord-1": "order: ord-2\n"])
    let number = try story.openPullRequest(["ord-3": Documents.order("ord-3", tier: "none-such")])
    story.forge.state.withLock { $0.users["token"]?.permissions = [.read, .status] }
    let ended = try await story.runPlan(number, expecting: 1)
    let wanted: String =
      switch runner {
      case .gitHub: "pull-requests: write"
      case .gitLab: "the scope api"
      case .forgejo, .gitea: "write:issue"
      }
    #expect(ended.people.contains(wanted), "\(ended.people)")
    #expect(story.status("botfleet/plan", of: story.head(of: number))?.state == story.red)
    #expect(story.comments(ForgeStory.planMarker, on: number).isEmpty)
  }

  @Test(arguments: ForgeRunner.allCases)
  func `A forge that answers 502 for a minute is waited for`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openPullRequest(Documents.orders("ord-1"))
    // A minute is three seconds here.
    story.forge.fail(.init(lasting: .seconds(3), status: 502, body: "<html>Bad Gateway</html>"))
    let ended = try await story.runPlan(number)
    #expect(!ended.people.contains("not posted"), "\(ended.people)")
    _ = try story.planComment(on: number)
    #expect(story.status("botfleet/plan", of: story.head(of: number))?.state == "success")
  }

  @Test(arguments: ForgeRunner.allCases)
  func `So is one that does so while an apply tells what it did`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openPullRequest(Documents.orders("ord-1"))
    try await story.runPlan(number)
    let tip = try story.forge.merge(number, .squash)
    story.forge.fail(.init(lasting: .seconds(3), status: 502, body: "<html>Bad Gateway</html>"))
    let ended = try await story.runApply()
    #expect(!ended.people.contains("not posted"), "\(ended.people)")
    #expect(try story.applyComment(on: number).contains("ord-1 created"))
    #expect(story.status("botfleet/apply", of: tip)?.state == "success")
    #expect(try story.lastMessage().contains("\nPull-Request: "))
  }

  /// A web server before the forge may take less than the forge.
  @Test(arguments: ForgeRunner.allCases)
  func `A comment that is refused as too long is written shorter`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openPullRequest(Documents.orders("ord-1"))
    let path = runner == .gitLab ? "/notes" : "/comments"
    let (status, body) =
      switch runner {
      case .gitHub: (422, #"{"message": "Validation Failed", "errors": [{"message": "Body is too long"}]}"#)
      case .gitLab: (400, #"{"message": {"note": ["is too long (maximum is 1000000 characters)"]}}"#)
      case .forgejo, .gitea: (413, "<html>413 Request Entity Too Large</html>")
      }
    story.forge.fail(.init("POST", path, status: status, body: body))
    let planned = try await story.runPlan(number)
    #expect(!planned.people.contains("not posted"), "\(planned.people)")
    #expect(try story.planComment(on: number).contains("ord-1"))
    try story.forge.merge(number, .squash)
    story.forge.fail(.init("POST", path, status: status, body: body))
    let applied = try await story.runApply()
    #expect(!applied.people.contains("not posted"), "\(applied.people)")
    #expect(try story.applyComment(on: number).contains("ord-1 created"))
  }

  /// A forge may do what was asked and answer 502 all the same.
  @Test(arguments: ForgeRunner.allCases)
  func `A comment whose answer was lost is not written twice`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openPullRequest(Documents.orders("ord-1"))
    let path = runner == .gitLab ? "/notes" : "/comments"
    story.forge.fail(.init("POST", path, status: 502, isDone: true))
    try await story.runPlan(number)
    #expect(try story.planComment(on: number).contains("ord-1"))
  }

  @Test func `A secondary limit that says nothing of its end is waited for`() async throws {
    let story = try await ForgeStory(.gitHub)
    let number = try story.openPullRequest(Documents.orders("ord-1"))
    story.forge.fail(
      .init(
        "POST", "/comments", status: 403, headers: "X-RateLimit-Remaining: 4771\r\n",
        body: #"{"message": "You have exceeded a secondary rate limit."}"#))
    let ended = try await story.runPlan(number)
    #expect(!ended.people.contains("not posted"), "\(ended.people)")
    _ = try story.planComment(on: number)
  }

  @Test(arguments: ForgeRunner.allCases)
  func `In an archived repository nothing can be posted, and the plan is made`(runner: ForgeRunner) async throws {
    let story = try await ForgeStory(runner)
    let number = try story.openPullRequest(Documents.orders("ord-1"))
    story.forge.state.withLock { $0.isArchived = true }
    let ended = try await story.runPlan(number)
    #expect(ended.people.contains("archived") && ended.answer.contains("ord-1"), "\(ended.people)")
  }
}
