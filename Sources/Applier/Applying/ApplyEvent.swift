public import Panel
public import Planner

/// What happens during an apply, as it happens.
public enum ApplyEvent: Sendable {
  /// On the way to the lock.
  case lock(LockNews)
  /// The lock is this run's; repository and panel are being read.
  case preparing
  /// How much of the panel has been read.
  case reading(ReadingProgress)
  /// Requests wait for the panel's limit while it is read or changed.
  case limitWait(LimitWait)
  /// The panel shows this many servers that no run has recorded; the run waits to see whether the panel keeps them.
  case doubting(Int)
  /// Everything is looked at, although only what changed was asked for.
  case lookingAtEverything(WholeReason)
  /// The plan is made, and nothing is decided about it yet.
  case prepared(PreparedApply)
  /// The change that was reviewed for this order will not be performed, because it is no longer the same.
  case stale(OrderID, why: String)
  /// The plan is being performed.
  case started(PreparedApply)
  case progress(ApplyProgress)
  /// The lock is no longer this run's.
  case lockLost(LockLoss)
  /// The run has ended, except that the lock has not been given back.
  case ending(ApplyEnd)
  /// The lock could not be given back, and expires by itself.
  case lockNotReleased(why: String)
}

/// How an apply ended.
public enum ApplyEnd: Sendable {
  /// The plan was performed, with whatever success; `lost` says why the lock was lost meanwhile, if it was.
  case finished(FinishedApply, of: PreparedApply, lost: LockLoss?)
  /// A plan was made, but not performed.
  case refused(ApplyRefusal)
  /// No plan was made.
  case failed(ApplyFailure)
  /// The lock could not be had.
  case noLock(LockFailure)
  /// The run was stopped before anything was done.
  case stopped
}

/// Why a plan is not performed.
public enum ApplyRefusal: Hashable, Sendable {
  /// Nothing in the saved plan can still be done as it was reviewed.
  case stalePlan
  /// The plan exceeds a safety limit, and nobody accepted this very plan.
  case overLimit
  /// Another plan than this one was accepted, and this one needs no acceptance.
  case needlessAcceptance
  /// The panel does not seem to be the one that the results are from; that cannot be accepted.
  case anotherPanel
  case declined
  /// Nobody would have seen the question.
  case notSeen
  /// The lock may have become somebody else's before anything was done.
  case lockLost
}
