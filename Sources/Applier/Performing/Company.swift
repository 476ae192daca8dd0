import Panel
import Planner

/// Which changes failed while others were under way, and perhaps for that reason.
///
/// A node's daemon asks the panel for a server's settings before it answers the panel. With as many changes under way as the panel has processes,
/// none is left to answer the daemons, and all of them fail: 504, for each, however often they are tried again together.
struct Company: Sendable {
  private var underWay: Set<Int> = []
  private var beside: Set<Int> = []
  /// By their numbers.
  private(set) var failed: Set<Int> = []

  mutating func begin(_ number: Int) {
    underWay.insert(number)
    if underWay.count > 1 { beside.formUnion(underWay) }
  }

  mutating func end(_ number: Int, after attempt: Attempt) {
    underWay.remove(number)
    if beside.contains(number), attempt.failed?.failure.root.isUnansweredDaemon == true { failed.insert(number) }
  }
}

/// What became of a change that was tried beside others.
struct Tried: Sendable {
  let change: Change
  let outcome: Outcome
  /// Whether it is tried once more, and nobody was told that it ended.
  let isOpen: Bool
}

extension PanelFailure {
  /// Whether a node's daemon gave the panel no answer; one that refuses has answered.
  var isUnansweredDaemon: Bool {
    if case .daemonFailed(_, 504) = self { true } else { false }
  }
}
