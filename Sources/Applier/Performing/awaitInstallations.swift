import Panel
import Planner

/// Whether a run waits until the servers that it made are installed.
public enum InstallationWait: Sendable {
  case none
  /// Looks again after each pause, until the fleet's `installWithin` is over.
  case until(pause: @Sendable () async -> Void)
}

extension PreparedApply {
  /// Waits for the installations of what was just made, and of what an earlier run made that was killed before it could wait. Where a
  /// server cannot be read the rest is left to the observation that follows: a panel that hangs would hold up the run once for each server.
  func awaitInstallations(after outcomes: [(change: Change, outcome: Outcome)], _ execution: Execution) async {
    guard case .until(let pause) = execution.installations else { return }
    await execution.stop.urgency.cancelling(at: .waiting) { await awaitAll(of: outcomes, pause, execution) }
  }

  private func awaitAll(
    of outcomes: [(change: Change, outcome: Outcome)], _ pause: @Sendable () async -> Void, _ execution: Execution
  ) async {
    let start = execution.now()
    let deadline = start.seconds + planned.fleet.settings.policy.installWithinSeconds
    var installing = installingBefore(asOf: start) + installing(by: outcomes)
    while !installing.isEmpty, execution.now().seconds < deadline {
      guard await !execution.stop.isStopped, !Task.isCancelled else { return }
      execution.tell(.installing(installing.count))
      await pause()
      do throws(PanelFailure) { installing = try await panel.stillInstalling(of: installing) } catch { return }
    }
  }

  private func installing(by outcomes: [(change: Change, outcome: Outcome)]) -> [ServerID] {
    outcomes.compactMap { change, outcome in
      guard change.server == nil, case .applied(let server?, _) = outcome, server.status == .installing else {
        return nil
      }
      return server.id
    }
  }

  /// Whoever reinstalls a server of their own after its first hour is not waited for, nor what should have been installed long ago.
  private func installingBefore(asOf now: Instant) -> [ServerID] {
    let policy = planned.fleet.settings.policy
    return planned.serversInstalling.filter { now < policy.installDeadline(of: $0) }.map(\.id)
  }
}
