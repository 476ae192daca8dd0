import Panel
import Planner

/// Why a bot is down that was seen down long enough: what the activity of its server shows, and what was seen before.
///
/// Nothing is taken for a crash that may have been a person's doing: a stop beside a start counts as the later one, and a command typed into
/// its console when it went down counts as its stop command.
func judgeDown(_ record: BotRecord, _ evidence: Evidence, at now: Instant) -> (state: BotState, reason: BotReason) {
  let activity = (evidence.activity ?? []) + (evidence.scheduled ?? [])
  let started = latest(of: [.start, .restart], in: activity)
  if record.token.isGiven == false { return (.needsToken, started == nil ? .tokenMissing : .startedWithoutToken) }
  let stopped = activity.lazy.filter(\.deed.ends).map(\.at).max()
  if let stopped, !isStarted(after: stopped, by: started, record) {
    let isScheduled = evidence.scheduled?.contains { $0.at == stopped && $0.deed.ends } == true
    return (.offline, isScheduled ? .stoppedBySchedule : .stoppedByPerson)
  }
  if let typed = latest(of: [.command], in: activity), isLastMoment(typed, of: record),
    started.map({ $0 <= typed }) ?? true
  {
    return (.offline, .stoppedByPerson)
  }
  if let closed = record.closedAt, !isStarted(after: closed, by: started, record) {
    return (.offline, .notStartedSince)
  }
  if started == nil, record.lastUpAt == nil { return (.offline, .neverStarted) }
  return (.crashed, .endedByItself)
}

private func latest(of deeds: Set<BotActivity.Deed>, in activity: [BotActivity]) -> Instant? {
  activity.lazy.filter { deeds.contains($0.deed) }.map(\.at).max()
}

/// The panel's clock and ours agree to this many seconds, and daemons take their time to stop something.
private let slack = 120

/// Whether the server was started after it had been stopped: by the panel's own clock, or because it was seen up well after that.
private func isStarted(after stop: Instant, by started: Instant?, _ record: BotRecord) -> Bool {
  if let started, started > stop { return true }
  guard let up = record.lastUpAt else { return false }
  return up.seconds > stop.seconds + slack
}

/// Whether something was done when the bot went down, which was between the last look that saw it up and the first that saw it down.
private func isLastMoment(_ instant: Instant, of record: BotRecord) -> Bool {
  guard let downAt = record.downAt else { return false }
  let from = (record.lastUpAt ?? downAt).seconds - slack
  return (from...downAt.seconds + slack).contains(instant.seconds)
}

/// Whether a person started it after we did last: what they changed before deserves tries of its own.
func isTakenInHand(_ record: BotRecord, _ activity: [BotActivity]) -> Bool {
  guard let ours = record.restarts.lastAt else { return false }
  return activity.contains { [.start, .restart].contains($0.deed) && $0.at.seconds > ours.seconds + slack }
}

extension BotActivity.Deed {
  /// Whether no process is there afterwards, until somebody starts one.
  fileprivate var ends: Bool {
    switch self {
    case .stop, .kill, .reinstall, .restore: true
    case .start, .restart, .command: false
    }
  }
}
