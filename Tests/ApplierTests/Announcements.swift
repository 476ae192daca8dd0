import Guarding

@testable import Applier

/// Counts what it is told of an apply.
final class Announcements: Sendable {
  private struct Counts {
    var began = 0
    var ended = 0
    var most = 0
    var orders: [String] = []
  }

  private let counts = Guarded(Counts())

  @Sendable func note(_ progress: ApplyProgress) {
    counts.withLock { counts in
      switch progress {
      case .began(let change):
        counts.began += 1
        counts.orders.append(change.order.text)
      case .ended: counts.ended += 1
      case .installing, .doubting, .observing, .recording: break
      }
      counts.most = max(counts.most, counts.began - counts.ended)
    }
  }

  var began: Int { counts.withLock { $0.began } }
  var ended: Int { counts.withLock { $0.ended } }
  /// In the order in which they were begun.
  var orders: [String] { counts.withLock { $0.orders } }
  /// How many changes were under way at once.
  var most: Int { counts.withLock { $0.most } }
}
