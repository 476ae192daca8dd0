import HTTP

/// GitHub and GitHub Enterprise Server, by the REST API of version 2022-11-28.
struct GitHub: ForgeClient {
  let connection: ForgeConnection
  /// `repos/owner/name`
  let repository: String

  var kind: ForgeKind { .gitHub }

  init(_ connection: ForgeConnection, owner: String, name: String) {
    self.connection = connection
    repository = "repos/\(percentEncoded(owner))/\(percentEncoded(name))"
  }

  /// An automation's token may not ask who it is.
  func identity() async throws(ForgeFailure) -> ForgeIdentity {
    do throws(ForgeFailure) {
      return .user(try await connection.value(WireUser.self, of: .get("user", "user")).id)
    } catch .permissionMissing, .notFound {
      return .automation
    } catch {
      throw error
    }
  }

  func pullRequest(_ number: Int) async throws(ForgeFailure) -> PullRequest? {
    try await connection.valueIfThere(
      WirePull.self, of: .get("\(repository)/pulls/\(number)", "pull request \(number)"))?.value
  }

  /// Only the first commits of a rebased pull request are not its `merge_commit_sha`; the list by commit has them as well.
  func pullRequests(mergedAs commit: String, into branch: String) async throws(ForgeFailure) -> [PullRequest] {
    try await pages(WirePull.self, "commits/\(percentEncoded(commit))/pulls", "commit \(commit)").map(\.value)
      .filter { $0.state == .merged && $0.baseBranch == branch }
  }

  func approvals(of request: PullRequest) async throws(ForgeFailure) -> [Approval] {
    let reviews = try await pages(
      WireReview.self, "pulls/\(request.number)/reviews", "pull request \(request.number)")
    var latest: [Int64: WireReview] = [:]
    var users: [Int64] = []
    // They come by time; what only comments leaves the verdict before it standing.
    for review in reviews where review.isVerdict {
      guard let user = review.user else { continue }
      if latest[user.id] == nil { users.append(user.id) }
      latest[user.id] = review
    }
    return users.compactMap { latest[$0]?.approval }
  }

  func open(_ draft: PullRequestDraft) async throws(ForgeFailure) -> PullRequest {
    struct Body: Encodable { let title, body, head, base: String }
    do throws(ForgeFailure) {
      return try await connection.value(
        WirePull.self,
        of: .send(
          .post, "\(repository)/pulls",
          Body(title: draft.title, body: draft.body, head: draft.head, base: draft.base), "branch \(draft.head)",
          needs: .pullRequests)
      ).value
    } catch {
      // 422 for one that is open already, too.
      let owner = repository.split(separator: "/")[1]
      let head = "\(owner):\(percentEncoded(draft.head))"
      let there = try? await pages(
        WirePull.self, "pulls?state=open&head=\(head)&base=\(percentEncoded(draft.base))", "branch \(draft.head)")
      guard let first = there?.first else { throw error }
      return first.value
    }
  }

  func comments(on request: Int) async throws(ForgeFailure) -> [ForgeComment] {
    try await pages(WireComment.self, "issues/\(request)/comments", "pull request \(request)").map(\.value)
  }

  func comment(_ body: String, on request: Int) async throws(ForgeFailure) -> ForgeComment {
    try await connection.value(
      WireComment.self,
      of: .send(
        .post, "\(repository)/issues/\(request)/comments", TextBody(body: body), "pull request \(request)",
        needs: .comment)
    ).value
  }

  func edit(_ comment: ForgeComment.ID, on request: Int, to body: String) async throws(ForgeFailure) -> ForgeComment {
    try await connection.value(
      WireComment.self,
      of: .send(
        .patch, "\(repository)/issues/comments/\(comment)", TextBody(body: body), "comment \(comment)",
        needs: .comment)
    ).value
  }

  func statuses(of commit: String) async throws(ForgeFailure) -> [CommitStatus] {
    let all = try await pages(WireStatus.self, "commits/\(percentEncoded(commit))/statuses", "commit \(commit)")
    return newestOfEach(all.compactMap(\.value))
  }

  func report(_ status: CommitStatus, on commit: String) async throws(ForgeFailure) {
    _ = try await connection.send(
      .send(
        .post, "\(repository)/statuses/\(percentEncoded(commit))", StatusBody(status, upTo: kind.longestDescription),
        "commit \(commit)", needs: .status))
  }

  func openIssues(labelled label: String) async throws(ForgeFailure) -> [ForgeIssue] {
    try await pages(
      WireIssue.self, "issues?state=open&labels=\(percentEncoded(label))", "issues", needs: .issues
    ).filter { $0.pullRequest == nil }.map(\.value)
  }

  func open(_ draft: IssueDraft) async throws(ForgeFailure) -> ForgeIssue {
    struct Body: Encodable {
      let title, body: String
      let labels: [String]
    }
    return try await connection.value(
      WireIssue.self,
      of: .send(
        .post, "\(repository)/issues", Body(title: draft.title, body: draft.body, labels: [draft.label]), "issues",
        needs: .issues)
    ).value
  }

  func update(_ issue: Int, to draft: IssueDraft, isOpen: Bool) async throws(ForgeFailure) -> ForgeIssue {
    try await connection.value(
      WireIssue.self,
      of: .send(
        .patch, "\(repository)/issues/\(issue)",
        IssueEdit(title: draft.title, body: draft.body, state: isOpen ? "open" : "closed"), "issue \(issue)",
        needs: .issues)
    ).value
  }

  /// Only an administrator's token sees the rules; every token sees whether there are any.
  func protection(of branch: String) async throws(ForgeFailure) -> BranchProtection {
    let path = "\(repository)/branches/\(percentEncoded(branch))"
    guard
      let found = try await connection.valueIfThere(WireBranch.self, of: .get(path, "branch \(branch)"))
    else { return .unknown(why: "the forge has no branch \(branch)") }
    guard found.protected else { return .unprotected }
    do throws(ForgeFailure) {
      let rules = try await connection.value(
        WireProtection.self, of: .get("\(path)/protection", "protection of \(branch)"))
      return .protected(rules.value)
    } catch .permissionMissing, .notFound {
      return .protected(.unseen)
    } catch {
      throw error
    }
  }

  private func pages<Item: Decodable>(
    _ type: Item.Type, _ path: String, _ subject: String, needs permission: ForgePermission = .readRepository
  ) async throws(ForgeFailure) -> [Item] {
    let query = path.contains("?") ? "&" : "?"
    return try await connection.pages(
      type, of: .get("\(repository)/\(path)\(query)per_page=100", subject, needs: permission))
  }
}

/// What GitHub's refusals mean where they differ from what a status says everywhere.
@Sendable func readGitHubFailure(_ response: HTTPResponse, to request: ForgeRequest) -> ForgeFailure? {
  let said = message(of: response).lowercased()
  switch response.status {
  case 403 where said.contains("archived"): return .archived
  case 410: return .switchedOff("issues")
  case 422 where said.contains("too long"): return .tooLong
  case 422 where said.contains("not a fast forward"): return .stale
  default: return nil
  }
}
