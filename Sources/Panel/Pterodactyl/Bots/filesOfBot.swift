import Planner

extension PterodactylBots {
  public func files(of server: String) async throws(PanelFailure) -> FileHost? {
    let call = APIRequest.get(try path(server), needs: .servers)
    let seen = try await connection.value(of: call) { response throws(PanelFailure) in
      try decodeItem(WireFileServer.self, from: response, to: call)
    }
    guard let host = seen.files?.ip, let port = seen.files?.port, (1...65_535).contains(port), !host.isEmpty else {
      return nil
    }
    return FileHost(host: host, port: port)
  }
}

/// A server as the Client API shows it, for its files alone (recording 60-019).
private struct WireFileServer: WireItem {
  static let object = "server"

  struct Files: Decodable {
    let ip: String?
    let port: Int?
  }

  let files: Files?

  private enum CodingKeys: String, CodingKey { case files = "sftp_details" }

  var number: Int { 0 }
  var violation: WireViolation? { WireViolation.inTexts(["sftp_details.ip": files?.ip]) }
}
