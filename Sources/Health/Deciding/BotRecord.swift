import Panel
import Planner

/// What is remembered of a server from look to look, and across the server's own restarts.
struct BotRecord: Hashable, Sendable {
  var state = BotState.unknown
  var reason: BotReason? = .notLooked
  /// Since when it has been seen in this state.
  var since: Instant
  var seenAt: Instant?
  var use: BotUse?
  /// When the process began that is there.
  var upSince: Instant?
  /// When a process was last seen.
  var lastUpAt: Instant?
  /// When it was first seen without one, since it had one or was closed.
  var downAt: Instant?
  /// When the panel last let nobody ask: it was suspended, installed, restored or moved, for each of which it is stopped.
  var closedAt: Instant?
  /// When somebody's doing was last looked for, to tell why it is down.
  var judgedAt: Instant?
  var token = TokenKnowledge()
  var restarts = Restarts()

  /// What is known of the variable that it signs in with.
  struct TokenKnowledge: Hashable, Sendable {
    /// Nil where nobody has asked, or nothing can be told.
    var isGiven: Bool?
    var askedAt: Instant?
  }

  /// What was done about it.
  struct Restarts: Hashable, Sendable {
    /// Starts by us since it last ran for ten minutes, or since a person started it.
    var inARow = 0
    var total = 0
    /// When we started it, as far as limits go back: a day, oldest first.
    var times: [Instant] = []
    /// When the panel last accepted a start.
    var acceptedAt: Instant?
    var nextAt: Instant?

    var lastAt: Instant? { times.last }
  }

  /// As it is shown.
  func sighting(of bot: WatchedBot) -> BotSighting {
    BotSighting(
      order: bot.order, server: bot.server, state: state, reason: reason, since: since, seenAt: seenAt, use: use,
      restarts: RestartRecord(
        inARow: restarts.inARow, total: restarts.total, lastAt: restarts.lastAt, nextAt: restarts.nextAt))
  }

  /// What was found out of its token; nil where it was not asked.
  mutating func note(_ token: TokenFact?, at now: Instant) {
    guard let token else { return }
    self.token = TokenKnowledge(isGiven: token == .unknown ? nil : token == .given, askedAt: now)
  }

  /// It is seen in a state.
  mutating func enter(_ state: BotState, _ reason: BotReason?, at now: Instant) {
    if state != self.state { since = now }
    (self.state, self.reason) = (state, reason)
  }
}
