/// A pull request as GitHub shows one.
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

/// A review as GitHub shows one.
struct WireReview: Decodable {
  let user: WireUser?
  let state: String
  let commitId: String?

  /// Whether it says yes or no, or takes that back.
  var isVerdict: Bool { ["APPROVED", "CHANGES_REQUESTED", "DISMISSED"].contains(state) }

  var approval: Approval? {
    guard state == "APPROVED", let user else { return nil }
    return Approval(user: user.value, subject: commitId.map { .commit($0) } ?? .unknown)
  }
}

/// A status as GitHub shows one.
struct WireStatus: Decodable {
  let context: String
  let state: String
  let description: String?
  let targetUrl: String?
  let creator: WireUser?

  var value: CommitStatus? {
    guard let state = CommitStatus.State(rawValue: state) else { return nil }
    return CommitStatus(
      context: context, state: state, description: description ?? "", url: targetUrl, creator: creator?.value)
  }
}

/// A branch as GitHub shows one.
struct WireBranch: Decodable { let protected: Bool }

/// The rules of a protected branch as GitHub shows them.
struct WireProtection: Decodable {
  let requiredPullRequestReviews: Reviews?
  let requiredStatusChecks: Checks?

  struct Reviews: Decodable {
    let requiredApprovingReviewCount: Int?
    let dismissStaleReviews: Bool?
  }
  struct Checks: Decodable { let contexts: [String]? }

  var value: BranchProtection.Rules {
    BranchProtection.Rules(
      approvals: requiredPullRequestReviews?.requiredApprovingReviewCount ?? 0,
      dismissesStaleApprovals: requiredPullRequestReviews?.dismissStaleReviews ?? false,
      statuses: requiredStatusChecks?.contexts ?? [])
  }
}
