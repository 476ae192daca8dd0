import CLibGit2

/// Compares the working tree with the commit that is checked out.
extension Repository {
  /// Whether the working tree is as in `HEAD` below a path; untracked and ignored files count as changes.
  public func difference(below path: String) throws(GitError) -> Difference {
    try findDifference(below: path, in: handle)
  }

  /// A file below a path that a sparse checkout leaves out of the working tree; nil where everything is there.
  public func leftOut(below path: String) throws(GitError) -> String? { try findLeftOut(below: path, in: handle) }

  /// Those of some files of a commit that the working tree has otherwise. One that is not there is none of them.
  public func edited(_ entries: [TreeEntry]) throws(GitError) -> [String] {
    try requireWorkTree(of: handle)
    let root = try Folder(workTreeOf: handle)
    let workTree = String(cString: git_repository_workdir(handle.raw))
    var edited: [String] = []
    for entry in entries where kind(of: entry.path, in: root.descriptor) == .file {
      var id = git_oid()
      // As it lies, first: to find out how git would convert it, libgit2 reads the whole index.
      if git_odb_hashfile(&id, workTree + entry.path, GIT_OBJECT_BLOB) == 0, ObjectID(id) == entry.id { continue }
      let code = git_repository_hashfile(&id, handle.raw, entry.path, GIT_OBJECT_BLOB, nil)
      guard code != GIT_ENOTFOUND.rawValue else { continue }
      try check(code)
      if ObjectID(id) != entry.id { edited.append(entry.path) }
    }
    return edited
  }

  /// The files below a path of the working tree that git changes on their way there, each with the attribute that says
  /// so. Those that are reported as changed are also checked against what is configured on this machine alone.
  public func filteredInWorkTree(
    _ files: [String], below path: String, changed: [String]
  ) throws(GitError) -> [String: String] {
    try findFilters(on: files, below: path, changed: changed, .workTree, in: handle)
  }

  /// The files below a path of a commit that git changes on their way to a working tree, each with the attribute that
  /// says so.
  public func filtered(_ files: [String], below path: String, at commit: ObjectID) throws(GitError) -> [String: String]
  {
    try findFilters(on: files, below: path, .commit(commit), in: handle)
  }

  /// The paths of submodules below a path, according to the index.
  public func submodules(below path: String) throws(GitError) -> [String] {
    try findSubmodules(below: path, in: handle)
  }

  /// Whether git tracks a file: it is in the index, or in `HEAD`.
  public func isTracked(_ path: String) throws(GitError) -> Bool { try Git.isTracked(path, in: handle) }

  /// Whether a file that is not tracked stays so by itself: some `.gitignore`, or `info/exclude`, names it.
  public func isIgnored(_ path: String) throws(GitError) -> Bool {
    var ignored: Int32 = 0
    try check(git_ignore_path_is_ignored(&ignored, handle.raw, path))
    return ignored == 1
  }
}

/// The paths of submodules below a folder, according to the index.
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

/// Whether a repository around it tracks the files of a git directory: then they are whatever somebody committed there.
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
