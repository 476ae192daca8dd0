import Planner

/// Changes servers that exist. Each is read again just before, and left alone where it is not the one planned for.
struct ServerWriter {
  let reader: ServerReader

  private var connection: PanelConnection { reader.connection }

  /// Sends back everything that the panel updates together with the external id.
  func link(_ identity: ServerIdentity) async throws(PanelFailure) -> ObservedServer {
    let current = try await reader.readUnlinked(identity).observed
    if current.externalID == identity.externalID { return current }
    let body = linkBody(identity.externalID, over: current)
    return try await reader.server(answering: .update(.details, of: current, body)).observed
  }

  func update(_ update: DetailsUpdate, of identity: ServerIdentity) async throws(PanelFailure) -> ObservedServer {
    let current = try await reader.readAgain(identity).observed
    let owner: Owner =
      switch update.owner {
      case .set(let owner): owner
      case .keep: current.spec.details.owner
      }
    let body = detailsBody(update, owner: try await resolve(owner, over: connection), over: current)
    return try await reader.server(answering: .update(.details, of: current, body)).observed
  }

  func update(_ build: ServerSpec.Build, of identity: ServerIdentity) async throws(PanelFailure) -> ObservedServer {
    let current = try await reader.readAgain(identity).observed
    let body = buildBody(build, over: current)
    return try await reader.server(answering: .update(.build, of: current, body)).observed
  }

  /// - Parameter precedence: where the egg changes.
  func update(
    _ update: StartupUpdate, _ precedence: EggChange.Precedence, of identity: ServerIdentity
  ) async throws(PanelFailure) -> ObservedServer {
    let wire = try await reader.readAgain(identity, environment: .whole)
    let current = wire.observed
    guard case .merged(let declared, let initially) = update.environment, update.egg != current.spec.startup.egg else {
      let body = startupBody(update, over: current, wholeEnvironment: wire.container.environment.values.byName)
      return try await reader.server(answering: .update(.startup, of: current, body)).observed
    }
    // Nothing but the egg: a run that is killed between the two leaves a difference for the next run to see.
    let arrived = try await reader.server(
      answering: .update(.startup, of: current, eggBody(update.egg, over: current)), .whole)
    let change = EggChange(former: wire, arrived: arrived, precedence: precedence)
    let environment = change.environment(declared: declared, initially: initially)
    let body = startupBody(update, over: current, environment: environment)
    do throws(PanelFailure) {
      return try await reader.server(answering: .update(.startup, of: current, body)).observed
    } catch {
      // What the new egg refuses leaves the server as it was, with every value that it had.
      if isRefusal(error) {
        _ = try? await connection.send(.update(.startup, of: current, eggBody(current.spec.startup.egg, over: current)))
      }
      throw error
    }
  }

  /// Whether the panel has looked at the values and would answer the same again: a rule is broken, or is one that it
  /// cannot run.
  private func isRefusal(_ failure: PanelFailure) -> Bool {
    switch failure {
    case .rejected: true
    case .failing(_, _, _?): !isOfDatabase(failure)
    default: false
    }
  }

  func changeSuspension(_ action: SuspensionAction, _ identity: ServerIdentity) async throws(PanelFailure) {
    let current = try await reader.readAgain(identity).observed
    _ = try await connection.send(.changeSuspension(current, action))
  }

  func delete(_ identity: ServerIdentity) async throws(PanelFailure) {
    let current = try await reader.readAgain(identity).observed
    guard current.spec.isSuspended else { throw .stale(.notSuspended) }
    do throws(PanelFailure) {
      _ = try await connection.send(.delete(current))
    } catch {
      // It was there a moment ago: an earlier try of this very request deleted it. A daemon's 404 is another failure.
      guard case .notFound(.subject) = error else { throw error }
    }
  }
}
