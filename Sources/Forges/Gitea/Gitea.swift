import HTTP

/// Gitea and Forgejo, which have one API in common.
struct Gitea: GitHubShape {
  let connection: ForgeConnection
  let repository: String
  let kind: ForgeKind
  let pageSize = "limit=50"

  init(_ connection: ForgeConnection, _ kind: ForgeKind, owner: String, name: String) {
    self.connection = connection
    self.kind = kind
    repository = Self.path(owner, name)
  }

  /// The forge knows only the last commit of a merge.
  func pullRequests(mergedAs commit: String, into branch: String) async throws(ForgeFailure) -> [PullRequest] {
    let found = try await connection.valueIfThere(
      WirePull.self, of: .get("\(repository)/commits/\(percentEncoded(commit))/pull", "commit \(commit)"))
    return [found?.value].compactMap { $0 }.filter { $0.state == .merged && $0.baseBranch == branch }
  }

  /// Not every version asks for a branch.
  func recentPullRequests(into branch: String) async throws(ForgeFailure) -> [PullRequest] {
    try await connection.value(
      [WirePull].self, of: .get("\(repository)/pulls?state=all&sort=recentupdate&limit=50", "pull requests")
    ).map(\.value).filter { $0.baseBranch == branch }
  }

  func open(_ draft: PullRequestDraft) async throws(ForgeFailure) -> PullRequest {
    do throws(ForgeFailure) {
      return try await create(draft)
    } catch .stale {
      // 409 for one that is open already.
      let open = try await pages(WirePull.self, "pulls?state=open", "pull requests").map(\.value)
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

  func openIssues(labelled label: String) async throws(ForgeFailure) -> [ForgeIssue] {
    try await issues("type=issues&", labelled: label)
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
