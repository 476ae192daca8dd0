/// Requests wait for the panel's limit: for people, who would wonder why nothing happens.
public struct LimitWait: Hashable, Sendable {
  public let duration: Duration

  public init(duration: Duration) { self.duration = duration }

  /// Shorter waits are not announced.
  static let shortest = Duration.seconds(3)
  /// The least time between two announcements, unless the later wait is long.
  static let pause = Duration.seconds(15)
}

/// Announces the waits for the panel's limit to one run: each once, however many of its requests wait.
actor LimitNotice {
  private let tell: @Sendable (LimitWait) -> Void
  private var toldAt: Duration?
  private var toldUntil = Duration.zero

  init(_ tell: @escaping @Sendable (LimitWait) -> Void) { self.tell = tell }

  /// Requests that wait for the same moment are one wait; of many short ones in a row, only some are announced.
  func announce(_ duration: Duration, from now: Duration) {
    guard duration >= LimitWait.shortest, now + duration > toldUntil + LimitWait.shortest else { return }
    if let toldAt, duration < LimitWait.pause, now - toldAt < LimitWait.pause { return }
    (toldAt, toldUntil) = (now, now + duration)
    tell(LimitWait(duration: duration))
  }
}

/// How much of a panel's servers has been read, for people who wait for it.
public struct ReadingProgress: Hashable, Sendable {
  /// Servers that have arrived.
  public let servers: Int
  /// How many there are; nil until the panel's first answer says so.
  public let total: Int?
}
