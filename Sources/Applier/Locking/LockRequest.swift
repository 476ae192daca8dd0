public import Planner

/// Who asks for the lock, and how.
public struct LockRequest: Sendable {
  /// Who will work: `ada@build-7`.
  public let owner: String
  /// This process, as others on this machine see it.
  public let process: Int32
  /// 32 random hexadecimal digits, of this run alone.
  public let nonce: String
  /// How long to wait for a run that is working.
  public let patience: Duration
  public let force: Force
  public let terms: LockTerms
  public let time: Time
  /// Called with news during the wait.
  public let tell: @Sendable (LockNews) -> Void

  /// Whether to take a lock that somebody holds.
  public enum Force: Sendable {
    case none
    case breakLock
  }

  /// The clocks, and waiting.
  public struct Time: Sendable {
    /// The time of day, for what others read.
    public let now: @Sendable () -> Instant
    /// How much time has passed since some moment, including while the machine slept.
    public let elapsed: @Sendable () -> Duration
    /// Returns after a duration, or earlier where the task is cancelled.
    public let sleep: @Sendable (Duration) async -> Void

    public init(
      now: @escaping @Sendable () -> Instant, elapsed: @escaping @Sendable () -> Duration,
      sleep: @escaping @Sendable (Duration) async -> Void
    ) {
      self.now = now
      self.elapsed = elapsed
      self.sleep = sleep
    }
  }

  public init(
    owner: String, process: Int32, nonce: String, patience: Duration, force: Force, terms: LockTerms, time: Time,
    tell: @escaping @Sendable (LockNews) -> Void = { _ in }
  ) {
    self.owner = owner
    self.process = process
    self.nonce = nonce
    self.patience = patience
    self.force = force
    self.terms = terms
    self.time = time
    self.tell = tell
  }

  /// The same request with another receiver of news.
  func telling(_ tell: @escaping @Sendable (LockNews) -> Void) -> LockRequest {
    LockRequest(
      owner: owner, process: process, nonce: nonce, patience: patience, force: force, terms: terms, time: time,
      tell: tell)
  }
}

/// What happens on the way to the lock.
public enum LockNews: Sendable {
  /// Another run works, and this one waits for it.
  case waiting(LockHolder)
  /// A lock has expired; it is watched for this long, because its holder may be alive with another clock.
  case watching(LockHolder, Duration)
  /// A lock was taken over.
  case tookOver(LockTakeover)
  /// Results are not pushed, so the lock is only looked at, and that failed.
  case notLookedAt(remote: String, why: String)
}
