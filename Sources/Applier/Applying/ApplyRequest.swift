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
  /// How much is looked at.
  public var extent = Extent.everything
  /// Why it is accepted, for the commit; nil where nobody says.
  public var because: String?
  /// How many changes to perform at once.
  public let concurrency: Int
  public let installations: InstallationWait
  /// Who applies, how long it waits for others, and the clocks of the whole run.
  public let lock: LockRequest
  /// Waits before the next try at the remote, a little longer each time.
  public let pause: @Sendable (_ tries: Int) async -> Void

  /// Which changes are held back: for each, by its digest, why, for people. Asked under the lock, after planning, before limits and
  /// consent; nil holds nothing back. A plan that was accepted by its digest is performed whole, whatever is answered.
  public let screen: Screen?
  /// Whether a commit came to the branch by a pull request, by its full id: what such a commit says it recorded is not believed. Asked
  /// only where there is a `screen`; nil believes every results commit of the branch.
  public let isFromPullRequest: (@Sendable (_ commit: String) async -> Bool)?
  /// Where what is applied was reviewed. Asked when the run is recorded.
  public let trail: @Sendable () async -> ReviewTrail

  /// How much of the fleet is looked at.
  public enum Extent: Sendable {
    case everything
    /// What changed since the last recorded run, with what that left open and what is due; everything where that cannot be told.
    case changed
  }

  /// Holds changes back.
  public typealias Screen = @Sendable (ScreenedPlan) async -> [Digest: String]

  /// The time, whatever day the run is as of.
  var now: @Sendable () -> Instant { lock.time.now }

  public init(
    branch: String?, pushing: Pushing, recreate: Set<OrderID>, resume: Set<OrderID> = [], asOf: Instant,
    isDayGiven: Bool, saved: SavedPlan?,
    accepted: Digest?, concurrency: Int, installations: InstallationWait, lock: LockRequest,
    pause: @escaping @Sendable (_ tries: Int) async -> Void, screen: Screen? = nil,
    isFromPullRequest: (@Sendable (_ commit: String) async -> Bool)? = nil,
    trail: @escaping @Sendable () async -> ReviewTrail = { ReviewTrail() }
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
    self.screen = screen
    self.isFromPullRequest = isFromPullRequest
    self.trail = trail
  }
}

/// The answer of whoever was shown a prepared plan.
public enum Consent: Sendable {
  case proceed
  case decline
  /// Somebody is there, but would not see the question.
  case notSeen
}
