import Panel
import Planner

/// A look at everything on the panel that begins when a fleet's settings and catalog are read, while its orders and results still are: a
/// large fleet takes as long for these as a panel for some of its pages.
///
/// `run` is the look, a task beside the reading. Whatever ends the scope of both, an error in a document say, cancels the look and waits
/// for its end, and nobody learns what it saw.
struct HeadStart: Sendable {
  private let outline = Handover<FleetOutline>()
  private let rest = Handover<ObservationRequest.Rest>()
  private let seen = Handover<Result<Observation, PanelFailure>>()

  /// Lets the look begin, at what is certain to be looked at wholly.
  func begin(_ outline: FleetOutline) { self.outline.give(outline) }

  /// Looks, once somebody says that it may begin.
  func run(for workspace: Workspace, addresses: ObservationRequest.Addresses = .none, _ access: PanelAccess) async {
    defer { seen.withhold() }
    // Where there is no way to the panel, whoever connects after all documents are read says so.
    guard let outline = await outline.take(), let panel = try? await workspace.connect(to: outline, access) else {
      return
    }
    seen.give(await look(at: panel, .init(addresses: addresses, expected: outline.results)))
  }

  private func look(
    at panel: any PanelClient, _ servers: ObservationRequest.Servers
  ) async -> Result<Observation, PanelFailure> {
    do throws(PanelFailure) {
      return .success(
        try await panel.observe(servers) { [rest] () async throws(PanelFailure) in
          guard let rest = await rest.take() else { throw .cancelled(.never) }
          return rest
        })
    } catch {
      return .failure(error)
    }
  }

  /// The look, for whoever knows by now which variables all documents declare.
  func showing(_ variables: Set<String>) -> BegunLook { BegunLook(start: self, variables: variables) }

  fileprivate func observation(with rest: ObservationRequest.Rest) async throws(PanelFailure) -> Observation? {
    outline.withhold()
    self.rest.give(rest)
    return try await seen.take()?.get()
  }
}

/// A look that may have begun before all documents were read.
struct BegunLook: Sendable {
  fileprivate let start: HeadStart
  fileprivate let variables: Set<String>

  /// What it saw, with what else is requested; nil where it did not begin, and from the second time on: whoever looks again wants to see
  /// what is there then.
  func observation(with rest: ObservationRequest.Rest) async throws(PanelFailure) -> Observation? {
    try await start.observation(with: rest.showing(variables))
  }
}
