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

/// A server as the Client API shows it. Its startup command is not read: customers' values stand in it.
private struct WireOwnServer: WireItem {
  static let object = "server"

  let isTransferring: Bool
  let isNodeInMaintenance: Bool?

  private enum CodingKeys: String, CodingKey {
    case isTransferring = "is_transferring"
    case isNodeInMaintenance = "is_node_under_maintenance"
  }

  var number: Int { 0 }
  var violation: WireViolation? { nil }
}

/// What a daemon says of a server's process.
private struct WireResources: WireItem {
  static let object = "stats"

  struct Use: Decodable {
    /// Milliseconds.
    let uptime: Int
  }

  let state: String
  let resources: Use

  private enum CodingKeys: String, CodingKey {
    case resources
    case state = "current_state"
  }

  var number: Int { 0 }
  var violation: WireViolation? { WireViolation.inTexts(["current_state": state]) }
}
