import HTTP

/// GitHub and GitHub Enterprise Server, by the REST API of version 2022-11-28.
struct GitHub: GitHubShape {
  let connection: ForgeConnection
  let repository: String
  let pageSize = "per_page=100"

  var kind: ForgeKind { .gitHub }

  init(_ connection: ForgeConnection, owner: String, name: String) {
    self.connection = connection
    repository = Self.path(owner, name)
  }

  /// Only the first commits of a rebased pull request are not its `merge_commit_sha`; the list by commit has them as well.
  func pullRequests(mergedAs commit: String, into branch: String) async throws(ForgeFailure) -> [PullRequest] {
    try await pages(WirePull.self, "commits/\(percentEncoded(commit))/pulls", "commit \(commit)").map(\.value)
      .filter { $0.state == .merged && $0.baseBranch == branch }
  }

  func recentPullRequests(into branch: String) async throws(ForgeFailure) -> [PullRequest] {
    try await connection.value(
      [WirePull].self,
      of: .get(
        "\(repository)/pulls?state=all&base=\(percentEncoded(branch))&sort=updated&direction=desc&per_page=50",
        "pull requests")
    ).map(\.value)
  }

  func open(_ draft: PullRequestDraft) async throws(ForgeFailure) -> PullRequest {
    do throws(ForgeFailure) {
      return try await create(draft)
    } catch {
      // 422 for one that is open already, too.
      let owner = repository.split(separator: "/")[1]
      let head = "\(owner):\(percentEncoded(draft.head))"
      let there = try? await pages(
        WirePull.self, "pulls?state=open&head=\(head)&base=\(percentEncoded(draft.base))", "branch \(draft.head)")
      guard let first = there?.first else { throw error }
      return first.value
    }
  }

  func comments(on request: Int) async throws(ForgeFailure) -> [ForgeComment] {
    try await pages(WireComment.self, "issues/\(request)/comments", "pull request \(request)").map(\.value)
  }

  func openIssues(labelled label: String) async throws(ForgeFailure) -> [ForgeIssue] {
    try await issues("", labelled: label)
  }

  func open(_ draft: IssueDraft) async throws(ForgeFailure) -> ForgeIssue {
    struct Body: Encodable {
      let title, body: String
      let labels: [String]
    }
    return try await connection.value(
      WireIssue.self,
      of: .send(
        .post, "\(repository)/issues", Body(title: draft.title, body: draft.body, labels: [draft.label]), "issues",
        needs: .issues)
    ).value
  }

  /// Only an administrator's token sees the rules of an older kind of protection; every token sees whether there is one, and all rulesets.
  func protection(of branch: String) async throws(ForgeFailure) -> BranchProtection {
    let path = "\(repository)/branches/\(percentEncoded(branch))"
    guard
      let found = try await connection.valueIfThere(WireBranch.self, of: .get(path, "branch \(branch)"))
    else { return .unknown(why: "the forge has no branch \(branch)") }
    let rulesets = try await rules(of: branch)
    guard found.protected else { return rulesets.isEmpty ? .unprotected : .protected(combined(rulesets)) }
    do throws(ForgeFailure) {
      let rules = try await connection.value(
        WireProtection.self, of: .get("\(path)/protection", "protection of \(branch)"))
      return .protected(rulesets.isEmpty ? rules.value : rules.value.and(combined(rulesets)))
    } catch .permissionMissing, .notFound {
      return .protected(rulesets.isEmpty ? .unseen : combined(rulesets))
    } catch {
      throw error
    }
  }

  /// The rules of all rulesets for a branch that say something of pushes or merges; none where the server knows no rulesets.
  private func rules(of branch: String) async throws(ForgeFailure) -> [WireRule] {
    let path = "\(repository)/rules/branches/\(percentEncoded(branch))?\(pageSize)"
    do throws(ForgeFailure) {
      return try await connection.pages(WireRule.self, of: .get(path, "rules of \(branch)")).filter(\.isProtection)
    } catch .permissionMissing, .notFound {
      return []
    } catch {
      throw error
    }
  }
}

/// What GitHub's refusals mean where they differ from what a status says everywhere.
@Sendable func readGitHubFailure(_ response: HTTPResponse, to request: ForgeRequest) -> ForgeFailure? {
  let said = message(of: response).lowercased()
  switch response.status {
  case 403 where said.contains("archived"): return .archived
  case 410: return .switchedOff("issues")
  case 422 where said.contains("too long"): return .tooLong
  case 422 where said.contains("not a fast forward"): return .stale
  default: return nil
  }
}
