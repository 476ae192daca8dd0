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
