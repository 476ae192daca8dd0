/// A forge whose API has the shape of GitHub's, as those of Gitea and Forgejo have.
protocol GitHubShape: ForgeClient {
  var connection: ForgeConnection { get }
  /// `repos/owner/name`
  var repository: String { get }
  /// How a page of the largest size is asked for: `per_page=100`.
  var pageSize: String { get }
}

extension GitHubShape {
  /// The path of the repository, below the API's root.
  static func path(_ owner: String, _ name: String) -> String {
    "repos/\(percentEncoded(owner))/\(percentEncoded(name))"
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

  /// Reviews come by time. What only comments leaves the verdict before it standing.
  func approvals(of request: PullRequest) async throws(ForgeFailure) -> [Approval] {
    let reviews = try await pages(
      WireReview.self, "pulls/\(request.number)/reviews", "pull request \(request.number)")
    var latest: [Int64: WireReview] = [:]
    var users: [Int64] = []
    for review in reviews where review.isVerdict {
      guard let user = review.user else { continue }
      if latest[user.id] == nil { users.append(user.id) }
      latest[user.id] = review
    }
    return users.compactMap { latest[$0]?.approval }
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
    return newestOfEach(all.sorted { $0.id > $1.id }.map(\.value))
  }

  func report(_ status: CommitStatus, on commit: String) async throws(ForgeFailure) {
    _ = try await connection.send(
      .send(
        .post, "\(repository)/statuses/\(percentEncoded(commit))", StatusBody(status, upTo: kind.longestDescription),
        "commit \(commit)", needs: .status))
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

  /// Opens a pull request; what is thrown where one between the same branches is open already differs.
  func create(_ draft: PullRequestDraft) async throws(ForgeFailure) -> PullRequest {
    try await connection.value(
      WirePull.self,
      of: .send(
        .post, "\(repository)/pulls",
        PullBody(title: draft.title, body: draft.body, head: draft.head, base: draft.base), "branch \(draft.head)",
        needs: .pullRequests)
    ).value
  }

  func close(_ request: Int) async throws(ForgeFailure) {
    _ = try await connection.send(
      .send(
        .patch, "\(repository)/pulls/\(request)", StateBody(state: "closed"), "pull request \(request)",
        needs: .pullRequests
      ))
  }

  /// The open issues of a list; pull requests are among them.
  func issues(_ query: String, labelled label: String) async throws(ForgeFailure) -> [ForgeIssue] {
    try await pages(
      WireIssue.self, "issues?\(query)state=open&labels=\(percentEncoded(label))", "issues", needs: .issues
    ).filter { $0.pullRequest == nil }.map(\.value)
  }

  func pages<Item: Decodable>(
    _ type: Item.Type, _ path: String, _ subject: String, needs permission: ForgePermission = .readRepository
  ) async throws(ForgeFailure) -> [Item] {
    let query = path.contains("?") ? "&" : "?"
    return try await connection.pages(
      type, of: .get("\(repository)/\(path)\(query)\(pageSize)", subject, needs: permission))
  }
}
