import CLibGit2

/// What two commits have at one path; nil where they have nothing.
struct Move {
  let path: String
  let old: FoundEntry?
  let new: FoundEntry?

  /// Whether one of the two commits has this object at the path.
  func names(_ id: ObjectID) -> Bool { id == old?.id || id == new?.id }
}

/// The paths below a path that differ between two commits; removals come first.
func findMoves(
  below path: String, from old: ObjectID, to new: ObjectID, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> [Move] {
  let raw = repository.raw
  let before = try readTree(of: old, in: repository)
  let after = try readTree(of: new, in: repository)
  var options = git_diff_options()
  try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
  options.flags = GIT_DIFF_DISABLE_PATHSPEC_MATCH.rawValue | GIT_DIFF_INCLUDE_TYPECHANGE.rawValue
  let diff = try withPathspec(normalised(path)) { (pathspec) throws(GitError) in
    options.pathspec = pathspec
    return try Handle<DiffKind> { git_diff_tree_to_tree($0, raw, before.raw, after.raw, &options) }
  }
  let moves = (0..<git_diff_num_deltas(diff.raw)).compactMap {
    git_diff_get_delta(diff.raw, $0).map { Move($0.pointee) }
  }
  return moves.filter { $0.new == nil } + moves.filter { $0.new != nil }
}

extension Move {
  fileprivate init(_ delta: git_diff_delta) {
    path = String(cString: delta.new_file.path)
    old = FoundEntry(delta.old_file)
    new = FoundEntry(delta.new_file)
  }
}

extension FoundEntry {
  fileprivate init?(_ file: git_diff_file) {
    guard file.mode != 0 else { return nil }
    id = ObjectID(file.id)
    mode = UInt32(file.mode)
  }
}
