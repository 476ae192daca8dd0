import HTTP
import Planner

/// Lets requests through only while the panel's limit for the minute, less what is left to people, is not used up.
///
/// One budget for all requests that a process sends to a panel with a key, whichever runs send them. `RequestAllowance`
/// decides; the waiting is done here.
actor RequestBudget {
  private let time: Timekeeper
  private var allowance = RequestAllowance()
  private var nextWaiter = 0
  private var tally = RequestTally()
  private var answers: [Int: Int] = [:]
  private var left: Int?
  /// What the panel's clock showed in its latest answer.
  private(set) var panelTime: Instant?
  private var waiters: [Int: CheckedContinuation<Void, Never>] = [:]

  /// An unused budget.
  init(_ time: Timekeeper) {
    self.time = time
  }

  /// Returns when a request may be sent; throws `throttled` where the limit stays used up, and `cancelled`.
  ///
  /// - Parameters:
  ///   - reservePercent: the share of each minute's requests that the sender leaves to people.
  ///   - notice: called when the sender waits.
  func enter(leaving reservePercent: Int, telling notice: LimitNotice) async throws(PanelFailure)
    -> RequestAllowance.Pass
  {
    while !Task.isCancelled {
      let now = time.now()
      switch allowance.enter(at: now, leaving: reservePercent) {
      case .send(let pass): return pass
      case .waitForAnswer: await waitForAnswer()
      case .sleep(let duration):
        await notice.announce(duration, from: now)
        do { try await time.sleepUntil(now + duration) } catch { throw .cancelled(.never) }
      case .giveUp: throw .throttled
      }
    }
    throw .cancelled(.never)
  }

  /// Notes what the panel's clock shows.
  func note(_ time: Instant) { panelTime = time }

  /// Lets a run that begins now try again, where an earlier one gave up.
  func tryAgain() { allowance.tryAgain() }

  /// Gives a pass back with what the answer said.
  func leave(_ pass: RequestAllowance.Pass, _ reading: RequestAllowance.Reading) {
    allowance.leave(pass, reading, at: time.now())
    if case .left(let left, let limit) = reading {
      tally.note(left: left, of: limit)
      self.left = left
    }
    let woken = waiters.values
    waiters = [:]
    for waiter in woken { waiter.resume() }
  }

  /// How many requests a minute the panel answers, according to its latest answer; nil where it never said.
  var requestsPerMinute: Int? { allowance.requestsPerMinute }

  /// How much of the limit is used, and by whom, as the answers told so far; nil where none did.
  var use: RequestUse? { tally.use }

  /// Counts an answer by its status; 0 where none came.
  func count(_ status: Int) { answers[status, default: 0] += 1 }

  /// What became of all requests.
  var counts: RequestCounts { RequestCounts(byStatus: answers, perMinute: requestsPerMinute, left: left) }

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
