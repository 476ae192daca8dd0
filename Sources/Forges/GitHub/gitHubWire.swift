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

/// One rule of a ruleset that applies to a branch.
struct WireRule: Decodable {
  let type: String
  let parameters: Parameters?

  struct Parameters: Decodable {
    let requiredApprovingReviewCount: Int?
    let dismissStaleReviewsOnPush: Bool?
    let requiredStatusChecks: [Check]?
  }
  struct Check: Decodable { let context: String }

  /// Whether it decides about what comes to the branch: by a pull request, with statuses, through a queue, or not at all.
  var isProtection: Bool { ["pull_request", "required_status_checks", "update", "merge_queue"].contains(type) }
}

/// What several rules ask together.
func combined(_ rules: [WireRule]) -> BranchProtection.Rules {
  let reviews = rules.filter { $0.type == "pull_request" }.compactMap(\.parameters)
  return BranchProtection.Rules(
    approvals: reviews.compactMap(\.requiredApprovingReviewCount).max() ?? 0,
    dismissesStaleApprovals: reviews.contains { $0.dismissStaleReviewsOnPush == true },
    statuses: rules.compactMap(\.parameters?.requiredStatusChecks).flatMap { $0.map(\.context) })
}

extension BranchProtection.Rules {
  /// What both kinds of protection ask; each counts on its own.
  func and(_ other: BranchProtection.Rules) -> BranchProtection.Rules {
    BranchProtection.Rules(
      approvals: max(approvals ?? 0, other.approvals ?? 0),
      dismissesStaleApprovals: dismissesStaleApprovals == true || other.dismissesStaleApprovals == true,
      statuses: (statuses ?? []) + (other.statuses ?? []).filter { !(statuses ?? []).contains($0) })
  }
}
