import Applier

extension Console {
  /// Tells what happens on the way to the lock.
  func show(_ news: LockNews) {
    switch news {
    case .waiting(let holder): say("Waiting: \(holder).")
    case .watching(let holder, let time):
      say("It has expired, and is watched for \(time.components.seconds) s to be sure that nobody works: \(holder).")
    case .tookOver(let taking): complain("The lock was taken over: \(taking).")
    case .notLookedAt(let remote, let why):
      complain(
        "warning: the lock of \(remote) could not be looked at, and results are not pushed; going on: \(escapedLinesForDisplay(why))"
      )
    }
  }
}
