import CLibGit2

extension Repository {
  /// Whether a branch is checked out in any working tree: the repository's own, or one that `git worktree add` made. Whoever moved it from
  /// elsewhere would leave that working tree with files of the old commit.
  public func isCheckedOutAnywhere(_ branch: String) throws(GitError) -> Bool {
    guard try target(of: "refs/heads/\(branch)") != nil else { return false }
    let raw = handle.raw
    let found = try Handle<ReferenceKind> { git_reference_lookup($0, raw, "refs/heads/\(branch)") }
    return try check(git_branch_is_checked_out(found.raw)) == 1
  }
}

/// Whether `HEAD` stands for a branch, by its full name; in a bare repository, too.
func isCheckedOut(_ ref: String, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Bool {
  let raw = repository.raw
  let head = try Handle<ReferenceKind> { git_reference_lookup($0, raw, "HEAD") }
  return git_reference_symbolic_target(head.raw).map { String(cString: $0) } == ref
}
