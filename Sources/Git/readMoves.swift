import CLibGit2

/// One move of a branch, according to its reflog.
public struct BranchMove: Hashable, Sendable {
  /// Nil where the branch was created.
  public let from: ObjectID?
  public let to: ObjectID
  public let reason: String
}

extension Repository {
  /// The last moves of a branch according to its reflog, the newest first; none where there is no reflog.
  public func moves(of branch: String, limit: Int) throws(GitError) -> [BranchMove] {
    try readMoves(of: branch, limit: limit, in: handle)
  }
}

/// The last moves of a branch, the newest first; none where there is no reflog.
func readMoves(
  of branch: String, limit: Int, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [BranchMove] {
  try readMoves(ofRef: "refs/heads/\(branch)", limit: limit, in: repository)
}

/// The last moves of a reference by its full name.
func readMoves(
  ofRef ref: String, limit: Int, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [BranchMove] {
  try requireNoNUL(in: ref)
  let raw = repository.raw
  let log = try Handle<ReflogKind> { git_reflog_read($0, raw, ref) }
  return (0..<min(limit, git_reflog_entrycount(log.raw))).compactMap { index in
    guard let entry = git_reflog_entry_byindex(log.raw, index),
      let old = git_reflog_entry_id_old(entry), let new = git_reflog_entry_id_new(entry)
    else { return nil }
    return BranchMove(
      from: git_oid_is_zero(old) == 1 ? nil : ObjectID(old.pointee), to: ObjectID(new.pointee),
      reason: git_reflog_entry_message(entry).map { String(cString: $0) } ?? "")
  }
}
