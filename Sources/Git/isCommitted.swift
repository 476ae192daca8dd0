import CLibGit2

/// Whether the files of a git directory are tracked by a repository around it: then they are whatever somebody committed there.
func isCommitted(_ directory: String) -> Bool {
  let parts = directory.split(separator: "/")
  guard !parts.contains(".git") else { return false }
  do {
    let outer = try openRepository(at: "/" + parts.dropLast().joined(separator: "/"), search: .upwards)
    guard let tree = git_repository_workdir(outer.raw).map({ String(cString: $0) }), directory.hasPrefix(tree) else {
      return false
    }
    return try isTracked("\(directory.dropFirst(tree.count))/HEAD", in: outer)
  } catch {
    return false
  }
}
