import Panel
import Planner

/// Stops trying where the panel itself, or a node's daemon, is broken: what would fail like everything before it is no
/// longer sent.
///
/// Each systemic failure has a count of its own, of the orders that it affected. Failures that are an order's own (a
/// value that is refused, an address that is taken) do not count; a change that succeeds clears the counts that it
/// refutes. An order that failed in the same way in the previous run says little about others: such failures have a
/// count with more patience.
struct CircuitBreaker: Sendable {
  private var met: [SystemicFailure: Int] = [:]
  private var metAgain: [SystemicFailure: Int] = [:]
  private var given: [(systemicFailure: SystemicFailure, cause: Outcome.Cause)] = []

  private static let patienceWithThoseThatFailedBefore = 20

  /// Why a change is not tried; nil where it is.
  func skip(for change: Change) -> Outcome.Skip? {
    given.first { $0.systemicFailure.befalls(change) }.map { .givenUp($0.cause) }
  }

  /// Notes the outcome of a change that was tried.
  ///
  /// - Parameter before: the failure in the previous run, where its order had one.
  mutating func note(_ attempt: Attempt, of change: Change, before: OrderResult.Failure? = nil) {
    if let failed = attempt.failed {
      let isRepeated = attempt.outcome.failure.map { before?.isSame(as: $0) == true } ?? false
      note(failed.failure.root, at: failed.action, isRepeated: isRepeated)
    } else if attempt.outcome.isApplied, !change.actions.isEmpty {
      met = met.filter { systemicFailure, _ in !systemicFailure.isRefuted(by: change) }
      metAgain = metAgain.filter { systemicFailure, _ in !systemicFailure.isRefuted(by: change) }
    }
  }

  private mutating func note(_ failure: PanelFailure, at action: Action, isRepeated: Bool) {
    guard let systemicFailure = SystemicFailure(failure, at: action),
      !given.contains(where: { $0.systemicFailure == systemicFailure })
    else { return }
    let failures: Int
    let patience: Int
    if isRepeated, systemicFailure.mayBeOnesOwn {
      metAgain[systemicFailure, default: 0] += 1
      (failures, patience) = (metAgain[systemicFailure, default: 0], Self.patienceWithThoseThatFailedBefore)
    } else {
      met[systemicFailure, default: 0] += 1
      (failures, patience) = (met[systemicFailure, default: 0], systemicFailure.patience)
    }
    guard failures >= patience else { return }
    given.append((systemicFailure, Outcome.Cause(failure.kind, message: failure.description, failures: failures)))
  }
}
