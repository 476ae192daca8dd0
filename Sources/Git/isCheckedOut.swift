import CLibGit2

/// Whether `HEAD` stands for a branch, by its full name; in a bare repository, too.
func isCheckedOut(_ ref: String, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> Bool {
  let raw = repository.raw
  let head = try Handle<ReferenceKind> { git_reference_lookup($0, raw, "HEAD") }
  return git_reference_symbolic_target(head.raw).map { String(cString: $0) } == ref
}
