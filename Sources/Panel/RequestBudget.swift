import Planner

/// Lets requests through only while the panel's limit for the minute, less what is left to people, is not spent.
///
/// One for all requests of a run, plan and apply alike; `RequestAllowance` decides, and here it is waited.
actor RequestBudget {
  private let time: Timekeeper
  private var allowance: RequestAllowance
  private var nextWaiter = 0
  /// What the panel's clock showed when it answered last.
  private(set) var panelTime: Instant?
  private let tell: @Sendable (LimitWait) -> Void
  private var toldAt: Duration?
  private var toldUntil = Duration.zero
  private var waiters: [Int: CheckedContinuation<Void, Never>] = [:]

  /// - Parameters:
  ///   - reservePercent: the share of each minute's requests that is left to people.
  ///   - tell: told once of each wait, whoever waits.
  init(reservePercent: Int, _ time: Timekeeper, tell: @escaping @Sendable (LimitWait) -> Void) {
    self.tell = tell
    self.time = time
    allowance = RequestAllowance(reservePercent: reservePercent)
  }

  /// Returns when a request may be sent; throws `throttled` where the limit stays spent, and `cancelled`.
  func enter() async throws(PanelFailure) -> RequestAllowance.Pass {
    while !Task.isCancelled {
      let now = time.now()
      switch allowance.enter(at: now) {
      case .send(let pass): return pass
      case .waitForAnswer: await waitForAnswer()
      case .sleep(let duration):
        announce(duration, from: now)
        do { try await time.sleepUntil(now + duration) } catch { throw .cancelled(.never) }
      case .giveUp: throw .throttled
      }
    }
    throw .cancelled(.never)
  }

  /// Notes what the panel's clock shows.
  func note(_ time: Instant) { panelTime = time }

  /// Gives a pass back with what the answer said.
  func leave(_ pass: RequestAllowance.Pass, _ reading: RequestAllowance.Reading) {
    allowance.leave(pass, reading, at: time.now())
    let woken = waiters.values
    waiters = [:]
    for waiter in woken { waiter.resume() }
  }

  /// How many requests a minute the panel answers, as it told last; nil where it never told.
  var requestsPerMinute: Int? { allowance.requestsPerMinute }

  /// Requests that wait for one moment are one wait; of many short ones in a row some are told.
  private func announce(_ duration: Duration, from now: Duration) {
    guard duration >= LimitWait.shortest, now + duration > toldUntil + LimitWait.shortest else { return }
    if let toldAt, duration < LimitWait.pause, now - toldAt < LimitWait.pause { return }
    (toldAt, toldUntil) = (now, now + duration)
    tell(LimitWait(duration: duration))
  }

  private func waitForAnswer() async {
    nextWaiter += 1
    let number = nextWaiter
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled { continuation.resume() } else { waiters[number] = continuation }
      }
    } onCancel: {
      Task { await self.wake(number) }
    }
  }

  private func wake(_ number: Int) {
    waiters.removeValue(forKey: number)?.resume()
  }
}
