import CLibGit2

/// The commit that a revision names, tags peeled.
func resolve(
  _ revision: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> ObjectID {
  try requireNoNUL(in: revision)
  let raw = repository.raw
  do {
    let object = try Handle<ObjectKind> { git_revparse_single($0, raw, revision) }
    let commit = try Handle<ObjectKind> { git_object_peel($0, object.raw, GIT_OBJECT_COMMIT) }
    return ObjectID(git_object_id(commit.raw).pointee)
  } catch {
    guard case .libgit2(let code, _, let message) = error else { throw error }
    // What is no name is missing from no clone.
    let clone: GitError.Completeness = code == GIT_ENOTFOUND.rawValue ? completeness(of: repository) : .complete
    throw .unknownRevision(revision, clone, why: reason(code) ?? message)
  }
}

/// Why a text names no commit, where libgit2's own words tell only its own people.
private func reason(_ code: Int32) -> String? {
  switch code {
  case GIT_ENOTFOUND.rawValue: "no branch, tag or commit in this clone is called that"
  case GIT_EAMBIGUOUS.rawValue: "more than one object's id begins like that"
  case GIT_EPEEL.rawValue, GIT_EINVALIDSPEC.rawValue: "that is no name of a branch, tag or commit"
  default: nil
  }
}

/// C would read no further than a NUL, and so read another text than the one that was meant.
func requireNoNUL(in text: String) throws(GitError) {
  guard !text.utf8.contains(0) else { throw .invalid(text, why: "holds a NUL character") }
}
