import GitServers
import PanelProcess
import RepositoryFixtures
import Testing

/// Whole runs from a clone as CI has it, through real servers.
@Suite(.timeLimit(.minutes(20)))
struct RemoteApplyTests {
  private let run = ["GITHUB_REF": "refs/heads/main"]

  /// A shallow clone with a detached `HEAD`, whose remote is at a URL.
  private func checkOut(_ stage: Stage, from url: String) throws -> TemporaryRepository {
    let clone = try TemporaryRepository(["clone", "-q", "--depth=1", "file://\(stage.server.path)"])
    try clone.git("checkout", "-q", "--detach")
    try clone.git("remote", "set-url", "origin", url)
    return clone
  }

  /// A branch that was deleted after its merge came back with results that no other run ever read.
  @Test func `A CI run for a branch that the remote does not have is refused before anything is done`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    try stage.clone.git("checkout", "-q", "--detach")
    let run = ["GITHUB_ACTIONS": "true", "GITHUB_REF": "refs/heads/gone"]
    let ended = try await stage.botfleet("apply", "--yes", environment: run)
    #expect(ended.status == 4 && ended.people.contains("the branch gone, which the remote does not have"), "\(ended)")
    #expect(try await stage.panel.servers().isEmpty)
    #expect(try stage.server.git("for-each-ref", "--format=%(refname)") == "refs/heads/main")
  }

  @Test func `Over https with a token an order is applied, and over ssh with a key the next`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let web = try WebGitServer(serving: stage.server)
    let first = try checkOut(stage, from: web.urlWithToken)
    let applied = try await stage.botfleet(
      "apply", "--yes", in: first.path, environment: run.merging(web.trust) { $1 })
    #expect(applied.status == 0, "\(applied.people)")
    #expect(applied.people.contains("pushed to origin/main") && !applied.people.contains(web.token))
    #expect(try stage.lastSubject == "apply: 1 server created")

    try stage.clone.git("pull", "-q")
    try stage.merge(["ord-2": Documents.order("ord-2")])
    let shell = try SecureShellServer(serving: stage.server)
    let second = try checkOut(stage, from: shell.url)
    let next = try await stage.botfleet(
      "apply", "--yes", in: second.path, environment: run.merging(try shell.access()) { $1 })
    #expect(next.status == 0, "\(next.people)")
    #expect(try stage.result(of: "ord-2").contains("phase: running"))
    #expect(try stage.server.git("for-each-ref", "refs/botfleet") == "")
    try stage.server.git("fsck", "--strict")
  }
}
