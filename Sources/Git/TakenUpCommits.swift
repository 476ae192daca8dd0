/// The commits that a branch took up one after the other, each with everything that it brought, the newest first.
public struct TakenUpCommits: Hashable, Sendable {
  /// Those that are not reachable from the other commit.
  public let commits: [Commit]
  /// Whether there may be more: the limit was reached, or the history that is here ends.
  public let isCutOff: Bool
}

/// The commits along the first parents of `tip` that `old` does not have; all of them where that is nil.
private func readCommits(
  takenUpBy tip: ObjectID, since old: ObjectID?, limit: Int, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> TakenUpCommits {
  let known: Set<ObjectID> = if let old { try ancestors(of: old, in: repository) } else { [] }
  let boundary = try readShallowBoundary(of: repository)
  var commits: [Commit] = []
  var next: ObjectID? = tip
  while let id = next, !known.contains(id) {
    guard commits.count < limit else { return TakenUpCommits(commits: commits, isCutOff: true) }
    let commit = try readCommit(id, in: repository)
    commits.append(commit)
    if boundary.contains(id) { return TakenUpCommits(commits: commits, isCutOff: !commit.parents.isEmpty) }
    next = commit.parents.first
  }
  return TakenUpCommits(commits: commits, isCutOff: false)
}

/// A commit and everything before it that is here.
private func ancestors(
  of commit: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Set<ObjectID> {
  var history = try CommitWalk(of: repository)
  var found: Set<ObjectID> = []
  history.visit(try history.read(commit, in: repository))
  while let step = history.next() {
    found.insert(step.id)
    for parent in step.parents { history.visit(try history.read(parent, in: repository)) }
  }
  return found
}

extension Repository {
  /// The commits along the first parents of `tip` that are not reachable from `old`, whole; all where that is nil.
  ///
  /// - Parameter limit: how many to read at most.
  public func commitsTakenUp(
    by tip: ObjectID, since old: ObjectID?, limit: Int
  ) throws(GitError) -> TakenUpCommits {
    try readCommits(takenUpBy: tip, since: old, limit: limit, in: handle)
  }
}
