public import Planner

/// What to apply, and how.
public struct ApplyRequest: Sendable {
  /// The branch that results go to; nil to choose one.
  public let branch: String?
  public let pushing: Pushing
  /// Orders whose vanished servers are to be created again.
  public let recreate: Set<OrderID>
  /// Orders whose servers run again although somebody suspended them by hand.
  public let resume: Set<OrderID>
  public let asOf: Instant
  /// Whether `asOf` is a day that somebody gave, and not this machine's clock.
  public let isDayGiven: Bool
  /// The plan that was reviewed: only its changes are performed; nil performs all.
  public let saved: SavedPlan?
  /// The digest that accepts a plan over a safety limit.
  public let accepted: Digest?
  /// How many changes to perform at once.
  public let concurrency: Int
  public let installations: InstallationWait
  /// Who applies, how long it waits for others, and the clocks of the whole run.
  public let lock: LockRequest
  /// Waits before the next try at the remote, a little longer each time.
  public let pause: @Sendable (_ tries: Int) async -> Void

  /// The time, whatever day the run is as of.
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
  /// Somebody is there, but would not see the question.
  case notSeen
}
