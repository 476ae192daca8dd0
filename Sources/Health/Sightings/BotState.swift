/// What is seen of a bot. What its order declares is another axis, and never mixed with it.
public enum BotState: String, Hashable, Sendable, CaseIterable, Codable {
  case running
  /// Its process is there and has not printed the egg's `done` text; with many eggs it never does, and this is how such a bot runs.
  case starting
  case stopping
  /// A person stopped it, or nobody ever started it.
  case offline
  /// It went down by itself, and its node has given up on it.
  case crashed
  /// It was started again and again, and went down each time: nothing more is tried.
  case crashLoop = "crash-loop"
  /// It is down, and cannot be anything else: its customer has not given it the token that it signs in to Discord with.
  case needsToken = "needs-token"
  case suspended
  case installing
  /// Panel or node cannot be reached, or nobody has looked yet. Never read as `offline`.
  case unknown
}

extension BotState {
  /// Whether its process is there, as far as anybody can tell.
  public var isUp: Bool {
    switch self {
    case .running, .starting: true
    case .stopping, .offline, .crashed, .crashLoop, .needsToken, .suspended, .installing, .unknown: false
    }
  }
}
