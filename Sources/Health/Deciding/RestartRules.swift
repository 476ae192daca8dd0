import Planner

/// When a bot that went down by itself is started again, and when not any more.
///
/// The daemon has started it once already, and given up where that was of no use: this is what comes after.
public struct RestartRules: Hashable, Sendable {
  /// Whether anything is started at all.
  public var isOn: Bool
  /// Minutes from a crash to the start after it, by how many starts in a row came before.
  public var pauses = [2, 4, 8, 16, 32, 60]
  /// After so many starts in a row it is a loop.
  public var mostInARow = 5
  public var mostInAnHour = 6
  public var mostInADay = 20
  /// How much of a node's bots may be starting at once; one may always.
  public var percentOfNode = 5
  /// For how long a start is under way.
  public var startSeconds = 120
  /// For how long a node has to answer before anything on it is started.
  public var nodeWellSeconds = 300
  /// After which time of running all is forgiven.
  public var wellAfterSeconds = 600
  /// How long a bot is seen down before anything is concluded of it: its daemon may be starting it, and what people do on the panel's pages
  /// shows up to a minute later.
  public var downSeconds = 90

  public init(isOn: Bool) { self.isOn = isOn }

  /// When the next start may be, for a bot that has been down since `downAt`; nil where none is tried any more.
  func nextStart(_ restarts: BotRecord.Restarts, downAt: Instant) -> Instant? {
    guard restarts.inARow < mostInARow else { return nil }
    let pause = pauses[min(restarts.inARow, pauses.count - 1)] * 60
    var at = downAt.seconds + pause
    if restarts.times.count >= mostInAnHour {
      at = max(at, restarts.times[restarts.times.count - mostInAnHour].seconds + 3600)
    }
    if restarts.times.count >= mostInADay {
      at = max(at, restarts.times[restarts.times.count - mostInADay].seconds + 86_400)
    }
    return Instant(seconds: at)
  }

  /// How many bots of a node may be starting at once.
  func mostStarting(of bots: Int) -> Int { max(1, bots * percentOfNode / 100) }
}
