import Planner

/// Reads single servers.
struct ServerReader {
  let connection: PanelConnection
  /// The environment variables that observed servers show.
  let variables: Set<String>

  /// What was found under an external id.
  enum Finding {
    case found(PlacedServer)
    case nothing
    /// A server whose external id is the same to the panel's database, which ignores case and accents, but not to us
    /// (recordings 21-013, 21-020).
    case similar(ServerID)
  }

  func find(externalID: String) async throws(PanelFailure) -> Finding {
    let part = try pathPart(externalID: externalID)
    let call = APIRequest.get("servers/external/\(part)", ["include=allocations"], needs: .servers)
    guard let placed = try await server(call).map(\.placed) else { return .nothing }
    return placed.server.externalID == externalID ? .found(placed) : .similar(placed.server.id)
  }

  /// Nil where no server has this number.
  func read(_ id: ServerID) async throws(PanelFailure) -> PlacedServer? {
    try await server(.server(id, include: ["include=allocations"])).map(\.placed)
  }

  /// The server of the plan as it is now, with its whole environment and, where that is to be sent back, the stored
  /// values.
  func readAgain(
    _ identity: ServerIdentity, environment: EnvironmentReading? = nil
  ) async throws(PanelFailure) -> WireServer {
    let server = try await readAgain(identity.id, uuid: identity.uuid, environment)
    guard server.externalID == identity.externalID else { throw .stale(.anotherExternalID) }
    return server
  }

  /// The server that is to get its external id, as it is now: it has none, or the right one already.
  func readUnlinked(_ identity: ServerIdentity) async throws(PanelFailure) -> WireServer {
    let server = try await readAgain(identity.id, uuid: identity.uuid, nil)
    guard server.externalID == nil || server.externalID == identity.externalID else {
      throw .stale(.anotherExternalID)
    }
    return server
  }

  private func readAgain(
    _ id: ServerID, uuid: String, _ environment: EnvironmentReading?
  ) async throws(PanelFailure) -> WireServer {
    let include = environment == nil ? [] : ["include=variables"]
    guard let server = try await server(.server(id, include: include), environment) else { throw .stale(.gone) }
    guard server.uuid == uuid else { throw .stale(.anotherUUID) }
    return server
  }

  /// The server in a request's answer.
  func server(answering call: APIRequest, _ environment: EnvironmentReading? = nil) async throws(PanelFailure)
    -> WireServer
  {
    try await connection.value(of: call) { response throws(PanelFailure) in
      try decodeItem(WireServer.self, from: response, to: call, environment: environment ?? .declared(variables))
    }
  }

  private func server(
    _ call: APIRequest, _ environment: EnvironmentReading? = nil
  ) async throws(PanelFailure) -> WireServer? {
    do throws(PanelFailure) {
      return try await server(answering: call, environment)
    } catch {
      guard case .notFound(.subject) = error else { throw error }
      return nil
    }
  }
}
