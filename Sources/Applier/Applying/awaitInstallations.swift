import Panel
import Planner

/// Whether a run waits until the servers that it created are installed.
public enum InstallationWait: Sendable {
  case none
  /// Waits, looking again after each pause.
  ///
  /// - Parameters:
  ///   - limit: how many seconds at most; nil: the fleet's `installWithin`.
  ///   - pause: returns after so many seconds.
  case until(limit: Int?, pause: @Sendable (_ seconds: Int) async -> Void)
}

extension PreparedApply {
  /// Waits for the installations of what this run created, and of what an earlier run created that was killed before it
  /// could wait.
  ///
  /// - Returns: the servers that it waited for; the observation that follows shows what became of them.
  func awaitInstallations(
    after outcomes: [(change: Change, outcome: Outcome)], _ execution: Execution
  ) async -> [ServerID] {
    guard case .until(let limit, let pause) = execution.installations else { return [] }
    let awaited = installingBefore(asOf: execution.now()) + installing(by: outcomes)
    guard !awaited.isEmpty else { return [] }
    await execution.stop.stage.cancelling(at: .waiting) { await wait(for: awaited, limit, pause, execution) }
    return awaited
  }

  /// A panel that sometimes cannot be read is asked again; one that cannot be read at all would hold up the run for
  /// nothing.
  private func wait(
    for awaited: [ServerID], _ limit: Int?, _ pause: @Sendable (Int) async -> Void, _ execution: Execution
  ) async {
    let deadline = execution.now().seconds + (limit ?? planned.fleet.settings.policy.installWithinSeconds)
    let total = planned.serverCount + awaited.count
    var open = awaited
    var failures = 0
    execution.tell(.installing(open.count, until: Instant(seconds: deadline)))
    while !open.isEmpty, execution.now().seconds < deadline, failures < 3 {
      guard await !execution.stop.isStopped, !Task.isCancelled else { return }
      // A long list is not read again and again at the expense of others who use the panel.
      let requests = panel.requestsForInstalling(open.count, among: total)
      await pause(max(1, min(max(2, requests / 2), deadline - execution.now().seconds)))
      do throws(PanelFailure) {
        let left = try await panel.stillInstalling(of: open, among: total)
        if left.count != open.count { execution.tell(.installing(left.count, until: Instant(seconds: deadline))) }
        (open, failures) = (left, 0)
      } catch {
        failures += 1
      }
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

  /// Servers that somebody reinstalls after their first hour are not waited for, nor those that should have been
  /// installed long ago.
  private func installingBefore(asOf now: Instant) -> [ServerID] {
    let policy = planned.fleet.settings.policy
    return planned.serversInstalling.filter { now < policy.installDeadline(of: $0) }.map(\.id)
  }
}
