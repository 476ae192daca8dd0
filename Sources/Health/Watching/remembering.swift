import Planner
import Store

extension BotRecord {
  /// As it was remembered. A word that another version wrote is none.
  init(_ known: KnownBot) {
    func instant(_ seconds: Int?) -> Instant? { seconds.map { Instant(seconds: $0) } }
    self.init(since: Instant(seconds: known.since))
    state = BotState(rawValue: known.state) ?? .unknown
    reason = known.reason.flatMap(BotReason.init)
    seenAt = instant(known.seenAt)
    upSince = instant(known.upSince)
    lastUpAt = instant(known.lastUpAt)
    downAt = instant(known.downAt)
    closedAt = instant(known.closedAt)
    judgedAt = instant(known.judgedAt)
    token = TokenKnowledge(isGiven: known.isTokenGiven, askedAt: instant(known.tokenAskedAt))
    restarts.inARow = known.startsInARow
    restarts.total = known.starts
    restarts.times = known.startTimes.map { Instant(seconds: $0) }
    restarts.acceptedAt = instant(known.acceptedAt)
    restarts.nextAt = instant(known.nextStartAt)
  }

  /// To be remembered. What a bot takes is measured anew.
  func known(of server: String) -> KnownBot {
    var known = KnownBot(server: server, state: state.rawValue, since: since.seconds)
    known.reason = reason?.rawValue
    known.seenAt = seenAt?.seconds
    known.upSince = upSince?.seconds
    known.lastUpAt = lastUpAt?.seconds
    known.downAt = downAt?.seconds
    known.closedAt = closedAt?.seconds
    known.judgedAt = judgedAt?.seconds
    known.isTokenGiven = token.isGiven
    known.tokenAskedAt = token.askedAt?.seconds
    known.startsInARow = restarts.inARow
    known.starts = restarts.total
    known.startTimes = restarts.times.map(\.seconds)
    known.acceptedAt = restarts.acceptedAt?.seconds
    known.nextStartAt = restarts.nextAt?.seconds
    return known
  }
}
