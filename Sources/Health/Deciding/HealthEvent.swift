public import Planner

/// Something that happened to a bot, or was done about it: for logs, for people, for the record of what was done.
public struct HealthEvent: Hashable, Sendable {
  public let order: OrderID
  public let server: String
  public let at: Instant
  public let kind: Kind

  public enum Kind: Hashable, Sendable {
    /// It was seen in another state.
    case changed(from: BotState, to: BotState, BotReason?)
    /// It was started by us, for the first, second, … time in a row.
    case started(inARow: Int)
    /// The start was refused or lost: why, in a sentence.
    case startFailed(String)
  }

  public init(order: OrderID, server: String, at: Instant, kind: Kind) {
    (self.order, self.server, self.at, self.kind) = (order, server, at, kind)
  }
}
