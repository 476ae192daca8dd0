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

/// The names of the configured remotes.
func readRemotes(of repository: borrowing Handle<RepositoryKind>) throws(GitError) -> [String] {
  var list = git_strarray()
  try check(git_remote_list(&list, repository.raw))
  defer { git_strarray_dispose(&list) }
  return UnsafeBufferPointer(start: list.strings, count: list.count).compactMap { $0.map { String(cString: $0) } }
}

/// A branch of a remote.
public struct Upstream: Hashable, Sendable {
  /// The remote's name (`origin`); git allows a URL here, too.
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
