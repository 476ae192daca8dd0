import Git
import Planner

extension LineAudit {
  /// Checks one commit of the line, whatever it is.
  mutating func check(_ line: LineCommit) async throws(GitError) {
    report.commits += 1
    guard let parent = line.parents.first, !line.isCutOff else { return }
    let commit = try await facts(of: line.id)
    // A results commit must change nothing else in the whole repository.
    let isClaimed = commit.results != nil
    let changes = try await history.repository.changes(
      from: parent, to: line.id, below: isClaimed ? "" : history.folder.path, budget: 2_000_000)
    let paths = try await history.files(changes, parent)
    let results = paths.filter { $0.hasPrefix(history.resultsPath + "/") || $0 == history.resultsPath }
    if let said = commit.results {
      report.resultsCommits += 1
      signed.append(line.id)
      try await checkResults(commit, said, parent, paths)
      try await checkChain(commit, said, parent)
    } else if !results.isEmpty {
      try await checkForeignResults(commit, parent, results)
    } else if let fault = commit.fault {
      find(.unreadableMessage, commit, "\(fault)")
    }
    let documents = paths.filter { history.order(at: $0) != nil || history.sharedPaths.contains($0) }
    if commit.results == nil, !documents.isEmpty {
      report.documentCommits += 1
      try await checkRequest(commit, documents)
    }
    for path in documents + results { try await checkWords(of: path, commit, parent) }
  }

  /// Results that a commit changes which is not apply's: right only where it merges commits of apply's.
  private mutating func checkForeignResults(
    _ commit: CommitFacts, _ parent: ObjectID, _ results: [String]
  ) async throws(GitError) {
    guard commit.parents.count == 2 else {
      let why = commit.fault.map { ": \($0)" } ?? ""
      for path in results.prefix(20) {
        find(.resultsByHand, commit, "its commit is not one of apply's\(why)", at: path)
      }
      return
    }
    let merged = commit.parents[1]
    for path in results {
      let (here, there) = (
        try await history.repository.entry(at: path, of: commit.id),
        try await history.repository.entry(at: path, of: merged)
      )
      if here != there { find(.resultsByHand, commit, "the merge has another result than either side", at: path) }
    }
    for id in try await history.search.brought(by: merged, without: parent) where checked.insert(id).inserted {
      let inner = try await facts(of: id)
      guard inner.parents.count == 1, let before = inner.parents.first else { continue }
      let changes = try await history.repository.changes(
        from: before, to: id, below: inner.results == nil ? history.resultsPath : "", budget: 2_000_000)
      let paths = try await history.files(changes, before)
      if let said = inner.results {
        signed.append(id)
        try await checkResults(inner, said, before, paths)
      } else {
        for path in paths.prefix(20) {
          find(.resultsByHand, inner, "its commit, which was merged, is not one of apply's", at: path)
        }
      }
    }
  }

  /// Whether the commit was made over the results that it says.
  private mutating func checkChain(_ commit: CommitFacts, _ said: ResultsCommit, _ parent: ObjectID)
    async throws(GitError)
  {
    let tree = try await history.repository.folder(at: history.resultsPath, of: parent)?.description
    if let named = said.previousResults {
      isChained = true
      if named != tree {
        find(
          .chainBroken, commit,
          "it was made over the results \(named.prefix(12)), and follows \(tree.map { String($0.prefix(12)) } ?? "none")"
        )
      }
    } else if isChained, tree != nil {
      find(.chainBroken, commit, "it does not name the results that it was made over, as those before it do")
    }
  }

  /// Whether changes of documents came by a pull request that somebody else approved.
  private mutating func checkRequest(_ commit: CommitFacts, _ documents: [String]) async throws(GitError) {
    let what =
      documents.count == 1 ? documents[0] : "\(documents[0]) and \(counted(documents.count - 1, "other document"))"
    guard let request = commit.origin.request else {
      guard let reason = commit.origin.reason else {
        find(.noPullRequest, commit, "it changes \(what)", at: documents[0])
        return
      }
      let kind: AuditException.Kind = reason.kind == .intake ? .intake : .emergency
      report.exceptions.append(AuditException(kind: kind, commit: commit, reason: reason.text))
      return
    }
    let covering = covering[request] ?? []
    var approvals = commit.origin.approvals.map { RecordedApproval($0) }
    for results in covering { approvals += results.results?.approvals(of: request) ?? [] }
    let authors = try await authors(of: commit)
    let own = approvals.filter { approval in approval.isOwn || authors.contains { $0.isCalled(approval.name) } }
    if approvals.contains(where: { !own.contains($0) && !$0.isOfAnotherHead }) { return }
    if !own.isEmpty {
      report.exceptions.append(
        AuditException(kind: .ownApproval, commit: commit, reason: "#\(request), by \(own[0].name)"))
    } else if !covering.isEmpty {
      let other = approvals.isEmpty ? "" : ", but for another head than the one that was merged"
      find(.notApproved, commit, "nobody approved #\(request)\(other); it changes \(what)", at: documents[0])
    } else if let next = nextResults[commit.id], let results = try await facts(of: next).results,
      !results.pullRequests.isEmpty
    {
      find(
        .unknownRequest, commit,
        "the results commit \(String("\(next)".prefix(12))) names its pull requests, and #\(request) is not among them",
        at: documents[0])
    } else {
      report.unchecked[.approval, default: 0] += 1
    }
  }

  /// Who wrote what a merge brought; of other commits, their author.
  private func authors(of commit: CommitFacts) async throws(GitError) -> Set<Person> {
    guard commit.origin.isMerge, let first = commit.parents.first, let merged = commit.parents.last else {
      return [commit.author]
    }
    var authors: Set<Person> = []
    for id in try await history.search.brought(by: merged, without: first) {
      let inner = try await history.repository.commit(id)
      authors.insert(Person(inner.author))
    }
    return authors
  }
}
