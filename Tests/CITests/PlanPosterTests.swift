import ForgeStandIn
import Forges
import HTTP
import Logging
import Planner
import Testing

@testable import Applier
@testable import CI

/// What a forge is told of a plan, and what is not told where it cannot be.
@Suite(.timeLimit(.minutes(5))) struct PlanPosterTests {
  private static let head = String(repeating: "a", count: 40)

  private func post(
    _ forge: ForgeStandIn, token: String = "token", head: String = head, isFromFork: Bool = false,
    follows: Bool = false
  ) async throws -> Posted {
    let kind: ForgeKind =
      switch forge.kind {
      case .gitHub: .gitHub
      case .gitLab: .gitLab
      case .gitea: .forgejo
      }
    let access = ForgeAccess(
      userAgent: "tests/1", authoritiesFile: nil, time: Timekeeper(ContinuousClock(), speed: 1000) { 0.5 },
      now: { 1_795_348_800 }, log: Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() })
    let event = PullRequestEvent(number: 7, head: head, baseBranch: "main", isFromFork: isFromFork)
    let pipeline = Pipeline(
      place: ForgePlace(kind: kind, api: forge.url, repository: "shop/fleet"), event: .pullRequest(event))
    let client = try #require(try connectPipeline(pipeline, ["BOTFLEET_FORGE_TOKEN": token], access))
    let plan = Plan(
      fleet: "codecraft", panel: "https://panel.example.com", revision: .commit(head),
      asOf: try #require(Day("2026-11-22")), changes: [], waiting: [], vanished: [], orphans: [], notices: [],
      refusals: [], diagnostics: [], faulty: [],
      counts: .init(orders: 1, servers: 1, users: nil, inStep: 0, foreign: 0, unreadable: 0))
    let page = MergePage(
      names: CINames(.usual),
      outcome: .planned(ShownPlan(whole: plan, shown: plan, diagnostics: [], known: [])),
      base: String(repeating: "9", count: 40), baseName: "main", head: head, at: Instant(seconds: 1_795_348_800),
      runURL: nil)
    return await PlanPoster(client: client, page: page, request: event) { _ in follows }.post()
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `One comment, and two statuses, the first of which seals it`(kind: ForgeStandIn.Kind) async throws {
    let forge = try ForgeStandIn(kind)
    #expect(try await post(forge).notPosted == [])
    #expect(try await post(forge).notPosted == [])
    let state = forge.state.withLock { $0 }
    #expect(state.comments.count == 1)
    let shown = try #require(state.comments.first.flatMap { ShownDigests(comment: $0.body) })
    #expect(Set(state.statuses.map(\.context)) == ["botfleet/plan", "botfleet/limits"])
    let plan = try #require(state.statuses.last { $0.context == "botfleet/plan" })
    #expect(plan.description.hasSuffix(" \(shown.seal)") && plan.commit == Self.head)
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `Without a permission the rest is posted, and nothing is sealed`(kind: ForgeStandIn.Kind) async throws {
    let forge = try ForgeStandIn(kind)
    forge.state.withLock { $0.users["token"]?.permissions = [.read, .status] }
    let posted = try await post(forge)
    let said = try #require(posted.notPosted.first).description
    #expect(said.contains("the comment on") && said.contains("7 was not posted"))
    switch kind {
    case .gitHub: #expect(said.hasSuffix("it needs permissions: { pull-requests: write } in the workflow's job"))
    case .gitLab: #expect(said.contains("scope api"))
    case .gitea: #expect(said.hasSuffix("it needs a token with the scope write:issue"))
    }
    let statuses = forge.state.withLock { $0.statuses }
    #expect(statuses.count == 2 && !statuses.contains { $0.description.contains("sha256:") })
  }

  @Test func `A fork is not told to change its workflow`() async throws {
    let forge = try ForgeStandIn(.gitHub)
    forge.state.withLock { $0.users["token"]?.permissions = [.read] }
    let said = try await post(forge, isFromFork: true).notPosted.map { "\($0)" }
    #expect(said.count == 2 && said.allSatisfy { $0.contains("a run for a fork") && !$0.contains("permissions:") })
  }

  @Test func `A token that is no good is said once`() async throws {
    let forge = try ForgeStandIn(.gitHub)
    let said = try await post(forge, token: "expired").notPosted.map { "\($0)" }
    #expect(said.count == 1 && said[0].hasSuffix("put a valid one into BOTFLEET_FORGE_TOKEN"))
  }

  @Test func `An archived repository is said once`() async throws {
    let forge = try ForgeStandIn(.gitea)
    forge.state.withLock { $0.isArchived = true }
    let said = try await post(forge).notPosted.map { "\($0)" }
    #expect(said.count == 1 && said[0].contains("archived"))
  }

  @Test func `A run that comes late leaves the comment of a later one, and judges its own head`() async throws {
    let forge = try ForgeStandIn(.gitHub)
    _ = try await post(forge)
    let before = forge.state.withLock { $0.comments }
    let late = String(repeating: "b", count: 40)
    let posted = try await post(forge, head: late)
    #expect(posted.notPosted.map(\.why) == ["its head is aaaaaaaaaaaa by now, which a run of its own plans"])
    #expect(forge.state.withLock { $0.comments } == before)
    let statuses = forge.state.withLock { $0.statuses.filter { $0.commit == late } }
    #expect(statuses.count == 2 && !statuses.contains { $0.description.contains("sha256:") })
    // Where the forge has not noticed the push yet, it is the other way round.
    #expect(try await post(forge, head: late, follows: true).notPosted == [])
    #expect(forge.state.withLock { $0.comments } != before)
  }

  @Test func `What the merge was shown stays when the job of a merged pull request runs once more`() async throws {
    let forge = try ForgeStandIn(.gitHub)
    _ = try await post(forge)
    let before = forge.state.withLock { $0.comments }
    forge.state.withLock { $0.pulls[7]?.isOpen = false }
    #expect(try await post(forge).notPosted.map(\.why) == ["it is no longer open"])
    #expect(forge.state.withLock { $0.comments } == before)
    #expect(forge.state.withLock { $0.statuses.count } == 2)
  }

  @Test func `A forge that fails for a minute is waited for`() async throws {
    let forge = try ForgeStandIn(.gitHub)
    forge.fail(.init(times: 5, status: 502))
    #expect(try await post(forge).notPosted == [])
  }

  @Test func `A web server that takes less than its forge gets a shorter comment`() async throws {
    let forge = try ForgeStandIn(.gitea)
    forge.fail(.init("POST", "/comments", status: 413))
    #expect(try await post(forge).notPosted == [])
  }
}
