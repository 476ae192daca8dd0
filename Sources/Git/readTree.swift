import CLibGit2

/// An entry of a tree: a folder, or something with a kind.
struct FoundEntry: Hashable {
  let id: ObjectID
  let mode: UInt32

  init(id: ObjectID, mode: UInt32) {
    self.id = id
    self.mode = mode
  }

  init(_ entry: OpaquePointer) {
    id = ObjectID(git_tree_entry_id(entry).pointee)
    mode = UInt32(git_tree_entry_filemode(entry).rawValue)
  }

  var isFile: Bool { kind == .file || kind == .executable }

  /// Nil for a folder.
  var kind: TreeEntry.Kind? {
    switch mode {
    case UInt32(GIT_FILEMODE_TREE.rawValue): nil
    case UInt32(GIT_FILEMODE_BLOB_EXECUTABLE.rawValue): .executable
    case UInt32(GIT_FILEMODE_LINK.rawValue): .symlink
    case UInt32(GIT_FILEMODE_COMMIT.rawValue): .submodule
    default: .file
    }
  }
}

/// The root tree of a commit.
func readTree(
  of commit: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Handle<TreeKind> {
  let commit = try lookUpCommit(commit, in: repository)
  return try lookUpTree(ObjectID(git_commit_tree_id(commit.raw).pointee), in: repository)
}

/// Looks a commit up by its id.
func lookUpCommit(
  _ id: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Handle<CommitKind> {
  let raw = repository.raw
  var oid = id.raw
  do {
    return try Handle { git_commit_lookup($0, raw, &oid) }
  } catch {
    throw lookUpFailure(error, id, in: repository)
  }
}

/// Looks a tree up by its id.
func lookUpTree(
  _ id: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Handle<TreeKind> {
  let raw = repository.raw
  var oid = id.raw
  do {
    return try Handle { git_tree_lookup($0, raw, &oid) }
  } catch {
    throw lookUpFailure(error, id, in: repository)
  }
}

/// The entry at a path of one or more folders; nil where there is none.
///
/// Walked by hand: libgit2's own function also says "not found" for a folder whose tree is missing, and what could not
/// be read must never look like something that does not exist.
func entry(
  at path: String, in root: borrowing Handle<TreeKind>, _ repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> FoundEntry? {
  var parts = try pathComponents(of: path)[...]
  var found = entry(named: parts.removeFirst(), in: root)
  while let name = parts.popFirst() {
    guard let folder = found, folder.kind == nil else { return nil }
    found = entry(named: name, in: try lookUpTree(folder.id, in: repository))
  }
  return found
}

/// The entry of a name in one tree; nil where there is none.
func entry(named name: String, in tree: borrowing Handle<TreeKind>) -> FoundEntry? {
  git_tree_entry_byname(tree.raw, name).map(FoundEntry.init)
}

/// A path inside a repository without slashes at its ends; empty is the root. Refuses anything that could lead outside.
func normalised(_ path: String) throws(GitError) -> String {
  var text = path[...]
  while text.hasSuffix("/") { text = text.dropLast() }
  guard !text.isEmpty else {
    guard path.isEmpty else { throw .invalid(path, why: "is not a path inside a repository") }
    return ""
  }
  _ = try pathComponents(of: String(text))
  return String(text)
}

/// The parts of a path that git may hold: none empty, `.`, `..` or `.git`, and no NUL.
func pathComponents(of path: String) throws(GitError) -> [String] {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  for part in parts where part.isEmpty || part == "." || part == ".." || part.lowercased() == ".git" {
    throw .invalid(path, why: "is not a path inside a repository")
  }
  try requireNoNUL(in: path)
  return parts
}
