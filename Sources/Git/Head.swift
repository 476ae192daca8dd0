import CLibGit2

/// Reads where the repository stands.
func readHead(of repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Head {
  let raw = repository.raw
  let head = try Handle<ReferenceKind> { git_reference_lookup($0, raw, "HEAD") }
  guard let target = git_reference_symbolic_target(head.raw) else {
    return .detached(try resolve("HEAD", in: repository))
  }
  let name = branchName(of: String(cString: target))
  guard let commit = try readReference(String(cString: target), in: repository) else { return .unborn(branch: name) }
  return .branch(name, commit)
}

/// What a reference points at, through symbolic ones; nil where there is none.
func readReference(_ name: String, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> ObjectID? {
  var id = git_oid()
  let code = git_reference_name_to_id(&id, repository.raw, name)
  guard code != GIT_ENOTFOUND.rawValue else { return nil }
  try check(code)
  return ObjectID(id)
}

/// `refs/heads/main` as `main`; anything else as it is.
func branchName(of ref: String) -> String {
  let prefix = "refs/heads/"
  return ref.hasPrefix(prefix) ? String(ref.dropFirst(prefix.count)) : ref
}

/// Where a repository stands.
public enum Head: Hashable, Sendable {
  /// On a branch with commits; the name is short (`main`).
  case branch(String, ObjectID)
  /// On a branch that has no commit yet.
  case unborn(branch: String)
  /// On a commit but on no branch, as continuous integration checks out.
  case detached(ObjectID)

  /// The commit, where there is one.
  public var commit: ObjectID? {
    switch self {
    case .branch(_, let commit), .detached(let commit): commit
    case .unborn: nil
    }
  }

  /// The branch, where there is one.
  public var branch: String? {
    switch self {
    case .branch(let name, _), .unborn(let name): name
    case .detached: nil
    }
  }
}
