internal import GRDB

/// What is remembered of a server that is watched. Times are in seconds since 1970; what the words mean is for whoever watches.
public struct KnownBot: Hashable, Sendable {
  /// Its uuid.
  public let server: String
  public var state: String
  public var reason: String?
  public var since: Int
  public var seenAt: Int?
  public var upSince: Int?
  public var lastUpAt: Int?
  public var downAt: Int?
  public var closedAt: Int?
  public var judgedAt: Int?
  public var isTokenGiven: Bool?
  public var tokenAskedAt: Int?
  public var startsInARow = 0
  public var starts = 0
  /// Of the last day, oldest first.
  public var startTimes: [Int] = []
  public var acceptedAt: Int?
  public var nextStartAt: Int?

  public init(server: String, state: String, since: Int) {
    (self.server, self.state, self.since) = (server, state, since)
  }
}

extension KnownBot {
  init(_ row: Row) {
    self.init(server: row["server"], state: row["state"], since: row["since"])
    reason = row["reason"]
    seenAt = row["seenAt"]
    upSince = row["upSince"]
    lastUpAt = row["lastUpAt"]
    downAt = row["downAt"]
    closedAt = row["closedAt"]
    judgedAt = row["judgedAt"]
    isTokenGiven = row["tokenGiven"]
    tokenAskedAt = row["tokenAskedAt"]
    startsInARow = row["startsInARow"]
    starts = row["starts"]
    startTimes = (row["startTimes"] as String).split(separator: ",").compactMap { Int($0) }
    acceptedAt = row["acceptedAt"]
    nextStartAt = row["nextStartAt"]
  }

  var arguments: StatementArguments {
    [
      server, state, reason, since, seenAt, upSince, lastUpAt, downAt, closedAt, judgedAt, isTokenGiven, tokenAskedAt,
      startsInARow, starts, startTimes.map(String.init).joined(separator: ","), acceptedAt, nextStartAt,
    ]
  }
}
