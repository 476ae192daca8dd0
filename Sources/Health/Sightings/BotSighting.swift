public import Planner

/// The latest look at a bot.
public struct BotSighting: Hashable, Sendable {
  public let order: OrderID
  /// The server's uuid, 36 characters in lower case.
  public let server: String
  public let state: BotState
  public let reason: BotReason?
  /// Since when it has been seen in this state.
  public let since: Instant
  /// When it was looked at last; nil where nobody has looked yet. What is older than `staleAfterSeconds` says nothing about now.
  public let seenAt: Instant?
  /// Nil where nothing was measured: an unknown, suspended or installing server.
  public let use: BotUse?
  public let restarts: RestartRecord

  /// What was seen longer ago than this is not shown as if it were so now.
  public static let staleAfterSeconds = 3600

  public init(
    order: OrderID, server: String, state: BotState, reason: BotReason?, since: Instant, seenAt: Instant?,
    use: BotUse?, restarts: RestartRecord = .none
  ) {
    (self.order, self.server, self.state, self.reason) = (order, server, state, reason)
    (self.since, self.seenAt, self.use, self.restarts) = (since, seenAt, use, restarts)
  }
}

/// What was done about a bot that goes down by itself.
public struct RestartRecord: Hashable, Sendable {
  /// Starts of this server by botfleet since it last ran for ten minutes.
  public let inARow: Int
  /// All starts of this server by botfleet, as far back as its state on disk goes.
  public let total: Int
  /// When it was started by botfleet last.
  public let lastAt: Instant?
  /// When the next start is tried; nil where none is.
  public let nextAt: Instant?

  public static let none = RestartRecord(inARow: 0, total: 0, lastAt: nil, nextAt: nil)

  public init(inARow: Int, total: Int, lastAt: Instant?, nextAt: Instant?) {
    (self.inARow, self.total, self.lastAt, self.nextAt) = (inARow, total, lastAt, nextAt)
  }
}
