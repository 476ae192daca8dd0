import HTTP

/// GitLab, by version 4 of its REST API. Its merge requests are our pull requests, its notes our comments.
struct GitLab: ForgeClient {
  let connection: ForgeConnection
  /// `projects/17`, or with the path in percent codes.
  let project: String

  var kind: ForgeKind { .gitLab }

  init(_ connection: ForgeConnection, project: String) {
    self.connection = connection
    self.project = "projects/\(percentEncoded(project))"
  }

  func identity() async throws(ForgeFailure) -> ForgeIdentity {
    .user(try await connection.value(LabUser.self, of: .get("user", "user")).id)
  }

  func pullRequest(_ number: Int) async throws(ForgeFailure) -> PullRequest? {
    try await connection.valueIfThere(
      LabMerge.self, of: .get("\(project)/merge_requests/\(number)", "merge request \(number)"))?.value
  }

  func pullRequests(mergedAs commit: String, into branch: String) async throws(ForgeFailure) -> [PullRequest] {
    try await pages(
      LabMerge.self, "repository/commits/\(percentEncoded(commit))/merge_requests?state=merged", "commit \(commit)"
    ).map(\.value).filter { $0.state == .merged && $0.baseBranch == branch }
  }

  func recentPullRequests(into branch: String) async throws(ForgeFailure) -> [PullRequest] {
    let query = "state=all&target_branch=\(percentEncoded(branch))&order_by=updated_at&sort=desc&per_page=50"
    return try await connection.value(
      [LabMerge].self, of: .get("\(project)/merge_requests?\(query)", "merge requests")
    ).map(\.value)
  }

  /// GitLab does not say which commit was approved.
  func approvals(of request: PullRequest) async throws(ForgeFailure) -> [Approval] {
    let found = try await connection.value(
      LabApprovals.self,
      of: .get("\(project)/merge_requests/\(request.number)/approvals", "merge request \(request.number)"))
    return found.approvedBy.map { Approval(user: $0.user.value, subject: .unknown) }
  }

  func open(_ draft: PullRequestDraft) async throws(ForgeFailure) -> PullRequest {
    struct Body: Encodable { let title, description, sourceBranch, targetBranch: String }
    do throws(ForgeFailure) {
      return try await connection.value(
        LabMerge.self,
        of: .send(
          .post, "\(project)/merge_requests",
          Body(
            title: draft.title, description: draft.body, sourceBranch: draft.head, targetBranch: draft.base),
          "branch \(draft.head)", needs: .pullRequests)
      ).value
    } catch .stale {
      // 409 for one that is open already.
      let query =
        "state=opened&source_branch=\(percentEncoded(draft.head))&target_branch=\(percentEncoded(draft.base))"
      guard let first = try await pages(LabMerge.self, "merge_requests?\(query)", "branch \(draft.head)").first else {
        throw .stale
      }
      return first.value
    } catch {
      throw error
    }
  }

  func close(_ request: Int) async throws(ForgeFailure) {
    struct Body: Encodable { let stateEvent: String }
    _ = try await connection.send(
      .send(
        .put, "\(project)/merge_requests/\(request)", Body(stateEvent: "close"), "merge request \(request)",
        needs: .pullRequests))
  }

  func comments(on request: Int) async throws(ForgeFailure) -> [ForgeComment] {
    try await pages(
      LabNote.self, "merge_requests/\(request)/notes?sort=asc", "merge request \(request)"
    ).filter { !$0.system }.map(\.value)
  }

  func comment(_ body: String, on request: Int) async throws(ForgeFailure) -> ForgeComment {
    try await connection.value(
      LabNote.self,
      of: .send(
        .post, "\(project)/merge_requests/\(request)/notes", TextBody(body: body), "merge request \(request)",
        needs: .comment)
    ).value
  }

  func edit(_ comment: ForgeComment.ID, on request: Int, to body: String) async throws(ForgeFailure) -> ForgeComment {
    try await connection.value(
      LabNote.self,
      of: .send(
        .put, "\(project)/merge_requests/\(request)/notes/\(comment)", TextBody(body: body), "comment \(comment)",
        needs: .comment)
    ).value
  }

  func statuses(of commit: String) async throws(ForgeFailure) -> [CommitStatus] {
    let all = try await pages(
      LabStatus.self, "repository/commits/\(percentEncoded(commit))/statuses", "commit \(commit)")
    return newestOfEach(all.sorted { $0.id > $1.id }.map(\.value))
  }

  /// GitLab calls it an error to set the state that a status has already.
  func report(_ status: CommitStatus, on commit: String) async throws(ForgeFailure) {
    struct Body: Encodable {
      let state, name, description: String
      let targetUrl: String?
    }
    do throws(ForgeFailure) {
      _ = try await connection.send(
        .send(
          .post, "\(project)/statuses/\(percentEncoded(commit))",
          Body(
            state: status.state.gitLabName, name: status.context,
            description: status.description(upTo: kind.longestDescription), targetUrl: status.url),
          "commit \(commit)", needs: .status))
    } catch .refused(400, let message) where message.contains("Cannot transition status") {
      return
    } catch {
      throw error
    }
  }

  func openIssues(labelled label: String) async throws(ForgeFailure) -> [ForgeIssue] {
    try await pages(
      LabIssue.self, "issues?state=opened&labels=\(percentEncoded(label))", "issues", needs: .issues
    ).map(\.value)
  }

  func open(_ draft: IssueDraft) async throws(ForgeFailure) -> ForgeIssue {
    struct Body: Encodable { let title, description, labels: String }
    return try await connection.value(
      LabIssue.self,
      of: .send(
        .post, "\(project)/issues", Body(title: draft.title, description: draft.body, labels: draft.label), "issues",
        needs: .issues)
    ).value
  }

  func update(_ issue: Int, to draft: IssueDraft, isOpen: Bool) async throws(ForgeFailure) -> ForgeIssue {
    struct Body: Encodable { let title, description, stateEvent: String }
    return try await connection.value(
      LabIssue.self,
      of: .send(
        .put, "\(project)/issues/\(issue)",
        Body(title: draft.title, description: draft.body, stateEvent: isOpen ? "reopen" : "close"),
        "issue \(issue)", needs: .issues)
    ).value
  }

  func protection(of branch: String) async throws(ForgeFailure) -> BranchProtection {
    let name = percentEncoded(branch)
    guard
      let found = try await connection.valueIfThere(
        LabBranch.self, of: .get("\(project)/repository/branches/\(name)", "branch \(branch)"))
    else { return .unknown(why: "the forge has no branch \(branch)") }
    return found.protected ? .protected(found.rules) : .unprotected
  }

  private func pages<Item: Decodable>(
    _ type: Item.Type, _ path: String, _ subject: String, needs permission: ForgePermission = .readRepository
  ) async throws(ForgeFailure) -> [Item] {
    let query = path.contains("?") ? "&" : "?"
    return try await connection.pages(
      type, of: .get("\(project)/\(path)\(query)per_page=100", subject, needs: permission))
  }
}

extension CommitStatus.State {
  /// GitLab has no word for what could not be found out.
  fileprivate var gitLabName: String {
    switch self {
    case .pending: "pending"
    case .success: "success"
    case .failure, .error: "failed"
    }
  }
}

/// What GitLab's refusals mean where they differ from what a status says everywhere.
@Sendable func readGitLabFailure(_ response: HTTPResponse, to request: ForgeRequest) -> ForgeFailure? {
  let said = message(of: response).lowercased()
  switch response.status {
  case 400 where said.contains("is too long"): return .tooLong
  case 403 where said.contains("archived"): return .archived
  case 403 where request.permission == .issues && said.contains("disabled"): return .switchedOff("issues")
  default: return nil
  }
}
