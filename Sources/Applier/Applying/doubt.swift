import Panel
import Planner

/// Servers that the panel shows and may still take back, because it has not heard from the node's daemon. How long it
/// waits for the daemon is its operator's setting, which it shows nobody. A server that is recorded too early, and then
/// taken back, would count as vanished for ever.
struct Doubt {
  /// Orders whose server is shown, but not confirmed.
  let unconfirmed: Set<OrderID>
  /// Orders whose server was shown after its create had got no answer, and is gone now.
  let takenBack: Set<OrderID>

  /// The outcome of a change, as far as it is certain: what is in doubt counts neither as done nor as failed.
  func settle(_ change: Change, _ outcome: Outcome) -> Outcome {
    guard !change.kind.isOfUser else { return outcome }
    if unconfirmed.contains(change.order), outcome.isApplied || outcome.isUnknown {
      return .unknown(
        .init(
          action: change.actions.first?.word ?? "adopt", .notConfirmed,
          message: "the panel shows the server and has not heard of its daemon, so that it may yet take it back"))
    }
    if takenBack.contains(change.order), outcome.isUnknown {
      return .failed(
        .init(
          action: "create", .daemonFailed,
          message: "the panel took the server back, for the node's daemon did not answer"))
    }
    return outcome
  }
}

extension PreparedApply {
  /// Waits, for all of them at once, until the panel has decided about servers whose creates it did not answer.
  ///
  /// - Returns: the orders whose servers it shows.
  func awaitFate(after outcomes: [(change: Change, outcome: Outcome)], _ execution: Execution) async -> Set<OrderID> {
    let open = outcomes.filter { $0.change.kind == .create && $0.outcome.isUnknown }.map(\.change.order)
    guard !open.isEmpty, await !execution.stop.isStopped else { return [] }
    return await execution.stop.stage.cancelling(at: .waiting) {
      var seen: [OrderID: ServerID] = [:]
      for order in open {
        do throws(PanelFailure) {
          guard let server = try await panel.server(externalID: order.text)?.server else { continue }
          if server.status == .installing { seen[order] = server.id }
        } catch .noAnswer {
          // Each further request would take its whole timeout, twice. The observation after the run covers all of these
          // servers at once.
          break
        } catch {
          continue
        }
      }
      guard !seen.isEmpty else { return [] }
      execution.tell(.doubting(seen.count))
      try? await panel.awaitFate(of: Array(seen.values), among: planned.serverCount + seen.count)
      return Set(seen.keys)
    }
  }

  /// What is uncertain about the observation after a run.
  ///
  /// - Parameter begun: the orders whose servers were shown while their creates were in doubt.
  func doubt(
    in seen: Observation, after outcomes: [(change: Change, outcome: Outcome)], begun: Set<OrderID>, now: Instant
  ) -> Doubt {
    let confirmed = Set(
      outcomes.filter { ($0.change.kind == .create || $0.change.isLink) && $0.outcome.isApplied }
        .map(\.change.order.text))
    let unconfirmed = planned.fleet.serversInDoubt(among: seen.servers, youngerThan: panel.certainAfter, asOf: now)
      .compactMap(\.externalID).filter { !confirmed.contains($0) }
    let there = Set(seen.servers.compactMap(\.externalID))
    return Doubt(
      unconfirmed: Set(unconfirmed.compactMap { OrderID($0) }), takenBack: begun.filter { !there.contains($0.text) })
  }
}

extension Outcome {
  fileprivate var isUnknown: Bool {
    switch self {
    case .unknown: true
    case .applied, .installFailed, .failed, .skipped, .contradicted: false
    }
  }
}
