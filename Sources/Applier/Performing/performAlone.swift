import Panel
import Planner

extension ChangeExecutor {
  /// Tries those changes once more, one at a time, whose nodes' daemons did not answer while several were under way, and those that were given up
  /// for such failures. A node whose daemon does not answer a single change either is left alone.
  func performAlone(
    _ tried: [Tried], _ servers: [ServerID: ObservedServer]
  ) async -> [(change: Change, outcome: Outcome)] {
    let nodes = Set(tried.filter(\.isOpen).map(\.change.nodeWhoseDaemonTakesPart))
    var silent: Set<NodeID?> = []
    var done: [(change: Change, outcome: Outcome)] = []
    for attempt in tried {
      let (change, node) = (attempt.change, attempt.change.nodeWhoseDaemonTakesPart)
      guard attempt.isOpen || attempt.isGivenUpForDaemon && nodes.contains(node) else {
        done.append((change, attempt.outcome))
        continue
      }
      let again = silent.contains(node) ? nil : await perform(change, servers, isBegun: attempt.isOpen)
      if again?.failed?.failure.root.isUnansweredDaemon == true { silent.insert(node) }
      // Who ends the run meanwhile learns what it came to before.
      let outcome = again.flatMap { $0.isBegun ? $0.outcome : nil } ?? attempt.outcome
      if attempt.isOpen || again?.isBegun == true { tell(.ended(change, outcome)) }
      done.append((change, outcome))
    }
    return done
  }
}

extension Tried {
  fileprivate var isGivenUpForDaemon: Bool {
    if case .skipped(.givenUp(let cause)) = outcome { cause.code == FailureKind.daemonFailed.rawValue } else { false }
  }
}
