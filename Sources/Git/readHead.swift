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
