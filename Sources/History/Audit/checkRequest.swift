import Git
import Planner

extension LineAudit {
  /// Whether changes of documents came by a pull request that somebody else approved.
  mutating func checkRequest(_ commit: CommitFacts, _ documents: [String]) async throws(GitError) {
    let what =
      documents.count == 1 ? documents[0] : "\(documents[0]) and \(counted(documents.count - 1, "other document"))"
    guard let request = commit.origin.request else {
      guard let reason = commit.origin.reason else {
        find(.noPullRequest, commit, "it changes \(what)", at: documents[0])
        return
      }
      let kind: AuditException.Kind = reason.kind == .intake ? .intake : .emergency
      try await list(kind, commit, reason.text)
      return
    }
    if let before = arrivals[request] {
      find(
        .unknownRequest, commit, "#\(request) had come in already, with \(String("\(before)".prefix(12)))",
        at: documents[0])
      return
    }
    arrivals[request] = commit.id
    let recorded = recordedApprovals(of: request, since: commit)
    if recorded == nil, let next = nextResults[commit.id], let results = try await facts(of: next).results,
      !results.pullRequests.isEmpty
    {
      find(
        .unknownRequest, commit,
        "the results commit \(String("\(next)".prefix(12))) names its pull requests, and #\(request) is not among them",
        at: documents[0])
      return
    }
    // The run that applied it asked the forge; anybody may have written the commit's own message.
    let approvals = recorded ?? commit.origin.approvals.map { RecordedApproval($0) }
    let authors = try await authors(of: commit)
    let own = approvals.filter { approval in approval.isOwn || authors.contains { $0.isCalled(approval.name) } }
    if approvals.contains(where: { !own.contains($0) && !isOfAnotherHead($0, commit) }) { return }
    if !own.isEmpty {
      try await list(.ownApproval, commit, "#\(request), by \(own[0].name)")
    } else if recorded == nil, approvals.isEmpty {
      report.unchecked[.approval, default: 0] += 1
    } else {
      let but: String
      if !approvals.isEmpty {
        but = ", but for another head than the one that was merged"
      } else if !commit.origin.approvals.isEmpty {
        but = ", as far as the run knew that applied it; only the commit's own message says so"
      } else {
        but = ""
      }
      find(.notApproved, commit, "nobody approved #\(request)\(but); it changes \(what)", at: documents[0])
    }
  }

  /// Lists a change of documents as an exception, with the first approval that came afterwards.
  private mutating func list(
    _ kind: AuditException.Kind, _ commit: CommitFacts, _ reason: String
  ) async throws(GitError) {
    let (authors, place) = (try await authors(of: commit), positions[commit.id] ?? 0)
    let later = approving.last { other in
      (positions[other.id] ?? 0) < place && other.origin.approves.contains { "\(commit.id)".hasPrefix($0) }
        && !authors.contains { $0.isCalled(other.author.email) || $0.isCalled(other.author.name) }
    }
    let approval = later.map { AuditException.LaterApproval(commit: $0.id, by: $0.author, at: $0.at) }
    report.exceptions.append(AuditException(kind: kind, commit: commit, reason: reason, approval: approval))
  }

  /// What the results commits say that name a pull request, of those behind the commit: none before it can have applied it. Nil where there
  /// are none.
  private func recordedApprovals(of request: Int, since commit: CommitFacts) -> [RecordedApproval]? {
    let place = positions[commit.id] ?? 0
    let behind = (covering[request] ?? []).filter { (positions[$0.run] ?? 0) < place }
    return behind.isEmpty ? nil : behind.flatMap(\.approvals)
  }

  /// Whether something else was approved than what was merged.
  private func isOfAnotherHead(_ approval: RecordedApproval, _ commit: CommitFacts) -> Bool {
    if approval.isOfAnotherHead { return true }
    // Where a forge squashes before it merges, the merged commit is the forge's; these words mean that it did not.
    guard let head = approval.head, let merged = commit.parents.last, commit.parents.count == 2,
      commit.subject.hasPrefix("Merge pull request ")
    else { return false }
    return !"\(merged)".hasPrefix(head)
  }

  /// Who wrote what a merge brought; of other commits, their author.
  private func authors(of commit: CommitFacts) async throws(GitError) -> Set<Person> {
    guard commit.origin.isMerge else { return [commit.author] }
    var authors: Set<Person> = []
    for id in try await brought(by: commit) { authors.insert(try await facts(of: id).author) }
    return authors
  }
}
