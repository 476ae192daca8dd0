/// Why a step with a remote failed, from what git says in English (`LC_ALL=C`).
func classify(_ answer: GitAnswer) -> GitError.RemoteFailure {
  for (signs, failure) in remoteSigns where signs.contains(where: answer.stderr.contains) { return failure }
  return .other(status: answer.status)
}

/// The most specific first: git adds "could not read from remote repository" to nearly everything.
private let remoteSigns: [([String], GitError.RemoteFailure)] = [
  (["does not appear to be a git repository", "epository not found", "' not found", "No such remote"], .noSuchRemote),
  (
    [
      "Authentication failed", "could not read Username", "could not read Password", "Permission denied",
      "returned error: 401", "returned error: 403", "Host key verification failed", "terminal prompts disabled",
    ], .accessDenied
  ),
  (
    [
      "Could not resolve host", "Connection refused", "Connection timed out", "Connection reset", "unable to access",
      "Failed to connect", "Network is unreachable", "No route to host", "early EOF", "hung up unexpectedly",
      "unexpected disconnect", "RPC failed", "remote failed to report status", "Could not read from remote repository",
    ], .unreachable
  ),
]
