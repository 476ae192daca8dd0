import Git

/// Results of earlier runs that a protected branch did not take, and that wait on a branch beside it.
///
/// The next run builds on both: it would otherwise not know what was recorded, would make vanished servers again, and would begin each
/// termination's grace anew. What it pushes follows both, so that no branch is ever rewritten.
struct WaitingResults: Sendable {
  let commit: ObjectID
  let remote: Remote
  let branch: ResultsBranch
  let repository: Repository
  let workspace: Workspace
  let signer: Signer?

  init(
    at commit: ObjectID, remote: Remote, branch: ResultsBranch, repository: Repository, workspace: Workspace,
    signer: Signer?
  ) {
    self.commit = commit
    self.remote = remote
    self.branch = branch
    self.repository = repository
    self.workspace = workspace
    self.signer = signer
  }

  /// A commit that merges them into a branch's tip; nil where the tip has them.
  func merged(into tip: ObjectID) async throws(ApplyFailure) -> ObjectID? {
    guard try await !isPart(of: tip) else { return nil }
    guard let start = try await start(beside: tip) else { return nil }
    let changes = try await changes(since: start, beside: tip)
    return try await attempt { () throws(GitError) in
      let last = try await repository.commit(commit).author
      let here = try await repository.commit(tip).committer
      let who = Signature(name: last.name, email: last.email, time: max(last.time, here.time))
      let draft = CommitDraft(
        parent: tip, merging: commit, changes: changes,
        message: "apply: results that waited on \(ResultsBranch.fallbackName) are merged\n", author: who)
      guard case .made(let merge) = try await repository.write(draft, signedBy: signer) else { return nil }
      return merge
    }
  }

  private func isPart(of tip: ObjectID) async throws(ApplyFailure) -> Bool {
    try await attempt { () throws(GitError) in try await repository.isAncestor(commit, of: tip) }
  }

  /// Where they left the branch; nil where the branch turns out to have them.
  private func start(beside tip: ObjectID) async throws(ApplyFailure) -> ObjectID? {
    let start = try await attempt { () throws(GitError) in
      try await repository.commonAncestor(of: tip, and: commit)
    }
    if let start { return start }
    guard await repository.isShallow else { throw .waitingResults(.unrelated) }
    // A clone that was cut off cannot tell.
    return try await attempt { () throws(GitError) in
      try await remote.unshallow(branch.ref)
      if try await repository.isAncestor(commit, of: tip) { return nil }
      return try await repository.commonAncestor(of: tip, and: commit)
    }
  }

  /// What they changed. A file of results that the branch has changed as well stays as the branch has it, which is newer.
  private func changes(
    since start: ObjectID, beside tip: ObjectID
  ) async throws(ApplyFailure) -> [String: CommitDraft.Change] {
    let (old, mine, theirs) = try await attempt { () throws(GitError) in
      (try await files(at: start), try await files(at: tip), try await files(at: commit))
    }
    var changes: [String: CommitDraft.Change] = [:]
    for path in Set(old.keys).union(theirs.keys) where old[path] != theirs[path] && mine[path] != theirs[path] {
      if path.hasPrefix(workspace.resultsPath + "/") {
        guard mine[path] == old[path] else { continue }
      } else if path.hasPrefix(workspace.fleetPath + "/") || mine[path] != old[path] {
        throw .waitingResults(.otherChanges(path))
      }
      changes[path] = theirs[path].map { .place($0) } ?? .delete
    }
    return changes
  }

  private func files(at commit: ObjectID) async throws(GitError) -> [String: ObjectID] {
    let entries = try await repository.entries(at: commit, below: "")
    return Dictionary(uniqueKeysWithValues: entries.map { ($0.path, $0.id) })
  }
}
