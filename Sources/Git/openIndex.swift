import CLibGit2

/// The index as it is on disk now.
func openIndex(of repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Handle<IndexKind> {
  let raw = repository.raw
  let index = try Handle<IndexKind> { git_repository_index($0, raw) }
  try check(git_index_read(index.raw, 1))
  return index
}

/// A bare repository has neither index nor working tree.
func requireWorkTree(of repository: borrowing Handle<RepositoryKind>) throws(GitError) {
  guard git_repository_is_bare(repository.raw) == 0 else {
    throw .noWorkTree(gitDirectory: String(cString: git_repository_path(repository.raw)))
  }
}

/// Whether git tracks a file: it is in the index, or in `HEAD`.
func isTracked(_ path: String, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Bool {
  let path = try normalised(path)
  if git_repository_is_bare(repository.raw) == 0 {
    var position = 0
    let index = try openIndex(of: repository)
    if git_index_find(&position, index.raw, path) == 0 { return true }
  }
  guard let head = try readHead(of: repository).commit, !path.isEmpty else { return false }
  return try entry(at: path, in: readTree(of: head, in: repository), repository) != nil
}
