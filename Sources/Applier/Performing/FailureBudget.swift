import Panel
import Planner

/// Ends the trying where the panel itself is ill, or a node's daemon: what would fail like all before it is not sent any more.
///
/// Each ailment is counted by itself. Failures that are an order's own (a value that is refused, an address that is taken) do not count; a change
/// that is made clears the counts, and of a daemon's only if that daemon took part in it.
struct FailureBudget: Sendable {
  private var met: [Ailment: Int] = [:]
  private var given: [(ailment: Ailment, cause: Outcome.Cause)] = []

  /// Whether anything is not tried any more.
  var isSpent: Bool { !given.isEmpty }

  /// Why a change is not tried; nil where it is.
  func skip(for change: Change) -> Outcome.Skip? {
    given.first { $0.ailment.befalls(change) }.map { .givenUp($0.cause) }
  }

  /// Notes what became of a change that was tried.
  mutating func note(_ performed: Performed, of change: Change) {
    if let failure = performed.failure?.root {
      note(failure)
    } else if performed.outcome.isApplied, !change.actions.isEmpty {
      let node = change.nodeWhoseDaemonTakesPart
      met = met.filter { ailment, _ in
        if case .daemon(let failing) = ailment { failing != node } else { false }
      }
    }
  }

  private mutating func note(_ failure: PanelFailure) {
    guard let ailment = Ailment(failure), !given.contains(where: { $0.ailment == ailment }) else { return }
    let failures = met[ailment, default: 0] + 1
    met[ailment] = failures
    guard failures >= ailment.patience else { return }
    given.append((ailment, Outcome.Cause(code: failure.code, message: failure.description, failures: failures)))
  }
}
