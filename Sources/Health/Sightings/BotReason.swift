/// Why a bot is seen as it is, in a word for machines; pages and messages have sentences for each.
public enum BotReason: String, Hashable, Sendable, CaseIterable, Codable {
  /// `running`, `starting`: its process has begun anew since the look before, and nobody here started it.
  case beganAnew = "began-anew"
  /// `starting`: there is no process yet.
  case notUpYet = "not-up-yet"
  /// `offline`: somebody stopped or killed it.
  case stoppedByPerson = "stopped-by-person"
  /// `offline`: a schedule of its server stopped or killed it.
  case stoppedBySchedule = "stopped-by-schedule"
  /// `offline`: nobody has started it since it was made.
  case neverStarted = "never-started"
  /// `offline`: the panel stopped it for a suspension, an installation, a restore or a move, and nobody has started it since.
  case notStartedSince = "not-started-since"
  /// `offline`: it is down, and it cannot be told yet whether for good.
  case justDown = "just-down"
  /// `crashed`: it ended by itself, and its node tried once and gave up.
  case endedByItself = "ended-by-itself"
  /// `crash-loop`: it ended by itself after every start.
  case endsAfterEveryStart = "ends-after-every-start"
  /// `needs-token`: the variable is empty, or has what it had when the server was made.
  case tokenMissing = "token-missing"
  /// `needs-token`: the same, and somebody has started it all the same.
  case startedWithoutToken = "started-without-token"
  /// `installing`: the panel says that it failed, and nothing goes on.
  case installFailed = "install-failed"
  /// `installing`: a backup is being restored.
  case restoring
  /// `installing`: the server is being moved to another node.
  case moving
  /// `unknown`: the panel does not answer, or refuses the key.
  case panelUnreachable = "panel-unreachable"
  /// `unknown`: the server's node does not answer the panel.
  case nodeUnreachable = "node-unreachable"
  /// `unknown`: the node is in maintenance, and shows nothing.
  case nodeInMaintenance = "node-in-maintenance"
  /// `unknown`: the panel does not have the server, or does not show it to the key.
  case notFound = "not-found"
  /// `unknown`: nobody has looked yet.
  case notLooked = "not-looked"
  /// `unknown`: the panel said a word that nobody knows.
  case unfamiliar
}
