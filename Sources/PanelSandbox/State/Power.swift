/// What a daemon says of a server's process. Starting and stopping take a second.
struct Power: Sendable, Equatable {
  enum State: String, Sendable {
    case offline, starting, running, stopping
  }

  enum Signal: String, Sendable, CaseIterable {
    case start, stop, restart, kill
  }

  private var wantsToRun = false
  private var since = Moment(milliseconds: 0)
  private static let transition = 1000

  mutating func receive(_ signal: Signal, at now: Moment) {
    switch signal {
    case .start where wantsToRun: return
    case .stop where !wantsToRun: return
    case .start, .restart: wantsToRun = true
    case .stop: wantsToRun = false
    case .kill:
      wantsToRun = false
      since = now + -Self.transition
      return
    }
    since = now
  }

  func state(at now: Moment) -> State {
    let isSettled = now >= since + Self.transition
    return wantsToRun ? (isSettled ? .running : .starting) : (isSettled ? .offline : .stopping)
  }

  /// Milliseconds since it began to run.
  func uptime(at now: Moment) -> Int {
    state(at: now) == .running ? now.milliseconds - since.milliseconds - Self.transition : 0
  }
}
