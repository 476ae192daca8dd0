public import Planner

/// What an apply is asked.
public struct ApplyRequest: Sendable {
  /// The branch for results; nil chooses one.
  public let branch: String?
  public let pushing: Pushing
  /// Orders whose vanished servers are made again.
  public let recreate: Set<OrderID>
  /// Orders whose servers run again although somebody suspended them by hand.
  public let resume: Set<OrderID>
  public let asOf: Instant
  /// Whether that is a day that somebody gave, and not this machine's clock.
  public let isDayGiven: Bool
  /// The plan that was reviewed: nothing else is performed; nil performs all.
  public let saved: SavedPlan?
  /// The digest by which a plan over a safety limit is accepted.
  public let accepted: Digest?
  /// How many changes are performed at once.
  public let concurrency: Int
  public let installations: InstallationWait
  /// Who applies, how long it waits for others, and the clocks of the whole run.
  public let lock: LockRequest
  /// Waits before another try at the remote, a little longer each time.
  public let pause: @Sendable (_ tries: Int) async -> Void

  /// The time, whatever day is applied as of.
  var now: @Sendable () -> Instant { lock.time.now }

  public init(
    branch: String?, pushing: Pushing, recreate: Set<OrderID>, resume: Set<OrderID> = [], asOf: Instant,
    isDayGiven: Bool, saved: SavedPlan?,
    accepted: Digest?, concurrency: Int, installations: InstallationWait, lock: LockRequest,
    pause: @escaping @Sendable (_ tries: Int) async -> Void
  ) {
    self.branch = branch
    self.pushing = pushing
    self.recreate = recreate
    self.resume = resume
    self.asOf = asOf
    self.isDayGiven = isDayGiven
    self.saved = saved
    self.accepted = accepted
    self.concurrency = concurrency
    self.installations = installations
    self.lock = lock
    self.pause = pause
  }
}

/// The answer of whoever was shown a prepared plan.
public enum Consent: Sendable {
  case proceed
  case decline
  /// Somebody is there, and would not see the question.
  case notSeen
}
