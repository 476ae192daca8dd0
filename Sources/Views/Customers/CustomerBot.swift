public import Planner

/// A bot as its customer sees it in a list.
public struct CustomerRow: Hashable, Sendable {
  public let order: OrderID
  /// The name that its server has; nil where it has none yet.
  public let name: String?
  public let tier: String?
  public let condition: BotCondition
  /// Since when, as far as that is known.
  public let since: Since?
}

/// A bot as its customer sees it: what there is, why it does not run, and what to do now. Who did what, from which commit, in which run and on
/// which node is not in it.
public struct CustomerBot: Hashable, Sendable {
  public let row: CustomerRow
  public let addons: [String]
  public let features: [String]
  public let guilds: [String]
  public let limits: Limits?
  public let usage: Usage?
  /// The latest measurements, oldest first.
  public let chart: [ChartPoint]
  /// When somebody looked last; nil where nobody did.
  public let seenAt: Instant?
  public let server: Server?
  /// What is to be done before it runs for the first time; empty where it has run, or cannot be started.
  public let guide: [GuideStep]
  /// The last day that it runs, where one is to come.
  public let lastDay: Day?
  public let firstDay: Day?
  public let restart: PowerOffer
  /// The last change of it failed, and it runs as it did before.
  public let hasFailedChange: Bool
  /// How often it was started again by itself since it last ran for a while, and when that is tried next.
  public let retries: Retries?
  /// What happened, the latest first.
  public let log: [CustomerLogEntry]

  /// Where its server is found.
  public struct Server: Hashable, Sendable {
    /// The panel's short name of it.
    public let identifier: String
    /// `203.0.113.7:25565`
    public let address: String?
    /// Its page on the panel.
    public let page: String?
    public let files: FileAccess?
  }

  public struct Retries: Hashable, Sendable {
    public let count: Int
    public let nextAt: Instant?
  }
}

/// One thing to do before a bot runs for the first time.
public struct GuideStep: Hashable, Sendable {
  public let kind: Kind
  public let isDone: Bool

  public enum Kind: String, Hashable, Sendable, CaseIterable { case token, files, start }
}

/// Whether a bot can be restarted from here.
public enum PowerOffer: Hashable, Sendable {
  /// It is up, and is stopped and started.
  case restart
  /// It is down, and is started.
  case start
  /// It is not for its customer to do.
  case none
}
