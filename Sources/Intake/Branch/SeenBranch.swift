import Planner
import Synchronization

/// The branch as intake saw it last: what a round works on and whoever delivers is answered from, each without waiting for the other.
final class SeenBranch: Sendable {
  private let last = Mutex<(branch: BranchView, at: Instant)?>(nil)

  /// Nil before the first look.
  var view: (branch: BranchView, at: Instant)? { last.withLock { $0 } }

  /// Notes what was seen just now.
  func note(_ branch: BranchView, at time: Instant) { last.withLock { $0 = (branch, time) } }
}
