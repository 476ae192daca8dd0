import Panel
import Planner

/// What became of a change, and the failure that ended it.
struct Attempt: Sendable {
  let outcome: Outcome
  /// Nil where nothing failed.
  let failed: (action: Action, failure: PanelFailure)?

  /// Whether anything was sent.
  var isBegun: Bool { failed != nil || outcome != .skipped(.interrupted) }
}

/// Performs changes on the panel: the actions of one in their order, up to the first that fails.
struct ActionExecutor: Sendable {
  let panel: any PanelClient
  /// The addresses that the plan gives to servers: a server that is bumped from one does not take another's.
  let planned: Set<AllocationID>

  /// Performs one change.
  ///
  /// - Parameter server: the server as it was observed for the plan; nil where it does not exist yet.
  func perform(_ change: Change, on server: ObservedServer?) async -> Attempt {
    var known = KnownServer(server: server, address: nil)
    for (number, action) in change.actions.enumerated() {
      do throws(PanelFailure) {
        try await perform(action, of: change, &known)
      } catch {
        if number == 0, error == .cancelled(.never) {
          return Attempt(outcome: .skipped(.interrupted), failed: (action, error))
        }
        return Attempt(outcome: outcome(of: error, at: action), failed: (action, error))
      }
    }
    return Attempt(outcome: .applied(server: known.server, address: known.address), failed: nil)
  }

  /// What is known of the server while its change is performed.
  private struct KnownServer {
    var server: ObservedServer?
    var address: String?
  }

  /// The one place where a plan's action becomes an act.
  private func perform(
    _ action: Action, of change: Change, _ known: inout KnownServer
  ) async throws(PanelFailure) {
    switch action {
    case .createUser(let user): _ = try await panel.create(user)
    case .linkUser(let link): _ = try await panel.link(link)
    case .link: known.server = try await panel.link(identity(of: change))
    case .createServer(let new):
      let placed = try await panel.create(new, sparing: planned).server
      known = KnownServer(
        server: placed.server, address: placed.allocation?.address ?? new.placement.address(of: placed.server))
    case .updateDetails(let update): known.server = try await panel.update(identity(of: change), details: update)
    case .updateBuild(let build): known.server = try await panel.update(identity(of: change), build: build)
    case .updateStartup(let update):
      let isReturning = change.differences.contains { $0.field == .egg && $0.cause == .drifted }
      known.server = try await panel.update(identity(of: change), startup: update, isReturning: isReturning)
    case .suspend:
      try await panel.suspend(identity(of: change))
      known.server = known.server?.turned(.suspended)
    case .unsuspend:
      try await panel.unsuspend(identity(of: change))
      known.server = known.server?.turned(.ready)
    case .delete:
      try await panel.delete(identity(of: change))
      known.server = nil
    }
  }

  private func identity(of change: Change) -> ServerIdentity {
    guard let server = change.server else { preconditionFailure("\(change.kind) of \(change.order) names no server") }
    return ServerIdentity(id: server.id, uuid: server.uuid, externalID: change.order.text)
  }

  private func outcome(of failure: PanelFailure, at action: Action) -> Outcome {
    if case .stale(let staleness) = failure { return .skipped(.stale(staleness.description)) }
    let recorded = OrderResult.Failure(action: action.word, failure.kind, message: failure.description)
    return failure.mayHaveTakenEffect ? .unknown(recorded) : .failed(recorded)
  }
}

extension Placement {
  /// The planned address, if the server got it.
  fileprivate func address(of server: ObservedServer) -> String? {
    server.allocation == allocation.id ? allocation.address : nil
  }
}

extension ObservedServer {
  /// The server after a suspension or its end.
  fileprivate func turned(_ status: ServerStatus) -> ObservedServer {
    var spec = spec
    spec.isSuspended = status == .suspended
    return ObservedServer(
      id: id, uuid: uuid, identifier: identifier, externalID: externalID, status: status, node: node,
      allocation: allocation, address: address, createdAt: createdAt, spec: spec, unseen: unseen)
  }
}
