import ForgeStandIn
import Forges
import Planner
import Testing

@testable import CI

/// `policy.apply: reviewed`: what is performed, and what somebody would slip past the review is not.
@Suite(.timeLimit(.minutes(20))) struct ReviewedChangesTests {
  private func commit(
    _ origin: CoveredCommit.Origin, orders: [String] = [], results: [String] = [], isShared: Bool = false
  ) -> CoveredCommit {
    CoveredCommit(
      id: String(repeating: "c", count: 40),
      touched: TouchedDocuments(
        orders: Set(orders.compactMap { OrderID($0) }), results: Set(results.compactMap { OrderID($0) }),
        isShared: isShared),
      origin: origin)
  }

  private func held(
    _ changes: [Change], pending: [Change] = [], _ commits: [CoveredCommit], shown: [Int: ReviewedPlan] = [:],
    isCutOff: Bool = false, knowsEachCommit: Bool = true
  ) throws -> [String: String] {
    let evidence = ReviewEvidence(
      pending: Set(pending.map(\.digest)), covered: CoveredPullRequests(commits: commits, isCutOff: isCutOff),
      shown: shown, knowsEachCommit: knowsEachCommit)
    let held = evidence.heldBack(in: try plan(changes))
    return Dictionary(
      uniqueKeysWithValues: changes.compactMap { change in held[change.digest].map { (change.order.text, $0) } })
  }

  // MARK: What is decided

  @Test func `What a pull request showed is performed, and what it did not show is held back`() throws {
    let (one, two) = (try change("ord-1"), try change("ord-2"))
    let commits = [commit(.pullRequests([7]), orders: ["ord-1", "ord-2"])]
    let held = try held([one, two], commits, shown: [7: .shown(ShownDigests([one]))])
    #expect(held == ["ord-2": "the plan on pull request 7 did not show this change as it is now"])
  }

  @Test func `A change that was shown in another form is held back`() throws {
    let (shown, now) = (try change("ord-1"), try change("ord-1", .update, [.suspend]))
    let commits = [commit(.pullRequests([7]), orders: ["ord-1"])]
    #expect(try held([now], commits, shown: [7: .shown(ShownDigests([shown]))]).count == 1)
    // The digits of another order's change are not its own.
    let other = ShownDigests(entries: [
      .init(order: try #require(OrderID("ord-9")), digits: ShownDigests.Entry(now).digits)
    ])
    #expect(try held([now], commits, shown: [7: .shown(other)]).count == 1)
  }

  @Test func `What documents asked for before, and what was pushed, is performed`() throws {
    let (before, pushed, free) = (try change("ord-1"), try change("ord-2"), try change("ord-3"))
    let commits = [
      commit(.pullRequests([7]), orders: ["ord-1", "ord-9"]), commit(.push, orders: ["ord-2"]),
    ]
    #expect(try held([before, pushed, free], pending: [before], commits) == [:])
  }

  @Test func `A pull request that changes the catalog answers for every order`() throws {
    let one = try change("ord-1")
    #expect(
      try held([one], [commit(.pullRequests([7]), isShared: true)], shown: [7: .shown(ShownDigests([]))]).count == 1)
  }

  @Test func `Where it is not known how a commit came, its changes are held back, and no others`() throws {
    let (one, two) = (try change("ord-1"), try change("ord-2"))
    let held = try held([one, two], [commit(.unknown(why: "the forge failed with 502"), orders: ["ord-1"])])
    #expect(held.keys.sorted() == ["ord-1"] && held["ord-1"]?.hasSuffix("the forge failed with 502") == true)
  }

  @Test func `Before anything was recorded, only what was shown is performed`() throws {
    let (one, two) = (try change("ord-1"), try change("ord-2"))
    let commits = [commit(.pullRequests([7]), orders: ["ord-1"])]
    let held = try held([one, two], commits, shown: [7: .shown(ShownDigests([one]))], isCutOff: true)
    #expect(held.keys.sorted() == ["ord-2"])
  }

  /// A pull request with a commit that names a revision of its own as recorded would make its changes look as if they had been there before.
  @Test func `A pull request that edits results takes away what counts as recorded`() throws {
    let (one, two) = (try change("ord-1"), try change("ord-2"))
    let commits = [commit(.pullRequests([7]), results: ["ord-1"])]
    // Where the forge knows each commit, the revision is sound, and the order's own record is not.
    #expect(try held([one, two], pending: [one, two], commits).keys.sorted() == ["ord-1"])
    let gitea = try held(
      [one, two], pending: [one, two], commits, shown: [7: .shown(ShownDigests([one]))], knowsEachCommit: false)
    #expect(gitea.keys.sorted() == ["ord-2"])
    #expect(gitea["ord-2"]?.contains("pull request 7 edits what earlier runs recorded") == true)
    // A run's own commit is nobody's pull request; who made one of which nothing is known may have been anybody.
    #expect(try held([one], pending: [one], [commit(.push, results: ["ord-5"])], knowsEachCommit: false) == [:])
    #expect(try held([one], pending: [one], [commit(.unknown(why: "502"), results: ["ord-5"])]).count == 1)
  }

  // MARK: What counts as shown

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `Comment and status agree`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    let one = try change("ord-1")
    try await bench.show([one])
    #expect(try await read(bench) == .shown(ShownDigests([one])))
  }

  private func read(_ bench: ForgeBench) async throws -> ReviewedPlan {
    try await readReviewedPlan(of: try await bench.request(), CINames(.usual), from: bench.client)
  }

  /// Who may write to the repository may edit any comment.
  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A digest that somebody added to the comment counts for nothing`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    try await bench.show([try change("ord-1")])
    let forged = ShownDigests.Entry(try change("ord-2")).line
    bench.forge.state.withLock { state in
      state.comments[0].body = state.comments[0].body.replacing("```text\n", with: "```text\n\(forged)\n")
    }
    #expect(try await isNothing(bench, because: "somebody edited it"))
  }

  @Test func `A comment by somebody else with our marker counts for nothing, and does not hide ours`() async throws {
    let bench = try ForgeBench(.gitHub)
    let one = try change("ord-1")
    let body = "<!-- botfleet:plan -->\n\(digestsFold([try change("ord-2")], room: 60_000))"
    bench.forge.state.withLock { $0.comment(body, on: 7, by: 2) }
    #expect(try await isNothing(bench, because: "it has no comment with a plan"))
    try await bench.show([one])
    #expect(try await read(bench) == .shown(ShownDigests([one])))
  }

  /// Whoever may push may set statuses of any name with a token of their own.
  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A status by somebody else seals nothing`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    try await bench.show([try change("ord-1")])
    let head = try await bench.request().head
    let seal = ShownDigests([try change("ord-1")]).seal
    bench.forge.state.withLock { state in
      state.statuses.append(
        .init(
          id: state.nextNumber(), commit: head, context: "botfleet/plan", state: "success",
          description: "Fine \(seal)", url: nil, author: 2))
    }
    #expect(try await isNothing(bench, because: "somebody else set the status"))
  }

  @Test func `A head that was pushed after the plan has no plan`() async throws {
    let bench = try ForgeBench(.gitHub)
    try await bench.show([try change("ord-1")])
    bench.forge.state.withLock { $0.pulls[7]?.head = String(repeating: "e", count: 40) }
    #expect(try await isNothing(bench, because: "has no status botfleet/plan"))
  }

  @Test func `An old seal does not hold for a later plan, nor a status without one`() async throws {
    let bench = try ForgeBench(.gitHub)
    try await bench.show([try change("ord-1")])
    let status = CommitStatus(context: "botfleet/plan", state: .success, description: "Fine \(ShownDigests([]).seal)")
    try await bench.client.report(status, on: try await bench.request().head)
    #expect(try await isNothing(bench, because: "are not those that the status"))
    try await bench.client.report(
      CommitStatus(context: "botfleet/plan", state: .success, description: "Fine"), on: try await bench.request().head)
    #expect(try await isNothing(bench, because: "seals no plan"))
  }

  private func isNothing(_ bench: ForgeBench, because why: String) async throws -> Bool {
    guard case .nothing(let said) = try await read(bench) else { return false }
    return said.contains(why)
  }
}
