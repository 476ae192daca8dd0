import CLibGit2

/// A configuration value, from the repository's own file, the user's or the system's; nil where it is not set.
func readConfig(_ name: String, in repository: borrowing Handle<RepositoryKind>) throws(GitError) -> String? {
  try requireNoNUL(in: name)
  let raw = repository.raw
  let config = try Handle<ConfigKind> { git_repository_config_snapshot($0, raw) }
  var value: UnsafePointer<CChar>?
  let code = git_config_get_string(&value, config.raw, name)
  guard code != GIT_ENOTFOUND.rawValue else {
    git_error_clear()
    return nil
  }
  try check(code)
  return value.map { String(cString: $0) }
}

/// The names of all values that are set, as git writes them: section and last part in lower case.
///
/// The caller filters them: libgit2's own search by pattern leaks 20 kB for every name that does not match.
func readConfigNames(of repository: borrowing Handle<RepositoryKind>) throws(GitError) -> [String] {
  let raw = repository.raw
  let config = try Handle<ConfigKind> { git_repository_config_snapshot($0, raw) }
  let iterator = try Handle<ConfigIteratorKind> { git_config_iterator_new($0, config.raw) }
  var names: [String] = []
  var entry: UnsafeMutablePointer<git_config_entry>?
  while true {
    let code = git_config_next(&entry, iterator.raw)
    guard code != GIT_ITEROVER.rawValue, let entry else { return names }
    try check(code)
    names.append(String(cString: entry.pointee.name))
  }
}

/// The names of the configured remotes, sorted.
func readRemotes(of repository: borrowing Handle<RepositoryKind>) throws(GitError) -> [String] {
  let names = try readConfigNames(of: repository).filter { $0.hasPrefix("remote.") && $0.hasSuffix(".url") }
  return Set(names.map { String($0.dropFirst("remote.".count).dropLast(".url".count)) }).sorted()
}

/// A branch of a remote.
public struct Upstream: Hashable, Sendable {
  /// The remote's name (`origin`); git allows a URL, too.
  public let remote: String
  /// The branch's short name there (`main`).
  public let branch: String
}

/// Where a local branch is pulled from; nil where nothing is configured, or only another local branch.
func readUpstream(
  of branch: String, in repository: borrowing Handle<RepositoryKind>
) throws(GitError) -> Upstream? {
  guard let remote = try readConfig("branch.\(branch).remote", in: repository), remote != ".",
    let ref = try readConfig("branch.\(branch).merge", in: repository), ref.hasPrefix("refs/heads/")
  else { return nil }
  return Upstream(remote: remote, branch: branchName(of: ref))
}
