/// How many requests may be sent, and when: a value that learns from each answer, and neither waits nor knows the time.
///
/// The panel counts per user in a fixed window of 60 s that begins with the first counted request, whoever sends it,
/// and says in each answer how many are left. It never says when the window began, only, with a 429, when it ends. So
/// the first requests in a window find out where we are, and are few; a window is assumed to have begun as late as
/// possible; and an answer with more requests left than were known when its request was sent shows that another window
/// has begun. A share of each window is left to people: whatever they use of it also lowers what is left to us, so that
/// they never find less than their share where we still send.
struct RequestAllowance: Sendable {
  /// Permission for one request, to be given back with what its answer said.
  struct Pass: Sendable {
    fileprivate let number: Int
    fileprivate let sentAt: Duration
    /// The window that was known when it was sent, or the next one where none was.
    fileprivate let window: Int
    /// How many were left when it was sent; nil where that is to be found out.
    fileprivate let left: Int?
  }

  /// What may be done now.
  enum Verdict: Sendable {
    case send(Pass)
    case waitForAnswer
    case sleep(Duration)
    /// The limit stays used up, however often its end was waited for.
    case giveUp
  }

  /// What an answer says about the limit.
  enum Reading: Sendable {
    /// This many more in this window.
    case left(Int, of: Int)
    /// No limit is in force: a success that was not counted.
    case unlimited
    /// It was not counted (a refused key).
    case uncounted
    /// It may have been counted: there was no answer, or one from in front of the panel.
    case doubtful
    /// Refused; nothing may be sent for this long, where the panel says how long.
    case spent(Duration?)
  }

  /// The latest limit that the panel announced.
  private var limit = 0
  private var window: RequestWindow?
  private var windows = 0
  /// No window begins before this: the previous one was not over.
  private var earliestBegin = Duration.zero
  private var closedUntil = Duration.zero
  private var strikes = 0

  private var passes = 0
  private var underWay = 0
  /// The requests under way that find out about a window.
  private var probes: Set<Int> = []
  /// Requests that may have been counted and are in no answer yet: each by the number of the next pass, whose answer
  /// includes it.
  private var doubts: [Int] = []
  private var lastSentAt = Duration.zero

  private static let mostStrikes = 5
  private static let firstPause = Duration.seconds(4)
  /// In a window whose end is not known, the last requests are spread, so that one of them notices its end.
  private static let spread = 12

  /// How many requests a minute the panel answers, according to its latest answer; nil where it never said.
  var requestsPerMinute: Int? { limit > 0 ? limit : nil }

  /// A request hangs for most of a minute now and then: where the limit is known to be large, others do not wait for
  /// it. A twentieth of our share does no harm even where people have used up the rest.
  private func mostProbes(beside reserve: Int) -> Int { max(1, (limit - reserve) / 20) }

  /// Whether one more request may be sent; if so, it counts as sent.
  ///
  /// - Parameter reservePercent: the share of each window that whoever sends it leaves to people, 0 to 100.
  mutating func enter(at now: Duration, leaving reservePercent: Int) -> Verdict {
    let reserve = limit * reservePercent / 100
    if strikes >= Self.mostStrikes { return .giveUp }
    if closedUntil > now { return .sleep(closedUntil - now) }
    if let window, window.end <= now { close(window) }
    guard let window else {
      guard probes.count < mostProbes(beside: reserve) else { return .waitForAnswer }
      probes.insert(passes)
      return pass(window: windows + 1, left: nil, at: now)
    }
    guard let left = window.left else { return pass(window: window.number, left: nil, at: now) }
    let ours = left - doubts.count - reserve
    guard ours > underWay else { return underWay > 0 ? .waitForAnswer : .sleep(window.end - now) }
    if window.isVague, ours <= Self.spread {
      guard underWay == 0 else { return .waitForAnswer }
      let due = lastSentAt + (window.end - lastSentAt) / (ours + 1)
      if due > now { return .sleep(due - now) }
    }
    return pass(window: window.number, left: left, at: now)
  }

  /// Lets new requests wait for the limit's end again, where earlier ones gave up.
  mutating func tryAgain() {
    if strikes >= Self.mostStrikes { strikes = 0 }
  }

  /// Gives a pass back.
  mutating func leave(_ pass: Pass, _ reading: Reading, at now: Duration) {
    underWay -= 1
    probes.remove(pass.number)
    switch reading {
    case .left(let left, let limit):
      strikes = 0
      self.limit = limit
      note(left, pass, at: now)
    case .unlimited:
      strikes = 0
      if pass.window > windows { open(RequestWindow(number: pass.window, left: nil, began: now...now, seenAt: now)) }
    case .uncounted: break
    case .doubtful: doubts.append(passes)
    case .spent(let pause): strike(pause, at: now)
    }
  }

  private mutating func pass(window: Int, left: Int?, at now: Duration) -> Verdict {
    let pass = Pass(number: passes, sentAt: now, window: window, left: left)
    passes += 1
    underWay += 1
    lastSentAt = now
    return .send(pass)
  }

  private mutating func note(_ left: Int, _ pass: Pass, at now: Duration) {
    guard let known = window, let knownLeft = known.left else {
      if pass.window > windows || window != nil { begin(left, pass, at: now) } else { doubts.append(passes) }
      return
    }
    let showsLaterWindow = pass.left.map { left >= $0 } ?? false
    if pass.window == known.number, showsLaterWindow {
      begin(left, pass, at: now)
    } else if pass.window == known.number || showsLaterWindow {
      window?.left = min(knownLeft, left)
      window?.seenAt = max(known.seenAt, pass.sentAt)
      doubts.removeAll { $0 <= pass.number }
    } else {
      // Sent before this window: it was counted either in this one or in the one before.
      doubts.append(passes)
    }
  }

  /// Begins a window that was not known.
  private mutating func begin(_ left: Int, _ pass: Pass, at now: Duration) {
    if let window { close(window) }
    // The first request of a window has all others left: the window began with it. Otherwise the window may be nearly
    // over.
    let earliest = left >= limit - 1 ? pass.sentAt : max(earliestBegin, now - RequestWindow.length)
    open(
      RequestWindow(
        number: windows + 1, left: left, began: min(earliest, now)...now, seenAt: pass.sentAt))
    doubts.removeAll { $0 <= pass.number }
  }

  private mutating func open(_ new: RequestWindow) {
    windows = new.number
    window = new
  }

  private mutating func close(_ old: RequestWindow) {
    earliestBegin = max(old.seenAt, old.began.lowerBound + RequestWindow.length)
    window = nil
  }

  /// Requests that were under way together are refused together: that is one strike.
  private mutating func strike(_ pause: Duration?, at now: Duration) {
    if closedUntil <= now { strikes += 1 }
    closedUntil = max(closedUntil, now + (pause ?? Self.firstPause * (1 << (strikes - 1))))
    if let window { close(window) }
  }
}
