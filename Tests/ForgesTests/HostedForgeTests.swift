import ForgeStandIn
import Forges
import HTTP
import Logging
import RepositoryFixtures
import Testing

/// A forge with a repository behind it: what it merges it also knows to have merged, as far as its kind does.
@Suite(.timeLimit(.minutes(20)))
struct HostedForgeTests {
  private func host(_ kind: ForgeStandIn.Kind) throws -> (forge: ForgeStandIn, desk: TemporaryRepository) {
    let seed = try TemporaryRepository()
    try seed.commit(["f": "0"], "the first")
    let forge = try ForgeStandIn(kind, serving: seed)
    let repository = try #require(forge.repository)
    let desk = try TemporaryRepository(["clone", "-q", repository.bare.path])
    try desk.git("config", "http.sslCAInfo", repository.web.trust["GIT_SSL_CAINFO"] ?? "")
    try desk.git("remote", "set-url", "origin", repository.url(for: "ada", "ada"))
    return (forge, desk)
  }

  private func client(of forge: ForgeStandIn) throws -> any ForgeClient {
    try connectForge(
      ForgeOptions(
        kind: forge.kind.client, api: forge.url, repository: "shop/fleet", token: Secret("token"),
        userAgent: "tests/1", time: Timekeeper(ContinuousClock(), speed: 1000) { 0.5 }, now: { 1_795_348_800 },
        log: Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }))
  }

  @Test(arguments: ForgeStandIn.Kind.allCases, MergeWay.allCases)
  func `Whichever way a pull request is merged, the forge says of its last commit by which`(
    kind: ForgeStandIn.Kind, way: MergeWay
  ) async throws {
    let (forge, desk) = try host(kind)
    let client = try client(of: forge)
    try desk.commit(["g": "1"], "one")
    try desk.commit(["g": "2"], "two")
    try desk.git("push", "-q", "origin", "HEAD:refs/heads/add")
    let number = try forge.openPull("Add g", from: "add")
    let head = try #require(try await client.pullRequest(number)).head
    #expect(head == (try desk.git("rev-parse", "HEAD")))
    #expect(try #require(forge.repository).bare.git("rev-parse", forge.repository?.headRef(number) ?? "") == head)

    let tip = try forge.merge(number, way, lag: 1)
    #expect(try await client.pullRequests(mergedAs: tip, into: "main").isEmpty)
    #expect(try await client.pullRequests(mergedAs: tip, into: "main").map(\.number) == [number])
    #expect(try await client.pullRequest(number)?.state == .merged)
    try desk.git("fetch", "-q", "origin")
    let count = try desk.git("rev-list", "--count", "--first-parent", "origin/main")
    #expect(count == (way == .rebase ? "3" : "2"))
    #expect(try desk.git("show", "origin/main:g") == "2")
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A protected branch takes pushes of those who may, and the forge merges`(kind: ForgeStandIn.Kind) throws {
    let (forge, desk) = try host(kind)
    try #require(forge.repository).protect("main", pushers: ["bo"])
    try desk.commit(["g": "1"], "one")
    #expect(throws: GitFailed.self) { try desk.git("push", "-q", "origin", "HEAD:refs/heads/main") }
    try desk.git("push", "-q", "origin", "HEAD:refs/heads/add")
    try forge.merge(forge.openPull("Add g", from: "add"), .mergeCommit)
    try desk.git("pull", "-q", "--no-rebase", "origin", "main")
    try #require(forge.repository).protect("main", pushers: ["ada"])
    try desk.commit(["g": "2"], "two")
    try desk.git("push", "-q", "origin", "HEAD:refs/heads/main")
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A status of a commit that is not there is refused`(kind: ForgeStandIn.Kind) async throws {
    let (forge, desk) = try host(kind)
    try desk.git("push", "-q", "origin", "HEAD:refs/heads/add")
    _ = try forge.openPull("Add", from: "add")
    let client = try client(of: forge)
    let status = CommitStatus(context: "botfleet/plan", state: .success, description: "")
    let refusal = await failure { try await client.report(status, on: String(repeating: "e", count: 40)) }
    #expect(refusal != nil)
    try await client.report(status, on: desk.git("rev-parse", "HEAD"))
  }
}
