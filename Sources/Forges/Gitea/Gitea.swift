import HTTP

/// Gitea and Forgejo, which have one API in common.
struct Gitea: ForgeClient {
  let connection: ForgeConnection
  /// `repos/owner/name`
  let repository: String
  let kind: ForgeKind

  init(_ connection: ForgeConnection, _ kind: ForgeKind, owner: String, name: String) {
    self.connection = connection
    self.kind = kind
    repository = "repos/\(percentEncoded(owner))/\(percentEncoded(name))"
  }

  /// The automatic token of a run may not ask who it is.
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
      TeaPull.self, of: .get("\(repository)/pulls/\(number)", "pull request \(number)"))?.value
  }

  /// The forge knows only the last commit of a merge.
  func pullRequests(mergedAs commit: String, into branch: String) async throws(ForgeFailure) -> [PullRequest] {
    let found = try await connection.valueIfThere(
      TeaPull.self, of: .get("\(repository)/commits/\(percentEncoded(commit))/pull", "commit \(commit)"))
    return [found?.value].compactMap { $0 }.filter { $0.state == .merged && $0.baseBranch == branch }
  }

  /// An approval that a push made stale, or that does not count for the branch's protection, is none.
  func approvals(of request: PullRequest) async throws(ForgeFailure) -> [Approval] {
    let reviews = try await pages(
      TeaReview.self, "pulls/\(request.number)/reviews", "pull request \(request.number)")
    var latest: [Int64: TeaReview] = [:]
    var users: [Int64] = []
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
        TeaPull.self,
        of: .send(
          .post, "\(repository)/pulls",
          Body(title: draft.title, body: draft.body, head: draft.head, base: draft.base), "branch \(draft.head)",
          needs: .pullRequests)
      ).value
    } catch .stale {
      // 409 for one that is open already.
      let open = try await pages(TeaPull.self, "pulls?state=open", "pull requests").map(\.value)
      let same = { (request: PullRequest) in
        !request.isFromFork && request.headBranch == draft.head && request.baseBranch == draft.base
      }
      guard let first = open.first(where: same) else { throw .stale }
      return first
    } catch {
      throw error
    }
  }

  /// The whole list comes at once.
  func comments(on request: Int) async throws(ForgeFailure) -> [ForgeComment] {
    try await connection.value(
      [WireComment].self, of: .get("\(repository)/issues/\(request)/comments", "pull request \(request)")
    ).map(\.value)
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
    let all = try await pages(
      TeaStatus.self, "commits/\(percentEncoded(commit))/statuses?sort=recentupdate", "commit \(commit)")
    return newestOfEach(all.sorted { $0.id > $1.id }.map(\.value))
  }

  func report(_ status: CommitStatus, on commit: String) async throws(ForgeFailure) {
    _ = try await connection.send(
      .send(
        .post, "\(repository)/statuses/\(percentEncoded(commit))", StatusBody(status, upTo: kind.longestDescription),
        "commit \(commit)", needs: .status))
  }

  func openIssues(labelled label: String) async throws(ForgeFailure) -> [ForgeIssue] {
    try await pages(
      WireIssue.self, "issues?type=issues&state=open&labels=\(percentEncoded(label))", "issues", needs: .issues
    ).filter { $0.pullRequest == nil }.map(\.value)
  }

  /// Labels are named by number there; one that does not exist yet is made.
  func open(_ draft: IssueDraft) async throws(ForgeFailure) -> ForgeIssue {
    struct Body: Encodable {
      let title, body: String
      let labels: [Int64]
    }
    return try await connection.value(
      WireIssue.self,
      of: .send(
        .post, "\(repository)/issues",
        Body(title: draft.title, body: draft.body, labels: [try await label(named: draft.label)]), "issues",
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

  func protection(of branch: String) async throws(ForgeFailure) -> BranchProtection {
    let path = "\(repository)/branches/\(percentEncoded(branch))"
    guard let found = try await connection.valueIfThere(TeaBranch.self, of: .get(path, "branch \(branch)")) else {
      return .unknown(why: "the forge has no branch \(branch)")
    }
    return found.protected ? .protected(found.rules) : .unprotected
  }

  private func label(named name: String) async throws(ForgeFailure) -> Int64 {
    struct Body: Encodable { let name, color: String }
    let labels = try await pages(TeaLabel.self, "labels", "labels", needs: .issues)
    if let label = labels.first(where: { $0.name == name }) { return label.id }
    return try await connection.value(
      TeaLabel.self,
      of: .send(.post, "\(repository)/labels", Body(name: name, color: "#5319e7"), "labels", needs: .issues)
    ).id
  }

  private func pages<Item: Decodable>(
    _ type: Item.Type, _ path: String, _ subject: String, needs permission: ForgePermission = .readRepository
  ) async throws(ForgeFailure) -> [Item] {
    let query = path.contains("?") ? "&" : "?"
    return try await connection.pages(
      type, of: .get("\(repository)/\(path)\(query)limit=50", subject, needs: permission))
  }
}

/// What Gitea's and Forgejo's refusals mean where they differ from what a status says everywhere.
@Sendable func readGiteaFailure(_ response: HTTPResponse, to request: ForgeRequest) -> ForgeFailure? {
  let said = message(of: response).lowercased()
  switch response.status {
  case 404 where request.permission == .issues && request.subject == "issues": return .switchedOff("issues")
  case 422 where said.contains("sha does not match") || said.contains("already exists"): return .stale
  default: return nil
  }
}
