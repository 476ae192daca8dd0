import CLibGit2

/// What became of merging two commits in memory.
public enum Merge: Sendable {
  /// The merge is a commit that follows the base first and the head second. `repository` has it, and everything that the one on disk has;
  /// what is written through it stays in memory. The `git` program, which it starts for nothing but remotes and signatures, sees no merge.
  case clean(commit: ObjectID, repository: Repository)
  /// Both sides change the same lines or files; the paths, sorted.
  case conflict(paths: [String])
}

extension Repository {
  /// Merges a commit into another in memory. Nothing is written to the repository.
  ///
  /// - Parameter time: the merge's, in seconds since 1970-01-01T00:00:00Z.
  public func merge(_ head: ObjectID, into base: ObjectID, at time: Int64) throws(GitError) -> Merge {
    try mergeCommits(head, into: base, at: time, in: gitDirectory)
  }
}

/// Merges commits as forges do: renames are found, and where there are several common ancestors, these are merged first.
///
/// The repository is opened once more, and keeps its new objects in memory. As the merge is a commit there, everything that reads commits
/// reads it, attributes included: its history is the base's, which its first parent is.
func mergeCommits(
  _ head: ObjectID, into base: ObjectID, at time: Int64, in gitDirectory: String
) throws(GitError) -> Merge {
  let repository = try openRepository(at: gitDirectory, search: .here)
  let raw = repository.raw
  let database = try Handle<DatabaseKind> { git_repository_odb($0, raw) }
  let memory = try writeToMemory(database)
  let index = try mergedIndex(of: base, and: head, in: repository)
  let paths = try conflicts(in: index)
  guard paths.isEmpty else { return .conflict(paths: paths) }
  var tree = git_oid()
  try check(git_index_write_tree_to(&tree, index.raw, raw))
  let draft = CommitDraft(
    parent: base, merging: head, changes: [:], message: "Merge \(head) into \(base)\n",
    author: Signature(name: "merge", email: "merge@localhost", time: time))
  let bytes = try commitBytes(draft, tree: ObjectID(tree), in: repository)
  var id = git_oid()
  try check(git_odb_write(&id, database.raw, bytes, bytes.count, GIT_OBJECT_COMMIT))
  let objects = try objectsInMemory(of: ObjectID(id), memory, in: repository)
  return .clean(
    commit: ObjectID(id), repository: try Repository(at: gitDirectory, search: .here, having: objects))
}

private func mergedIndex(
  of base: ObjectID, and head: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Handle<IndexKind> {
  let raw = repository.raw
  let isShallow = git_repository_is_shallow(raw) == 1
  guard let ancestor = try commonAncestor(of: base, and: head, limit: .max, in: repository) else {
    throw .noCommonAncestor(base, head, isShallow ? .shallow : .complete)
  }
  var options = git_merge_options()
  try check(git_merge_options_init(&options, UInt32(GIT_MERGE_OPTIONS_VERSION)))
  options.flags |= GIT_MERGE_FIND_RENAMES.rawValue | GIT_MERGE_SKIP_REUC.rawValue
  do {
    guard isShallow else {
      let ours = try lookUpCommit(base, in: repository)
      let theirs = try lookUpCommit(head, in: repository)
      let (our, their) = (ours.raw, theirs.raw)
      return try Handle<IndexKind> { git_merge_commits($0, raw, our, their, &options) }
    }
    // libgit2 would look for ancestors beyond the end of a shallow clone.
    let old = try readTree(of: ancestor, in: repository)
    let ours = try readTree(of: base, in: repository)
    let theirs = try readTree(of: head, in: repository)
    let (before, our, their) = (old.raw, ours.raw, theirs.raw)
    return try Handle<IndexKind> { git_merge_trees($0, raw, before, our, their, &options) }
  } catch {
    guard case .libgit2(GIT_ENOTFOUND.rawValue, _, let message) = error, let id = objectID(namedIn: message) else {
      throw error
    }
    throw .missingObject(id, completeness(of: repository))
  }
}

/// libgit2 names what it does not find: `object not found - no match for id (4f2c…)`.
private func objectID(namedIn message: String) -> ObjectID? {
  message.split { !$0.isHexDigit }.lazy.compactMap { ObjectID($0) }.first
}

/// The paths that both sides changed, whatever they are called on either, sorted.
private func conflicts(in index: borrowing Handle<IndexKind>) throws(GitError) -> [String] {
  guard git_index_has_conflicts(index.raw) == 1 else { return [] }
  let raw = index.raw
  let iterator = try Handle<ConflictIteratorKind> { git_index_conflict_iterator_new($0, raw) }
  var paths: Set<String> = []
  while true {
    var (old, ours, theirs):
      (UnsafePointer<git_index_entry>?, UnsafePointer<git_index_entry>?, UnsafePointer<git_index_entry>?)
    let code = git_index_conflict_next(&old, &ours, &theirs, iterator.raw)
    if code == GIT_ITEROVER.rawValue { return paths.sorted() }
    try check(code)
    for entry in [old, ours, theirs] {
      if let entry { paths.insert(String(cString: entry.pointee.path)) }
    }
  }
}
