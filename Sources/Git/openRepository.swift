import CLibGit2

/// How far to look for a repository.
enum Search {
  /// At the path itself, or in its `.git`.
  case here
  /// There, and in every folder above.
  case upwards
}

/// Opens the repository at a path, and tells apart why it cannot be opened.
func openRepository(at path: String, search: Search) throws(GitError) -> Handle<RepositoryKind> {
  guard LibGit2.started else { throw .libgit2(code: -1, class: 0, message: "libgit2 does not start") }
  let flags: UInt32
  switch search {
  case .here: flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
  case .upwards: flags = 0
  }
  do {
    return try Handle { git_repository_open_ext($0, path, flags, nil) }
  } catch {
    throw openingFailure(error, path: path)
  }
}

private func openingFailure(_ error: GitError, path: String) -> GitError {
  guard case .libgit2(let code, _, let message) = error else { return error }
  if code == GIT_ENOTFOUND.rawValue { return .notARepository(path: path) }
  let unsupported = ["unsupported extension", "repository version", "object format"]
  guard unsupported.contains(where: message.contains) else { return error }
  return .unsupportedRepository(path: path, why: message)
}
