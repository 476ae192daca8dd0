import Planner

/// How a server is doing, as the Client API shows it to an account that sees it; nil where this one does not.
func readCondition(
  of server: ServerIdentity, over connection: PanelConnection
) async throws(PanelFailure) -> ServerCondition? {
  let call = APIRequest.get("servers/\(server.uuid)", needs: .servers)
  let seen: WireOwnServer
  do throws(PanelFailure) {
    seen = try await connection.value(of: call) { response throws(PanelFailure) in
      try decodeItem(WireOwnServer.self, from: response, to: call)
    }
  } catch {
    switch error {
    // What an account does not see is not there to it, in words of their own (recording 60-023).
    case .notFound, .notAPanel(404): return nil
    default: throw error
    }
  }
  let resources = try await readResources(of: server, over: connection)
  return ServerCondition(
    power: (resources?.state).map { ServerCondition.Power($0) },
    uptimeSeconds: (resources?.resources.uptime ?? 0) / 1000,
    isMoving: seen.isTransferring, isNodeInMaintenance: seen.isNodeInMaintenance ?? false)
}

/// Nil where the server's state lets nobody ask: 409 (recording 43-005).
private func readResources(
  of server: ServerIdentity, over connection: PanelConnection
) async throws(PanelFailure) -> WireResources? {
  let call = APIRequest.get("servers/\(server.uuid)/resources", needs: .servers)
  do throws(PanelFailure) {
    return try await connection.value(of: call) { response throws(PanelFailure) in
      try decodeItem(WireResources.self, from: response, to: call)
    }
  } catch {
    guard case .refused(409, _) = error else { throw error }
    return nil
  }
}
