import ArgumentParser

/// How the program ends, for scripts. The first that is true counts, in this order.
enum ExitStatus: Int32, Comparable {
  /// Panel, git remote or key refused; nothing was done.
  case unreachable = 5
  /// Refused before any change: a safety limit, `HEAD` behind, a lock that another run holds.
  case refused = 4
  /// Something was done, and something failed, is unknown, went stale, could not be pushed or was interrupted.
  case incomplete = 3
  /// Documents have errors, or the command could not do its work.
  case faulty = 1
  /// `plan --detailed-exitcode`: there are changes.
  case changes = 2
  case done = 0

  static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .done: 0
    case .changes: 1
    case .faulty: 2
    case .incomplete: 3
    case .refused: 4
    case .unreachable: 5
    }
  }

  /// Ends the command; returns where all is well.
  func end() throws {
    guard self != .done else { return }
    throw ExitCode(rawValue)
  }
}
