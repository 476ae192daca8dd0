import Planner

/// Whether a node answers the panel, concluded from the looks at its servers.
///
/// A daemon that does not know one of its servers fails for that one alone: a node is lost only when it fails for several in a row.
struct NodeWatch: Hashable, Sendable {
  /// How many servers on it are watched.
  var bots = 0
  /// Different servers for which it failed since it last answered.
  private var failed: Set<Int> = []
  /// Since when it has been answering; nil where it never did, or does not now.
  private(set) var wellSince: Instant?
  private(set) var isLost = false
  /// When it may be asked again although it is lost.
  private(set) var probeAt: Instant?
  /// When bots on it were started last, oldest first, as long as that is under way.
  private var starts: [Instant] = []

  private static let enough = 3
  private static let pause = 30

  /// Its daemon told of a server.
  mutating func answered(at now: Instant) {
    failed = []
    isLost = false
    probeAt = nil
    if wellSince == nil { wellSince = now }
  }

  /// Its daemon failed for a server. Returns whether the node is lost with that, and was not before.
  mutating func failed(for bot: Int, at now: Instant) -> Bool {
    failed.insert(bot)
    probeAt = Instant(seconds: now.seconds + Self.pause)
    guard !isLost, failed.count >= min(Self.enough, bots) else { return false }
    isLost = true
    wellSince = nil
    return true
  }

  /// It is asked although it is lost: nobody else does so for a while.
  mutating func probing(at now: Instant) {
    if isLost { probeAt = Instant(seconds: now.seconds + Self.pause) }
  }

  /// A bot on it is started.
  mutating func started(at now: Instant) { starts.append(now) }

  /// How many are starting.
  mutating func starting(at now: Instant, within seconds: Int) -> Int {
    starts.removeAll { $0.seconds + seconds <= now.seconds }
    return starts.count
  }
}

/// Whether the panel answers at all. While it does not, nothing is known; what was seen before is as old as it is, and holds again afterwards.
struct PanelWatch: Hashable, Sendable {
  private(set) var failures = 0
  /// Since when it has not answered; nil where it does.
  private(set) var lostAt: Instant?

  private static let enough = 3

  mutating func answered() { (failures, lostAt) = (0, nil) }

  mutating func failed(at now: Instant) {
    failures += 1
    if failures >= Self.enough, lostAt == nil { lostAt = now }
  }

  /// Seconds until it is asked again.
  var pause: Int { failures == 0 ? 0 : min(60, 2 << min(failures, 5)) }
}
