/// Why no branch is chosen for the results.
public enum NoBranch: Sendable {
  /// `HEAD` is detached, and nothing says which branch the run is for.
  case detached
  /// The CI run is for a pull request, a merge queue or a tag.
  case noBranchOfRun
  /// The branch that is checked out has no upstream, and the CI run does not say that it is for that branch.
  case noUpstream(String)
  /// The CI run is for a branch that the remote does not have: it was deleted after its merge, or never was one.
  case notAtRemote(String)
}
