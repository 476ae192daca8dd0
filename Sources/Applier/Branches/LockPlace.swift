public import Git

/// Where a run's lock is.
public enum LockPlace: Sendable {
  /// At the remote that the results go to: it decides between machines.
  case held(Remote)
  /// Results stay here, and nothing is written to the remote: its lock is respected, and not taken.
  case lookedAt(Remote)
  /// There is no remote.
  case here
}
