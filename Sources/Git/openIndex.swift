import CLibGit2
import Glibc

/// The index as it is on disk now. Nothing is changed in memory, so that it is read again only where another one lies there, or none.
func openIndex(of repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Handle<IndexKind> {
  let raw = repository.raw
  let index = try Handle<IndexKind> { git_repository_index($0, raw) }
  let isThere = access(git_index_path(index.raw), F_OK) == 0
  try check(git_index_read(index.raw, isThere ? 0 : 1))
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

/// Makes a pathspec of one path for the body; the empty path makes an empty one, which is everything.
func withPathspec<Result: ~Copyable>(
  _ path: String, _ body: (git_strarray) throws(GitError) -> Result
) throws(GitError) -> Result {
  guard !path.isEmpty else { return try body(git_strarray()) }
  let copy = strdup(path)
  defer { free(copy) }
  let pointer = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: 1)
  defer { pointer.deallocate() }
  pointer.initialize(to: copy)
  return try body(git_strarray(strings: pointer, count: 1))
}
