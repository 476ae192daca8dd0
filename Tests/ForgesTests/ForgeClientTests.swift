import ForgeStandIn
import Forges
import Testing

/// What every kind of forge does alike, seen through one protocol.
@Suite(.timeLimit(.minutes(20)))
struct ForgeClientTests {
  private let head = String(repeating: "a", count: 40)
  private let merge = String(repeating: "c", count: 40)

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A pull request is read with what it would merge, and where from`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    let found = try #require(try await bench.client.pullRequest(7))
    #expect(found.head == head && found.headBranch == "add" && found.baseBranch == "main" && found.state == .open)
    #expect(!found.isFromFork && found.author.login == "ada" && found.author.id == 2)
    #expect(try await bench.client.pullRequest(8) == nil)
    bench.forge.state.withLock { $0.pulls[7]?.isFork = true }
    #expect(try await bench.client.pullRequest(7)?.isFromFork == true)
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `Only what was merged into this branch brought a commit there`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    #expect(try await bench.client.pullRequests(mergedAs: merge, into: "main").isEmpty)
    bench.forge.state.withLock { state in
      state.merges[merge] = [7]
      state.mergeLag = 1
    }
    // Open still: it has the commit, and did not bring it.
    #expect(try await bench.client.pullRequests(mergedAs: merge, into: "main").isEmpty)
    #expect(try await bench.client.pullRequests(mergedAs: merge, into: "main").isEmpty)
    bench.forge.state.withLock { state in
      state.pulls[7]?.isMerged = true
      state.pulls[7]?.isOpen = false
    }
    #expect(try await bench.client.pullRequests(mergedAs: merge, into: "main").map(\.number) == [7])
    #expect(try await bench.client.pullRequests(mergedAs: merge, into: "release").isEmpty)
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `The last verdict of each reviewer counts, for the commit that was looked at`(
    kind: ForgeStandIn.Kind
  ) async throws {
    let bench = try ForgeBench(kind)
    bench.forge.state.withLock { state in
      state.users["x"] = .init(id: 3, login: "bo")
      state.reviews = [
        .init(pull: 7, user: 3, state: "APPROVED", commit: head),
        .init(pull: 7, user: 3, state: "COMMENTED", commit: head),
      ]
    }
    let request = try #require(try await bench.client.pullRequest(7))
    let approvals = try await bench.client.approvals(of: request)
    #expect(approvals.map(\.user.login) == ["bo"])
    #expect(approvals.first?.subject == (kind == .gitLab ? .unknown : .commit(head)))
    guard kind != .gitLab else { return }
    bench.forge.state.withLock { $0.reviews.append(.init(pull: 7, user: 3, state: "CHANGES_REQUESTED", commit: head)) }
    #expect(try await bench.client.approvals(of: request).isEmpty)
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `Opening the same pull request twice opens one`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    let draft = PullRequestDraft(title: "An order", body: "From the shop", head: "intake/ord-2", base: "main")
    let first = try await bench.client.open(draft)
    #expect(first.title == "An order" && first.headBranch == "intake/ord-2")
    #expect(try await bench.client.open(draft).number == first.number)
    #expect(bench.forge.state.withLock { $0.pulls.count } == 2)
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A pull request is closed, and closing it again is no error`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    for _ in 0..<2 {
      try await bench.client.close(7)
      #expect(try await bench.client.pullRequest(7)?.state == .closed)
    }
    bench.forge.state.withLock { _ = $0.users["token"]?.permissions.remove(.pulls) }
    await #expect(throws: ForgeFailure.self) { try await bench.client.close(7) }
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A status is set, and set again; the newest of a context counts`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    let long = String(repeating: "x", count: 300)
    let status = CommitStatus(
      context: "botfleet/plan", state: .pending, description: long, url: "https://ci.example.com/1")
    try await bench.client.report(status, on: head)
    try await bench.client.report(status, on: head)
    try await bench.client.report(
      CommitStatus(context: "botfleet/plan", state: .failure, description: "no room"), on: head)
    try await bench.client.report(CommitStatus(context: "botfleet/limits", state: .success, description: ""), on: head)
    let found = try await bench.client.statuses(of: head)
    #expect(Set(found.map { "\($0.context) \($0.state)" }) == ["botfleet/plan failure", "botfleet/limits success"])
    #expect(found.allSatisfy { $0.creator?.id == 1 })
    let longest = bench.forge.state.withLock { $0.statuses.map(\.description.count).max() }
    #expect(longest == kind.client.longestDescription)
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `An issue is opened, found by its label, changed and closed`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    let draft = IssueDraft(title: "Drift", body: "ord-1", label: "botfleet-drift")
    #expect(try await bench.client.openIssues(labelled: draft.label).isEmpty)
    let opened = try await bench.client.open(draft)
    #expect(try await bench.client.openIssues(labelled: draft.label) == [opened])
    #expect(try await bench.client.openIssues(labelled: "bug").isEmpty)
    let other = IssueDraft(title: "Drift of 2", body: "ord-1, ord-2", label: draft.label)
    #expect(try await bench.client.update(opened.number, to: other, isOpen: true).title == "Drift of 2")
    _ = try await bench.client.update(opened.number, to: other, isOpen: false)
    #expect(try await bench.client.openIssues(labelled: draft.label).isEmpty)
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `Protection is told as far as the token may see it`(kind: ForgeStandIn.Kind) async throws {
    let bench = try ForgeBench(kind)
    #expect(try await bench.client.protection(of: "main") == .unprotected)
    bench.forge.state.withLock { $0.branches["main"] = .some(2) }
    let seen = try await bench.client.protection(of: "main")
    switch kind {
    case .gitHub:
      #expect(seen == .protected(.init(approvals: 2, dismissesStaleApprovals: true, statuses: ["botfleet/plan"])))
      bench.forge.state.withLock { _ = $0.users["token"]?.permissions.remove(.administer) }
      #expect(try await bench.client.protection(of: "main") == .protected(.unseen))
      // Everybody may see rulesets, with which a branch may be protected without saying so itself.
      let ruled = BranchProtection.Rules(approvals: 1, dismissesStaleApprovals: false, statuses: ["fleet-plan"])
      bench.forge.state.withLock { $0.rulesets["main"] = 1 }
      #expect(try await bench.client.protection(of: "main") == .protected(ruled))
      bench.forge.state.withLock { $0.branches["main"] = .some(nil) }
      #expect(try await bench.client.protection(of: "main") == .protected(ruled))
      bench.forge.state.withLock {
        $0.branches["main"] = .some(2)
        $0.users["token"]?.permissions.insert(.administer)
      }
      #expect(
        try await bench.client.protection(of: "main")
          == .protected(
            .init(approvals: 2, dismissesStaleApprovals: true, statuses: ["botfleet/plan", "fleet-plan"])))
    case .gitea:
      #expect(
        seen
          == .protected(
            .init(approvals: 2, dismissesStaleApprovals: nil, statuses: ["botfleet/plan"], isOpenToToken: false)))
    case .gitLab:
      #expect(
        seen
          == .protected(.init(approvals: nil, dismissesStaleApprovals: nil, statuses: nil, isOpenToToken: false)))
    }
    guard case .unknown = try await bench.client.protection(of: "gone") else {
      Issue.record("a branch that is not there has a protection")
      return
    }
  }
}
