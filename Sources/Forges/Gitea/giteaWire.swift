/// A pull request as Gitea and Forgejo show one.
struct TeaPull: Decodable {
  let number: Int
  let title: String
  let user: WireUser?
  let state: String
  let merged: Bool
  let htmlUrl: String
  let head: End
  let base: End

  struct End: Decodable {
    let ref: String
    let sha: String
    let repoId: Int64
  }

  var value: PullRequest {
    PullRequest(
      number: number, title: title, author: user?.value ?? .nobody, head: head.sha, headBranch: head.ref,
      baseBranch: base.ref, isFromFork: head.repoId != base.repoId,
      state: merged ? .merged : state == "open" ? .open : .closed, url: htmlUrl)
  }
}

/// A review as Gitea and Forgejo show one.
struct TeaReview: Decodable {
  let user: WireUser?
  let state: String
  let commitId: String?
  let stale: Bool?
  let official: Bool?
  let dismissed: Bool?

  var isVerdict: Bool { state == "APPROVED" || state == "REQUEST_CHANGES" }

  var approval: Approval? {
    guard state == "APPROVED", stale != true, official != false, dismissed != true, let user else { return nil }
    return Approval(user: user.value, subject: commitId.map { .commit($0) } ?? .unknown)
  }
}

/// A status as Gitea and Forgejo show one.
struct TeaStatus: Decodable {
  let id: Int64
  let context: String
  let status: String
  let description: String?
  let targetUrl: String?
  let creator: WireUser?

  var value: CommitStatus {
    CommitStatus(
      context: context, state: CommitStatus.State(rawValue: status) ?? .error, description: description ?? "",
      url: targetUrl, creator: creator?.value)
  }
}

/// A branch as Gitea and Forgejo show one, with the rules of its protection as far as there are some.
struct TeaBranch: Decodable {
  let protected: Bool
  let requiredApprovals: Int?
  let enableStatusCheck: Bool?
  let statusCheckContexts: [String]?

  var rules: BranchProtection.Rules {
    BranchProtection.Rules(
      approvals: requiredApprovals, dismissesStaleApprovals: nil,
      statuses: enableStatusCheck == false ? [] : statusCheckContexts)
  }
}

/// A label as Gitea and Forgejo show one.
struct TeaLabel: Decodable {
  let id: Int64
  let name: String
}
