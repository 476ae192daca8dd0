/// A server's process as its daemon has it: what the daemon does by itself is Wings' (`panel-behaviour`, section 12, and Wings' own rules).
///
/// Time passes in ``advance(to:)``: nothing here waits. Starting and stopping take a second.
struct Power: Sendable, Equatable {
  enum State: String, Sendable {
    case offline, starting, running, stopping
  }

  enum Signal: String, Sendable, CaseIterable {
    case start, stop, restart, kill
  }

  /// What the bot does once it is started.
  enum Life: Sendable, Equatable {
    /// It prints what its egg calls `done`.
    case well
    /// It runs, and never prints that.
    case silent
    /// It ends by itself so many milliseconds after each start.
    case ends(after: Int)
  }

  private(set) var life = Life.well
  private var livesSince = Moment(milliseconds: 0)
  /// Whether the egg has a text that says that a bot is up; without one, every bot is silent.
  var hasDoneText = true
  private(set) var state = State.offline
  /// When the state began.
  private var since = Moment(milliseconds: 0)
  /// When the process began that is there.
  private var startedAt = Moment(milliseconds: 0)
  /// When the daemon last started it again after it had ended by itself; it does not remember that for longer than it runs itself.
  private var restartedAt: Moment?
  private var startsAfterStop = false

  private static let transition = 1000
  /// A process that ends again within this time is given up (`crash_detection.timeout`).
  private static let patience = 60_000

  mutating func receive(_ signal: Signal, at now: Moment) {
    advance(to: now)
    switch (signal, state) {
    case (.start, .offline), (.restart, .offline): start(at: now)
    // A process that is there is not started; Wings calls it an error, and nobody hears of it.
    case (.start, .starting), (.start, .running), (.start, .stopping): break
    case (.stop, .starting), (.stop, .running): stop(at: now, thenStart: false)
    case (.restart, .starting), (.restart, .running): stop(at: now, thenStart: true)
    case (.restart, .stopping): startsAfterStop = true
    case (.stop, .stopping): startsAfterStop = false
    case (.stop, .offline): break
    case (.kill, _): enter(.offline, at: now)
    }
  }

  /// From now on, the bot does this once it is started, and from now on if it is there.
  mutating func live(_ life: Life, at now: Moment) {
    advance(to: now)
    self.life = life
    livesSince = now
  }

  /// The process ends by itself now, once.
  mutating func crash(at now: Moment) {
    advance(to: now)
    if state == .starting || state == .running { end(at: now) }
  }

  /// The daemon's machine went down and comes back: what ran is started again, and what ended before is forgotten.
  mutating func reboot(at now: Moment) {
    advance(to: now)
    let ran = state == .starting || state == .running
    restartedAt = nil
    if state != .offline { enter(.offline, at: now) }
    if ran { start(at: now) }
  }

  /// Lets everything happen that is due by then.
  mutating func advance(to now: Moment) {
    while let due = nextDue, due <= now {
      switch state {
      case .offline: return
      case .stopping:
        enter(.offline, at: due)
        if startsAfterStop { start(at: due) }
      case .starting:
        if endsAt == due { end(at: due) } else { enter(.running, at: due) }
      case .running: end(at: due)
      }
    }
  }

  /// Milliseconds since the process began.
  func uptime(at now: Moment) -> Int {
    state == .offline ? 0 : now.milliseconds - startedAt.milliseconds
  }

  private var nextDue: Moment? {
    switch state {
    case .offline: nil
    case .stopping: since + Self.transition
    case .starting:
      hasDoneText && life != .silent ? min(since + Self.transition, endsAt ?? since + Self.transition) : endsAt
    case .running: endsAt
    }
  }

  private var endsAt: Moment? {
    if case .ends(let after) = life { max(startedAt, livesSince) + max(1, after) } else { nil }
  }

  private mutating func start(at now: Moment) {
    startedAt = now
    startsAfterStop = false
    enter(.starting, at: now)
  }

  private mutating func stop(at now: Moment, thenStart isRestart: Bool) {
    startsAfterStop = isRestart
    enter(.stopping, at: now)
  }

  /// Wings starts what ended by itself, unless it did so less than a minute ago.
  private mutating func end(at now: Moment) {
    enter(.offline, at: now)
    if let restartedAt, now < restartedAt + Self.patience { return }
    restartedAt = now
    start(at: now)
  }

  private mutating func enter(_ state: State, at now: Moment) {
    self.state = state
    since = now
  }
}
