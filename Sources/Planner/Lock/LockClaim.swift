/// What a run says of itself in the lock that it holds.
///
/// Whoever may push can write anything there: what is read is a claim, shown `escapedForDisplay` and believed no further than the rules
/// of `LockTerms` go.
public struct LockClaim: Hashable, Sendable {
  /// Who works, `ada@build-7`.
  public let owner: String
  /// The page of the CI run.
  public let run: String?
  /// When the lock was taken, by the holder's clock.
  public let since: Instant
  /// When it may be taken over unless it is renewed, by the holder's clock.
  public var expires: Instant
  /// 32 hexadecimal digits by chance: no two claims are the same commit.
  public let nonce: String
  /// The lock that stood in the way, where there was one.
  public let taking: LockTakeover?
  /// Whether it is given back: for remotes that let nothing be deleted.
  public var state: State

  /// Whether somebody holds the lock.
  public enum State: Hashable, Sendable {
    case held
    case released
  }

  public init(
    owner: String, run: String?, since: Instant, expires: Instant, nonce: String, taking: LockTakeover? = nil,
    state: State = .held
  ) {
    self.owner = owner
    self.run = run
    self.since = since
    self.expires = expires
    self.nonce = nonce
    self.taking = taking
    self.state = state
  }
}

/// A lock that was taken over: which, from whom, and with what right.
public struct LockTakeover: Hashable, Sendable {
  /// The commit that it was.
  public let commit: String
  /// Who held it; nil where that could not be read.
  public let owner: String?
  public let right: Right

  /// What allows to take a lock over.
  public enum Right: String, Hashable, Sendable, CaseIterable {
    /// It was not renewed in time.
    case expired
    /// Its holder was a process of this clone, and is dead.
    case abandoned
    /// Somebody said `--break-lock`.
    case broken
  }

  public init(commit: String, owner: String?, right: Right) {
    self.commit = commit
    self.owner = owner
    self.right = right
  }
}

extension LockTakeover: CustomStringConvertible {
  /// `broken, of ada@build-7, 4f2c…`: fit for one line of a commit message.
  public var description: String {
    "\(right.rawValue), of \(owner.map { escapedForDisplay($0, upTo: 200) } ?? "an unreadable owner"), \(escapedForDisplay(commit, upTo: 64))"
  }
}
