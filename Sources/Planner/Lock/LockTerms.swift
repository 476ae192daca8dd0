/// How long a lock lasts, and what others go by.
///
/// Clocks of two machines differ, so that no clock alone decides. Who holds the lock counts by its own steady clock, and begins
/// nothing new where the lock could soon be somebody else's. Who wants it takes it over only after it has been seen unchanged for longer
/// than a holder that still works would leave it.
public struct LockTerms: Sendable {
  /// How long a claim lasts without being renewed.
  public let lease: Duration
  /// How often it is renewed.
  public let renewal: Duration
  /// How far before its end a holder that cannot renew stops to begin anything.
  public let caution: Duration
  /// By how much clocks may differ before watching has to make up for it.
  public let skew: Duration

  public init(lease: Duration, renewal: Duration, caution: Duration, skew: Duration) {
    self.lease = lease
    self.renewal = renewal
    self.caution = caution
    self.skew = skew
  }

  /// What is in use.
  public static let standard = LockTerms(
    lease: .seconds(300), renewal: .seconds(30), caution: .seconds(60), skew: .seconds(30))

  /// How long an expired lock is watched before it is taken over: a living holder would have renewed it by then.
  public var watch: Duration { renewal + renewal / 2 }

  /// What a claim that was read calls for.
  public enum Verdict: Hashable, Sendable {
    /// Nobody holds the lock.
    case free
    /// It may be taken over.
    case expired
    /// Its time is over by this clock; watched for so long more, it may be taken over.
    case expiring(Duration)
    /// Somebody works.
    case held
  }

  /// Judges a claim.
  ///
  /// - Parameters:
  ///   - claim: nil where what stands there cannot be read.
  ///   - now: by the clock here.
  ///   - unchanged: how long it has been seen as it is, by a steady clock.
  public func judge(_ claim: LockClaim?, now: Instant, unchanged: Duration) -> Verdict {
    if claim?.state == .released { return .free }
    // Whatever the clocks and whatever stands there: nobody has renewed it for a whole lease.
    if unchanged >= lease + skew { return .expired }
    guard let claim, .seconds(now.seconds) >= .seconds(claim.expires.seconds) + skew else { return .held }
    return unchanged >= watch ? .expired : .expiring(watch - unchanged)
  }
}
