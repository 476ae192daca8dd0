import CLibGit2

/// A commit as it is recorded, without its files.
public struct Commit: Hashable, Sendable {
  /// The commit's id.
  public let id: ObjectID
  /// The commits that it follows; a shallow clone may not have them.
  public let parents: [ObjectID]
  /// Who made the change, and when.
  public let author: Signature
  /// Who wrote the commit, and when.
  public let committer: Signature
  /// Subject, body and trailers.
  public let message: String

  /// The `Key: value` lines at the message's end.
  public var trailers: [Trailer] { Git.trailers(of: message) }
}

/// Reads a commit.
func readCommit(_ id: ObjectID, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Commit {
  let commit = try lookUpCommit(id, in: repository)
  return Commit(
    id: id, parents: recordedParents(of: commit), author: Signature(git_commit_author(commit.raw).pointee),
    committer: Signature(git_commit_committer(commit.raw).pointee),
    message: String(cString: git_commit_message(commit.raw)))
}

/// The parents that a commit names.
func recordedParents(of commit: borrowing Handle<CommitKind>) -> [ObjectID] {
  let raw = commit.raw
  return (0..<git_commit_parentcount(raw)).map { ObjectID(git_commit_parent_id(raw, $0).pointee) }
}

extension Signature {
  fileprivate init(_ raw: git_signature) {
    self.init(
      name: String(cString: raw.name), email: String(cString: raw.email), time: raw.when.time,
      offset: Int(raw.when.offset))
  }
}
