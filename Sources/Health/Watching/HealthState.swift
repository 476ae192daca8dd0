public import Panel
public import Planner

/// Everything that is known of a fleet's bots at one moment, for metrics and for people.
public struct HealthState: Sendable {
  /// Sorted by order.
  public let bots: [Bot]
  public let nodes: [Node]
  public let counts: Counts
  /// What became of the requests to the panel; nil where there is no connection yet.
  public let requests: RequestCounts?
  /// What keeps it from doing what it is to do; nil for nothing.
  public let hindrance: Hindrance?

  /// One bot, as it is declared and as it is seen.
  public struct Bot: Sendable {
    public let bot: WatchedBot
    public let sighting: BotSighting
    /// How often its process was seen to have begun anew without our doing, since this process began.
    public let beganAnew: Int

    public init(bot: WatchedBot, sighting: BotSighting, beganAnew: Int = 0) {
      (self.bot, self.sighting, self.beganAnew) = (bot, sighting, beganAnew)
    }
  }

  /// One node, as far as its servers tell.
  public struct Node: Sendable {
    public let id: NodeID
    public let bots: Int
    /// Nil where nobody has looked yet.
    public let isUp: Bool?

    public init(id: NodeID, bots: Int, isUp: Bool?) { (self.id, self.bots, self.isUp) = (id, bots, isUp) }
  }

  /// What was done since this process began.
  public struct Counts: Hashable, Sendable {
    public var looks = 0
    public var starts = 0
    public var failedStarts = 0

    public init() {}
  }

  public struct Hindrance: Hashable, Sendable {
    /// A sentence without its full stop.
    public let why: String
    public let advice: String

    public init(why: String, advice: String) { (self.why, self.advice) = (why, advice) }
  }

  public init(
    bots: [Bot], nodes: [Node], counts: Counts, requests: RequestCounts?, hindrance: Hindrance?
  ) {
    (self.bots, self.nodes, self.counts) = (bots, nodes, counts)
    (self.requests, self.hindrance) = (requests, hindrance)
  }
}
