import Applier

extension Console {
  /// Tells what happens on the way to the lock.
  func show(_ news: LockNews) {
    switch news {
    case .waiting(let holder): say("Waiting: \(holder).")
    case .watching(let holder, let time):
      say(
        "The lock has expired; watching it for \(time.components.seconds) s to make sure that its run is gone: \(holder)."
      )
    case .tookOver(let taking): complain("The lock was taken over: \(taking).")
    case .notLookedAt(let remote, let why):
      complain(
        "warning: the lock of \(remote) could not be read; continuing, because results are not pushed: \(escapedLinesForDisplay(why))"
      )
    }
  }
}
