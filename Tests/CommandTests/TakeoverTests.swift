import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// Two fleets adopted one another's servers without a word where both named an external id.
@Suite(.timeLimit(.minutes(20)))
struct TakeoverTests {
  private static let words = "takes over a server that this fleet did not create"

  /// Somebody else's fleet makes a server on the same panel.
  private func makeByOthers(_ order: String, text: String, on stage: Stage) async throws {
    let other = try TemporaryRepository()
    try other.commit([
      "fleet/fleet.yaml": Documents.fleet.replacing("fleet: codecraft", with: "fleet: others"),
      "fleet/catalog.yaml": Documents.catalog, "fleet/orders/\(order).yaml": text,
    ])
    let ended = try await stage.start(["apply", "--yes", "--no-push"], in: other.path).end()
    #expect(ended.status == 0, "\(ended.people)")
  }

  /// A fleet whose branch has moved on since others made the server of `ord-1`.
  private func laterStage() async throws -> Stage {
    let stage = try await Stage()
    try await makeByOthers("ord-1", text: Documents.order("ord-1"), on: stage)
    try await Task.sleep(for: .seconds(1.1))
    // The fixtures' commits are of last week; what an apply commits is of now, and nothing came to a branch before what it follows.
    try stage.merge(["ord-9": Documents.order("ord-9")])
    try await stage.apply()
    try stage.clone.git("pull", "-q")
    return stage
  }

  @Test func `An order that names a server that was there before it is a takeover in every face`() async throws {
    let stage = try await laterStage()
    try stage.clone.commit(["fleet/orders/ord-1.yaml": Documents.order("ord-1")])
    for format in [["--format", "text"], ["--format", "markdown"], ["--format", "html"]] {
      let ended = try await stage.botfleet(["plan", "--base", "origin/main"] + format)
      #expect(ended.answer.contains("! takeover"), "\(ended.answer)")
      #expect(ended.answer.contains("\(Self.words): only recorded"))
      #expect(ended.answer.contains("1 takeover, "))
    }
    let json = try await stage.botfleet("plan", "--base", "origin/main", "--format", "json").answer
    #expect(json.contains("taken-over") && !json.contains(#""adopted""#))

    try stage.clone.git("push", "-q", "origin", "main")
    let run = try await stage.botfleet("apply", "--yes", "--format", "json")
    #expect(run.status == 0, "\(run.people)")
    #expect(run.answer.contains(#""takeover":true"#) && run.answer.contains(#""takenOver":1"#), "\(run.answer)")
    let message = try stage.server.git("log", "-1", "--format=%B", "main")
    #expect(message.hasPrefix("apply: 1 server adopted, including 1 takeover\n"))
    #expect(message.contains("  takeover  ord-1      \(Self.words): only recorded"))
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `What follows a takeover is told with it`() async throws {
    let stage = try await laterStage()
    try stage.merge(["ord-1": Documents.order("ord-1", tier: "pro", payment: "overdue")])
    let told = try await stage.botfleet("plan").answer
    #expect(told.contains("! takeover"), "\(told)")
    #expect(told.contains("\(Self.words): suspended, payment is overdue"), "\(told)")
    let ended = try await stage.apply()
    #expect(ended.answer.contains("taken over") && ended.answer.contains(Self.words), "\(ended.answer)")
  }

  /// An order that waits for its payment looks harmless, and has the server that others made meanwhile: nobody's later pull request brings that.
  @Test func `An order that was there before the server, and asks for it only now, is a takeover`() async throws {
    let stage = try await Stage(["ord-1": Documents.order("ord-1", payment: "pending")])
    try await makeByOthers("ord-1", text: Documents.order("ord-1"), on: stage)
    #expect(try await stage.botfleet("plan").answer.contains(Self.words))
    try stage.clone.commit(["fleet/orders/ord-1.yaml": Documents.order("ord-1")])
    let told = try await stage.botfleet("plan", "--base", "origin/main").answer
    #expect(told.contains("pending  ord-1      adopt: \(Self.words)"), "\(told)")
    #expect(try await stage.botfleet("plan").answer.contains("! takeover"))
  }

  @Test func `What an earlier run made and did not record is recovered, and no takeover`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let before = try stage.server.id("main")
    try await stage.apply()
    try stage.server.git("update-ref", "refs/heads/main", "\(before)")
    try stage.clone.git("fetch", "-q")
    try stage.clone.git("reset", "-q", "--hard", "origin/main")
    let told = try await stage.botfleet("plan").answer
    #expect(told.contains("= adopt") && !told.contains("takeover") && !told.contains("taken over"), "\(told)")
    // Whoever has only the newest commits cannot tell, and says so; apply fetches what it lacks.
    let shallow = try TemporaryRepository(["clone", "-q", "--depth", "1", "file://\(stage.server.path)"])
    let cut = try await stage.botfleet("plan", in: shallow.path).answer
    #expect(cut.contains("= adopt"), "\(cut)")
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: 1 server adopted")
  }
}
