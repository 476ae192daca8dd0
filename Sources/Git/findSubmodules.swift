import CLibGit2

/// Paths of submodules below a folder, as the index has them.
func findSubmodules(
  below folder: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [String] {
  let folder = try normalised(folder)
  let index = try openIndex(of: repository)
  return (0..<git_index_entrycount(index.raw)).compactMap { position in
    guard let entry = git_index_get_byindex(index.raw, position)?.pointee,
      entry.mode == GIT_FILEMODE_COMMIT.rawValue
    else { return nil }
    let path = String(cString: entry.path)
    return isBelow(folder, path) ? path : nil
  }
}
