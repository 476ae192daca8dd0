import CLibGit2
import Glibc

extension Repository {
  /// The hooks among these that `git` would run, because they are there and executable; sorted as given.
  ///
  /// Looked for where `core.hooksPath` says, or else in the repository itself.
  public func hooks(among names: [String]) throws(GitError) -> [String] {
    let folder = try hooksFolder()
    return names.filter { name in
      var status = stat()
      let path = "\(folder)/\(name)"
      return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
  }

  private func hooksFolder() throws(GitError) -> String {
    guard let configured = try readPath("core.hookspath") else {
      return withoutSlash(String(cString: git_repository_commondir(handle.raw))) + "/hooks"
    }
    // One that is not absolute begins where hooks run.
    guard !configured.hasPrefix("/") else { return configured }
    return (workTree ?? String(cString: git_repository_path(handle.raw))) + "/" + configured
  }

  /// A path of the configuration, with `~` for the user's own folder; nil where it is not set.
  private func readPath(_ name: String) throws(GitError) -> String? {
    let raw = handle.raw
    let config = try Handle<ConfigKind> { git_repository_config_snapshot($0, raw) }
    var path = git_buf()
    defer { git_buf_dispose(&path) }
    let code = git_config_get_path(&path, config.raw, name)
    guard code != GIT_ENOTFOUND.rawValue else {
      git_error_clear()
      return nil
    }
    try check(code)
    return path.ptr.map { String(cString: $0) }
  }
}
