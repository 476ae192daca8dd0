import ForgeStandIn
import Forges
import Planner
import Testing

@testable import CI

/// What a pull request, its commits and an issue are told of an apply.
@Suite(.timeLimit(.minutes(20))) struct ApplyPageTests {
  private func page(
    _ outcomes: [(change: Change, outcome: Outcome)], held: [(Change, String)] = [], refusal: String? = nil,
    failure: String? = nil, touching orders: [String] = ["ord-1", "ord-2"], at seconds: Int = 1_795_348_800,
    request: PullRequest
  ) throws -> ApplyPage {
    let touched = TouchedDocuments(orders: Set(orders.compactMap { OrderID($0) }))
    let applied = AppliedPlan(
      plan: try plan(outcomes.map(\.change)), outcomes: refusal == nil ? outcomes : [], refusal: refusal,
      failure: failure,
      held: Dictionary(uniqueKeysWithValues: held.map { ($0.0.digest, $0.1) }), pending: [],
      revision: String(repeating: "c", count: 40), recorded: nil,
      leftBefore: [])
    return ApplyPage(
      names: CINames(.usual), applied: applied,
      covered: CoveredPullRequests(
        commits: [CoveredCommit(id: "c", touched: touched, origin: .pullRequests([7]))], requests: [request]),
      kind: .gitHub, at: Instant(seconds: seconds), runURL: "https://ci.example.com/runs/1")
  }

  private let failed = Outcome.failed(.init(action: "create", .panelFailing, message: "the panel failed with 500"))

  @Test func `What became of its own changes comes first, and the others are counted`() async throws {
    let request = try await ForgeBench(.gitHub).request()
    let outcomes = [
      (change: try change("ord-1", .suspend), outcome: Outcome.applied(server: nil, address: nil)),
      (change: try change("ord-2"), outcome: failed),
      (change: try change("ord-9"), outcome: Outcome.applied(server: nil, address: nil)),
    ]
    let text = try page(outcomes, request: request).comment(on: request, budget: 65_536)
    #expect(text.hasPrefix("<!-- botfleet:apply -->\n**Of 2 changes, 1 applied, 1 not done.**\n"))
    #expect(text.contains("ord-2 failed: create: the panel failed with 500 (panel-failing)"))
    #expect(text.contains("ord-1 suspended") && !text.contains("ord-9"))
    #expect(text.contains("1 other change of the same run had other reasons."))
  }

  @Test func `What is held back has its reason, and the digest that performs what is left`() async throws {
    let request = try await ForgeBench(.gitHub).request()
    let (done, held) = (try change("ord-1"), try change("ord-2", .terminate))
    let outcomes = [
      (change: done, outcome: Outcome.applied(server: nil, address: nil)), (change: held, outcome: failed),
    ]
    let page = try page(outcomes, held: [(held, "its plan was edited")], request: request)
    let text = page.comment(on: request, budget: 65_536)
    #expect(text.contains("ord-2 terminate: its plan was edited"))
    #expect(text.contains("--accept \(planDigest(of: [held.digest.description]))"))
    #expect(page.status.state == .failure && page.status.description == "1 applied, 1 held back")
    let issue = try #require(page.heldIssue(budget: 65_536))
    #expect(issue.isOpen && issue.title == "botfleet: 1 change held back for review")
    #expect(issue.body.contains("ord-2 terminate: its plan was edited") && !issue.body.contains("ord-1"))
  }

  @Test func `A refused plan says why, and a run without one leaves the issue alone`() async throws {
    let request = try await ForgeBench(.gitHub).request()
    let outcomes = [(change: try change("ord-1"), outcome: failed)]
    let refused = try page(outcomes, refusal: "the plan is over a safety limit", request: request)
    #expect(refused.comment(on: request, budget: 65_536).contains("**Not applied: the plan is over a safety limit.**"))
    #expect(refused.status.state == .failure)
    let none = try page([], failure: "`x` @ada\n/close", request: request)
    let text = none.comment(on: request, budget: 65_536)
    #expect(text.contains("there was no plan") && !text.split(separator: "\n").contains { $0.hasPrefix("/") })
    #expect(none.heldIssue(budget: 65_536) == nil && none.status.state == .error)
  }

  @Test func `The same once more is no news, whatever the time and the run`() async throws {
    let request = try await ForgeBench(.gitHub).request()
    let outcomes = [(change: try change("ord-1"), outcome: failed)]
    let first = try page(outcomes, request: request).comment(on: request, budget: 65_536)
    let later = try page(outcomes, at: 1_795_435_200, request: request).comment(on: request, budget: 65_536)
    #expect(first != later && saysTheSame(first, as: later))
    let done = try page([(outcomes[0].change, .applied(server: nil, address: nil))], request: request)
    #expect(!saysTheSame(done.comment(on: request, budget: 65_536), as: first))
  }

  @Test func `Whole rows are left out where there is no room, and counted`() async throws {
    let request = try await ForgeBench(.gitHub).request()
    let ids = (0..<2000).map { "ord-\($0)" }
    let outcomes = try ids.map { (change: try change($0), outcome: failed) }
    let text = try page(outcomes, touching: ids, request: request).comment(on: request, budget: 16_384)
    #expect(text.utf8.count <= 16_384 && text.contains("left out** to fit here"))
  }

  @Test func `Approvals say for which head they are, and whose they are`() async throws {
    let bench = try ForgeBench(.gitHub)
    let head = String(repeating: "a", count: 40)
    bench.forge.state.withLock { state in
      state.users["third"] = .init(id: 3, login: "cyd")
      state.reviews = [
        .init(pull: 7, user: 1, state: "APPROVED", commit: head),
        .init(pull: 7, user: 2, state: "APPROVED", commit: head),
        .init(pull: 7, user: 3, state: "APPROVED", commit: String(repeating: "b", count: 40)),
      ]
    }
    let request = try await bench.request()
    let trailers = RequestTrailers([(request, try await bench.client.approvals(of: request))], on: .gitHub)
    #expect(trailers.pullRequests == [request.url])
    #expect(
      trailers.approvedBy == [
        "ci (#7 at aaaaaaaaaaaa)", "ada (#7 at aaaaaaaaaaaa, the author)", "cyd (#7, for another head, bbbbbbbbbbbb)",
      ])
    let lab = try ForgeBench(.gitLab)
    lab.forge.state.withLock { $0.reviews = [.init(pull: 7, user: 1, state: "APPROVED", commit: head)] }
    let merge = try await lab.request()
    #expect(
      RequestTrailers([(merge, try await lab.client.approvals(of: merge))], on: .gitLab).approvedBy
        == ["ci (!7, head unknown)"])
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A status that says the same already is not set again`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    let commit = String(repeating: "c", count: 40)
    let status = CommitStatus(context: "botfleet/apply", state: .success, description: "1 applied")
    for _ in 0..<3 { try await bench.client.reportOnce(status, on: commit) }
    #expect(bench.forge.state.withLock { $0.statuses.count } == 1)
  }
}
