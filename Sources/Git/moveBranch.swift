import CLibGit2

/// Moves a branch if it stands where it is expected, or makes it if it is expected not to be there.
func moveBranch(
  _ name: String, from old: ObjectID?, to new: ObjectID, because reason: String,
  in repository: borrowing Handle<RepositoryKind>
) throws(GitError) {
  try requireNoNUL(in: name)
  let ref = "refs/heads/\(name)"
  let raw = repository.raw
  var to = new.raw
  do {
    if let old {
      var from = old.raw
      _ = try Handle<ReferenceKind> { git_reference_create_matching($0, raw, ref, &to, 1, &from, reason) }
    } else {
      _ = try Handle<ReferenceKind> { git_reference_create($0, raw, ref, &to, 0, reason) }
    }
  } catch {
    throw movingFailure(error, branch: name, expected: old)
  }
}

private func movingFailure(_ error: GitError, branch: String, expected: ObjectID?) -> GitError {
  guard case .libgit2(let code, _, let message) = error else { return error }
  switch (git_error_code(code), expected) {
  case (GIT_EMODIFIED, _), (GIT_EEXISTS, nil), (GIT_ENOTFOUND, .some): return .moved(branch: branch)
  case (GIT_EINVALIDSPEC, _): return .invalid(branch, why: message)
  default: return error
  }
}
