/// Lets requests through only while the panel's limit for the minute is not spent.
///
/// The panel counts per user in a fixed window of 60 s that begins with the first counted request, and says with each
/// answer how many are left. A window's first request goes alone, because only its answer tells where we stand.
actor RequestBudget {
  /// Permission for one request, to be given back with what its answer said.
  struct Pass: Sendable {
    fileprivate let epoch: Int
  }

  /// What an answer says about the limit.
  enum Reading: Sendable {
    /// So many more in this window.
    case left(Int)
    /// No limit is in force: a success that was not counted.
    case unlimited
    /// It was not counted (a refused key, maintenance).
    case uncounted
    /// No answer: it may have been counted.
    case noAnswer
    /// Refused; nothing may be sent for so long.
    case spent(Duration)
  }

  private struct Window {
    var left: Int
    let end: Duration
  }

  private static let length = Duration.seconds(60)

  private let time: Timekeeper
  private var window: Window?
  private var closedUntil = Duration.zero
  private var underWay = 0
  private var epoch = 0
  private var nextWaiter = 0
  private var waiters: [Int: CheckedContinuation<Void, Never>] = [:]

  init(_ time: Timekeeper) {
    self.time = time
  }

  /// Returns when a request may be sent; throws where the task is cancelled.
  func enter() async throws -> Pass {
    while true {
      try Task.checkCancellation()
      switch verdict() {
      case .go:
        underWay += 1
        return Pass(epoch: epoch)
      case .waitForAnswer:
        await waitForAnswer()
      case .sleep(let duration):
        try await time.sleep(duration)
      }
    }
  }

  /// Gives a pass back. What was sent before the present window says nothing about it.
  func leave(_ pass: Pass, _ reading: Reading) {
    underWay -= 1
    if pass.epoch == epoch { note(reading) }
    let woken = waiters.values
    waiters = [:]
    for waiter in woken { waiter.resume() }
  }

  private enum Verdict {
    case go
    case waitForAnswer
    case sleep(Duration)
  }

  private func verdict() -> Verdict {
    let now = time.now()
    if closedUntil > now { return .sleep(closedUntil - now) }
    if let end = window?.end, end <= now {
      window = nil
      epoch += 1
    }
    guard let window else { return underWay == 0 ? .go : .waitForAnswer }
    if window.left > underWay { return .go }
    return underWay > 0 ? .waitForAnswer : .sleep(window.end - now)
  }

  private func note(_ reading: Reading) {
    switch reading {
    case .left(let left): lower(to: left)
    case .unlimited: lower(to: Int.max)
    case .uncounted: break
    case .noAnswer: if let left = window?.left { lower(to: left - 1) }
    case .spent(let duration):
      closedUntil = max(closedUntil, time.now() + duration)
      window = nil
      epoch += 1
    }
  }

  /// Answers may overtake each other: within a window only the lowest number counts.
  private func lower(to left: Int) {
    if let known = window {
      window?.left = min(known.left, left)
    } else {
      window = Window(left: left, end: time.now() + Self.length)
    }
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
