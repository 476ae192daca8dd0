public import Git

/// Where a run has its lock.
public enum LockPlace: Sendable {
  /// At the remote that the results go to: it decides between machines.
  case held(Remote)
  /// Results stay in this clone, and nothing is written to the remote: its lock is respected, but not taken.
  case lookedAt(Remote)
  /// There is no remote.
  case here
}
