import Git
import GitServers
import RepositoryFixtures
import Testing

/// Fetching and pushing through real servers, as people and CI set them up.
@Suite(.timeLimit(.minutes(20)))
struct ServerTests {
  let server: TemporaryRepository
  let first: ObjectID
  let main = "refs/heads/main"
  let lock = "refs/locks/one"

  init() throws {
    let seed = try TemporaryRepository()
    try seed.commit(["f": "0"], "zeroth")
    first = try seed.commit(["f": "1"], "first")
    server = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
  }

  /// A shallow clone with a detached `HEAD`, as CI has it, whose remote is at the URL.
  private func clone(_ url: String, _ settings: [(String, String)] = []) throws -> TemporaryRepository {
    let clone = try TemporaryRepository(["clone", "-q", "--depth=1", "file://\(server.path)"])
    try clone.git("checkout", "-q", "--detach")
    try clone.git("remote", "set-url", "origin", url)
    for (name, value) in settings { try clone.git("config", name, value) }
    return clone
  }

  private func remote(of clone: TemporaryRepository, _ access: [String: String]) async throws -> Remote {
    let program = try await GitProgram.find(in: clone.environment.merging(access) { $1 })
    return Remote("origin", of: try await clone.open(), through: program, within: .seconds(60))
  }

  private func commit(_ text: String, on parent: ObjectID?, in clone: TemporaryRepository) async throws -> ObjectID {
    let draft = CommitDraft(parent: parent, changes: ["r": .write(Array(text.utf8))], message: text, author: bot)
    guard case .made(let id) = try await clone.open().write(draft) else { throw GitFailed(stderr: "nothing changed") }
    return id
  }

  /// All that a run does with its remote.
  private func expectAll(_ url: String, _ access: [String: String], _ settings: [(String, String)] = []) async throws {
    let clone = try clone(url, settings)
    let origin = try await remote(of: clone, access)
    #expect(try await origin.fetch(main) == first)
    let claim = try await clone.open().writeNote("mine", parent: nil, by: bot)
    #expect(try await origin.push(.create(ref: lock, to: claim), hook: .skip) == .pushed)
    let theirs = try await clone.open().writeNote("theirs", parent: nil, by: bot)
    #expect(try await origin.push(.create(ref: lock, to: theirs), hook: .skip) == .overtaken(why: "stale info"))
    let new = try await commit("2", on: first, in: clone)
    #expect(try await origin.push(.advance(ref: main, from: first, to: new)) == .pushed)
    #expect(try await origin.tip(of: main) == new && server.id("main") == new)
    let again = try await commit("3", on: first, in: clone)
    #expect(try await origin.push(.advance(ref: main, from: first, to: again)) == .overtaken(why: "stale info"))
    #expect(try await origin.push(.delete(ref: lock, from: claim), hook: .skip) == .pushed)
    #expect(try await origin.tip(of: lock) == nil)
    try server.git("fsck", "--strict")
    try server.git("update-ref", "refs/heads/main", "\(first)")
  }

  /// Of several pushes that were told the same tip one wins, and each other learns that it was overtaken, and not that it is forbidden.
  private func expectFairRaces(_ url: String, _ access: [String: String]) async throws {
    let clone = try clone(url)
    let origin = try await remote(of: clone, access)
    var tip = first
    for round in 0..<3 {
      var drafts: [ObjectID] = []
      for number in 0..<5 { drafts.append(try await commit("race \(round) \(number)", on: tip, in: clone)) }
      let from = tip
      let outcomes = try await withThrowingTaskGroup(of: (ObjectID, PushOutcome).self) { group in
        for id in drafts { group.addTask { (id, try await origin.push(.advance(ref: main, from: from, to: id))) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      for case (_, .refused(let why, let said)) in outcomes { Issue.record("refused: \(why), \(said)") }
      let winners = outcomes.filter { $0.1 == .pushed }.map(\.0)
      #expect(winners.count == 1)
      tip = try server.id("main")
      #expect(winners == [tip])
    }
  }

  private func failure(_ url: String, _ access: [String: String]) async throws -> GitError.RemoteFailure? {
    let clone = try clone(url)
    let origin = try await remote(of: clone, access)
    let error = await #expect(throws: GitError.self) { try await origin.tip(of: main) }
    guard case .remoteFailed(_, let failure, _) = error else { return nil }
    return failure
  }

  @Test func `https with a token in the URL, in a header, and from a credential helper`() async throws {
    let web = try WebGitServer(serving: server)
    try await expectAll(web.urlWithToken, web.trust)
    try await expectAll(web.url, web.trust, [("http.extraheader", web.header)])
    let helper = "!f() { echo username=\(web.user); echo password=\(web.token); }; f"
    try await expectAll(web.url, web.trust, [("credential.helper", helper)])
  }

  @Test func `Over https a wrong token, none, and a certificate that nobody vouches for are told apart`() async throws {
    let web = try WebGitServer(serving: server)
    #expect(try await failure(web.urlWithToken.replacing(web.token, with: "wrong"), web.trust) == .accessDenied)
    #expect(try await failure(web.url, web.trust) == .accessDenied)
    #expect(try await failure(web.urlWithToken, [:]) == .unreachable)
  }

  @Test func `Races over https are lost without a refusal`() async throws {
    let web = try WebGitServer(serving: server)
    try await expectFairRaces(web.urlWithToken, web.trust)
  }

  @Test func `ssh with a key from a file, and from an agent`() async throws {
    let shell = try SecureShellServer(serving: server)
    try await expectAll(shell.url, try shell.access())
    let agent = try shell.startAgent()
    try await expectAll(shell.url, try shell.access(.agent(agent)))
  }

  @Test func `Over ssh a host whose key is unknown or has changed is refused, and so is a stranger's key`() async throws
  {
    let shell = try SecureShellServer(serving: server)
    #expect(try await failure(shell.url, try shell.access(knowing: .none)) == .accessDenied)
    #expect(try await failure(shell.url, try shell.access(knowing: .wrong)) == .accessDenied)
    #expect(try await failure(shell.url, try shell.access(.strangersKey)) == .accessDenied)
  }

  @Test func `Races over ssh are lost without a refusal`() async throws {
    let shell = try SecureShellServer(serving: server)
    try await expectFairRaces(shell.url, try shell.access())
  }
}
