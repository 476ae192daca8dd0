import CLibGit2

/// The library itself: started once in a process, never stopped.
enum LibGit2 {
  /// Evaluated by the first repository that is opened.
  static let started: Bool = {
    guard git_libgit2_init() > 0 else { return false }
    // A commit that was reported must survive a power cut.
    bf_git_opts_enable_fsync(1)
    // libgit2 knows neither `safe.directory=*` nor git's environment: `requireTrust` asks git itself instead.
    bf_git_opts_set_owner_validation(0)
    // A partial clone reads as any other; what it lacks is told as a missing object. A configuration of the worktree's own is what a
    // sparse checkout makes, and holds nothing that is read here.
    bf_git_opts_allow_extensions("partialclone", "worktreeconfig")
    return true
  }()
}
