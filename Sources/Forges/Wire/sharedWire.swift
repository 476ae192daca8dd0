/// A pull request as GitHub, Gitea and Forgejo show one.
struct WirePull: Decodable {
  let number: Int
  let title: String
  let user: WireUser?
  let state: String
  let mergedAt: String?
  let htmlUrl: String
  let head: End
  let base: End

  struct End: Decodable {
    let ref: String
    let sha: String
    /// Nil where the fork is gone.
    let repo: Repository?
  }
  struct Repository: Decodable { let id: Int64 }

  var value: PullRequest {
    PullRequest(
      number: number, title: title, author: user?.value ?? .nobody, head: head.sha, headBranch: head.ref,
      baseBranch: base.ref, isFromFork: head.repo?.id != base.repo?.id,
      state: mergedAt != nil ? .merged : state == "open" ? .open : .closed, url: htmlUrl)
  }
}

/// A review as GitHub, Gitea and Forgejo show one; only the latter two say of an approval whether it still counts.
struct WireReview: Decodable {
  let user: WireUser?
  let state: String
  let commitId: String?
  let stale: Bool?
  let official: Bool?
  let dismissed: Bool?

  /// Whether it says yes or no, or takes that back.
  var isVerdict: Bool { ["APPROVED", "CHANGES_REQUESTED", "REQUEST_CHANGES", "DISMISSED"].contains(state) }

  /// Nil for anything else, and for an approval that a push made stale or that does not count for the branch's protection.
  var approval: Approval? {
    guard state == "APPROVED", stale != true, official != false, dismissed != true, let user else { return nil }
    return Approval(user: user.value, subject: commitId.map { .commit($0) } ?? .unknown)
  }
}

/// A status as GitHub, Gitea and Forgejo show one; the latter two call its state `status`.
struct WireStatus: Decodable {
  let id: Int64
  let context: String
  let state: String?
  let status: String?
  let description: String?
  let targetUrl: String?
  let creator: WireUser?

  var value: CommitStatus {
    CommitStatus(
      context: context, state: (state ?? status).flatMap { CommitStatus.State(rawValue: $0) } ?? .error,
      description: description ?? "", url: targetUrl, creator: creator?.value)
  }
}

/// A user as GitHub, Gitea and Forgejo show one. The account of Gitea's and Forgejo's own automation has a number below zero.
struct WireUser: Decodable {
  let id: Int64
  let login: String
  let type: String?

  var value: ForgeUser { ForgeUser(id: id, login: login, isBot: type == "Bot" || id < 0) }
}

extension ForgeUser {
  /// Whose account is gone.
  static let nobody = ForgeUser(id: 0, login: "ghost", isBot: false)
}

/// A comment as GitHub, Gitea and Forgejo show one.
struct WireComment: Decodable {
  let id: Int64
  let body: String?
  let user: WireUser?
  let htmlUrl: String?

  var value: ForgeComment { ForgeComment(id: id, author: user?.value ?? .nobody, body: body ?? "", url: htmlUrl) }
}

/// An issue as GitHub, Gitea and Forgejo show one; their lists of issues have pull requests among them.
struct WireIssue: Decodable {
  let number: Int
  let title: String
  let body: String?
  let user: WireUser?
  let htmlUrl: String
  let pullRequest: Empty?

  struct Empty: Decodable {}

  var value: ForgeIssue {
    ForgeIssue(number: number, title: title, body: body ?? "", author: user?.value ?? .nobody, url: htmlUrl)
  }
}

/// The first of each context: lists of statuses come newest first.
func newestOfEach(_ statuses: [CommitStatus]) -> [CommitStatus] {
  var seen: Set<String> = []
  return statuses.filter { seen.insert($0.context).inserted }
}

/// What a comment is sent as.
struct TextBody: Encodable { let body: String }

/// What a pull request is opened as.
struct PullBody: Encodable { let title, body, head, base: String }

/// What a pull request becomes.
struct StateBody: Encodable { let state: String }

/// What an issue is changed to.
struct IssueEdit: Encodable { let title, body, state: String }

/// What a status is sent as.
struct StatusBody: Encodable {
  let state, context, description: String
  let targetUrl: String?

  init(_ status: CommitStatus, upTo limit: Int) {
    (state, context, targetUrl) = (status.state.rawValue, status.context, status.url)
    description = status.description(upTo: limit)
  }
}
