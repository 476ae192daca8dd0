import Foundation
import PanelProcess

/// A server that somebody made by hand: the panel has it, and no fleet knows of it.
struct HandmadeServer: Decodable {
  let id: Int
  let uuid: String
}

/// The shape of an answer with one thing in it.
private struct Answer<Value: Decodable>: Decodable {
  let attributes: Value
}

extension SandboxProcess {
  /// Makes a server as people do in the admin area, with a token of its customer's.
  func makeServer(
    _ name: String, owner: Int = 1, memory: Int = 256, environment: [String: String] = [:]
  ) async throws -> HandmadeServer {
    let values = [
      "TIER": "starter", "FEATURES": "moderation", "DISCORD_GUILD_ID": "112233445566778899", "MAX_GUILDS": "1",
      "DISCORD_TOKEN": "the token of \(name)",
    ].merging(environment) { $1 }
    let body: [String: Any] = [
      "name": name, "user": owner, "egg": 15, "docker_image": "ghcr.io/parkervcp/yolks:nodejs_22",
      "startup": "node index.js", "environment": values,
      "limits": ["memory": memory, "swap": 0, "disk": 512, "io": 500, "cpu": 50],
      "feature_limits": ["databases": 0, "allocations": 0, "backups": 1],
      "deploy": ["locations": [1], "dedicated_ip": false, "port_range": [String]()],
    ]
    let text = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
    let answer = try await request(.post, "/api/application/servers", text)
    return try JSONDecoder().decode(Answer<HandmadeServer>.self, from: answer).attributes
  }

  /// Makes a panel user without an external id, and returns their number.
  func makeUser(_ name: String, isAdministrator: Bool = false) async throws -> Int {
    struct User: Decodable { let id: Int }
    let body =
      #"{"email": "\#(name)@example.test", "username": "\#(name)", "first_name": "Ada", "last_name": "Lovelace", "#
      + #""root_admin": \#(isAdministrator), "password": "her password"}"#
    let answer = try await request(.post, "/api/application/users", body)
    return try JSONDecoder().decode(Answer<User>.self, from: answer).attributes.id
  }

  /// What the panel has of a server or a user: `servers/7`.
  func shown(_ path: String) async throws -> String {
    String(decoding: try await request(.get, "/api/application/\(path)"), as: UTF8.self)
  }
}
