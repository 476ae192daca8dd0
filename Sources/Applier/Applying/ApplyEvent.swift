public import Panel
public import Planner

/// What happens during an apply, as it happens.
public enum ApplyEvent: Sendable {
  /// On the way to the lock.
  case lock(LockNews)
  /// The lock is this run's; repository and panel are read.
  case preparing
  /// How far the panel is read.
  case reading(ReadingProgress)
  /// Requests wait for the panel's limit, while it is read or changed.
  case limitWait(LimitWait)
  /// So many servers are there that no run has recorded, and it is waited for whether the panel keeps them.
  case doubting(Int)
  /// It is planned, and nothing is decided about it yet.
  case prepared(PreparedApply)
  /// What was reviewed of this order is not to be done as it was.
  case stale(OrderID, why: String)
  /// The plan is being performed.
  case started(PreparedApply)
  case progress(ApplyProgress)
  /// The lock is not this run's any more.
  case lockLost(LockLoss)
  /// How it ends is known; the lock is yet to be given back.
  case ending(ApplyEnd)
  /// The lock could not be given back, and expires by itself.
  case lockNotReleased(why: String)
}

/// How an apply ended.
public enum ApplyEnd: Sendable {
  /// The plan was performed, whatever came of it; with why the lock was lost meanwhile, where it was.
  case finished(FinishedApply, of: PreparedApply, lost: LockLoss?)
  /// It was planned, and not performed.
  case refused(ApplyRefusal)
  /// It was not planned.
  case failed(ApplyFailure)
  /// There was no lock to be had.
  case noLock(LockFailure)
  /// It was stopped before anything was done.
  case stopped
}

/// Why a plan is not performed.
public enum ApplyRefusal: Hashable, Sendable {
  /// Nothing of the saved plan is still to be done as it was reviewed.
  case stalePlan
  /// It is over a safety limit that nobody accepted for this very plan.
  case overLimit
  /// Another plan was accepted than this, which needs no acceptance.
  case needlessAcceptance
  /// The panel does not seem to be the one of the results; that cannot be accepted.
  case anotherPanel
  case declined
  /// The question would not have been seen.
  case notSeen
  /// The lock may be somebody else's before anything was done.
  case lockLost
}
