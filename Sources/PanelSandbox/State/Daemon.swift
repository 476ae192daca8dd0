/// How the daemon of a node answers the panel, as told by the control endpoint.
struct Daemon: Sendable, Equatable {
  enum Mode: Sendable, Equatable {
    case well
    /// The connection is refused.
    case refuses
    /// It answers with this status.
    case answers(Int)
  }

  enum InstallEnding: String, Sendable {
    case success, fail, hold
  }

  var mode: Mode = .well
  /// The operations that ``mode`` and ``delay`` hold for; nil: all.
  var operations: Set<DaemonOperation>?
  /// Milliseconds until it answers.
  var delay = 0
  var install: InstallEnding = .success

  /// When the daemon's answer to an operation comes, and what it is.
  ///
  /// - Parameter patience: how many milliseconds the panel waits.
  func reaction(to operation: DaemonOperation, patience: Int) -> (after: Int, verdict: DaemonVerdict) {
    if let operations, !operations.contains(operation) { return (0, .accepted) }
    if delay >= patience { return (patience, .unreachable) }
    switch mode {
    case .well: return (delay, .accepted)
    case .refuses: return (delay, .unreachable)
    case .answers(let status): return (delay, .refused(status))
    }
  }
}

/// What the panel asks of a daemon. The first four can be told apart by the control endpoint.
enum DaemonOperation: String, Sendable {
  case create, sync, reinstall, delete
  case configure, deny, resources, power, command, files, backup
}

/// How a daemon answered.
enum DaemonVerdict: Sendable, Equatable {
  case accepted
  /// No connection, or no answer in time.
  case unreachable
  /// An answer with an error status.
  case refused(Int)
}
