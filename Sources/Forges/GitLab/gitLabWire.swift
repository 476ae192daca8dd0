/// A user as GitLab shows one.
struct LabUser: Decodable {
  let id: Int64
  let username: String
  let bot: Bool?

  var value: ForgeUser { ForgeUser(id: id, login: username, isBot: bot ?? false) }
}

/// A merge request as GitLab shows one.
struct LabMerge: Decodable {
  let iid: Int
  let title: String
  let author: LabUser
  let state: String
  let sha: String?
  let sourceBranch: String
  let targetBranch: String
  let sourceProjectId: Int64?
  let targetProjectId: Int64
  let webUrl: String

  var value: PullRequest {
    PullRequest(
      number: iid, title: title, author: author.value, head: sha ?? "", headBranch: sourceBranch,
      baseBranch: targetBranch, isFromFork: sourceProjectId != targetProjectId,
      state: state == "merged" ? .merged : state == "closed" ? .closed : .open, url: webUrl)
  }
}

/// Who approved a merge request.
struct LabApprovals: Decodable {
  let approvedBy: [Approver]

  struct Approver: Decodable { let user: LabUser }
}

/// A comment as GitLab shows one; what it notes itself is among them.
struct LabNote: Decodable {
  let id: Int64
  let body: String
  let author: LabUser
  let system: Bool

  var value: ForgeComment { ForgeComment(id: id, author: author.value, body: body, url: nil) }
}

/// A status as GitLab shows one, be it a job's or somebody's.
struct LabStatus: Decodable {
  let id: Int64
  let name: String
  let status: String
  let description: String?
  let targetUrl: String?
  let author: LabUser?

  var value: CommitStatus {
    let state: CommitStatus.State =
      switch status {
      case "success": .success
      case "failed": .failure
      case "canceled", "skipped": .error
      default: .pending
      }
    return CommitStatus(
      context: name, state: state, description: description ?? "", url: targetUrl, creator: author?.value)
  }
}

/// An issue as GitLab shows one.
struct LabIssue: Decodable {
  let iid: Int
  let title: String
  let description: String?
  let author: LabUser
  let webUrl: String

  var value: ForgeIssue {
    ForgeIssue(number: iid, title: title, body: description ?? "", author: author.value, url: webUrl)
  }
}

/// A branch as GitLab shows one.
struct LabBranch: Decodable {
  let protected: Bool
  let canPush: Bool?

  /// Approvals are a matter of the project there, and of another edition.
  var rules: BranchProtection.Rules {
    BranchProtection.Rules(approvals: nil, dismissesStaleApprovals: nil, statuses: nil, isOpenToToken: canPush)
  }
}
