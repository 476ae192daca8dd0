import CLibGit2
import Glibc

extension Repository {
  /// The references that git takes for other objects' substitutes, `refs/replace/ID`, by name; 100 at most.
  public func substitutes() throws(GitError) -> [String] { try readSubstitutes(of: handle) }

  /// Whether `info/grafts` gives commits other parents than they have.
  ///
  /// Nothing here reads that file, but `git log` does.
  public var hasGrafts: Bool {
    var status = stat()
    return stat("\(commonDirectory)/info/grafts", &status) == 0 && status.st_size > 0
  }
}

private func readSubstitutes(of repository: borrowing Handle<RepositoryKind>) throws(GitError) -> [String] {
  let raw = repository.raw
  let references = try Handle<ReferenceIteratorKind> { git_reference_iterator_glob_new($0, raw, "refs/replace/*") }
  var names: [String] = []
  var name: UnsafePointer<CChar>?
  while names.count < 100, git_reference_next_name(&name, references.raw) == 0 {
    if let name { names.append(String(cString: name)) }
  }
  git_error_clear()
  return names.sorted()
}
