import Foundation
import PanelProcess

/// What tests look at of a server on the panel.
struct PanelServer: Decodable {
  let id: Int
  let uuid: String
  let identifier: String
  let external_id: String?
  let name: String
  let suspended: Bool
  let egg: Int
  let allocation: Int
  let limits: Limits
  let container: Container

  struct Limits: Decodable {
    let memory: Int
    let swap: Int
    let disk: Int
    let io: Int
    let cpu: Int
  }

  struct Container: Decodable {
    let environment: [String: Value]
  }

  /// A variable's value; the panel has numbers among the values of its own.
  struct Value: Decodable {
    let text: String?

    init(from decoder: any Decoder) throws {
      text = try? decoder.singleValueContainer().decode(String.self)
    }
  }

  func variable(_ name: String) -> String? { container.environment[name]?.text }
}

extension SandboxProcess {
  /// The servers that the panel has, by external id.
  func servers() async throws -> [String: PanelServer] {
    struct List: Decodable {
      struct Entry: Decodable { let attributes: PanelServer }
      let data: [Entry]
    }
    let answer = try await request(.get, "/api/application/servers?per_page=500")
    let servers = try JSONDecoder().decode(List.self, from: answer).data.map(\.attributes)
    return Dictionary(servers.map { ($0.external_id ?? "server \($0.id)", $0) }) { first, _ in first }
  }

  /// Somebody gives a server another memory by hand.
  func changeMemory(of server: PanelServer, to memory: Int) async throws {
    let build = """
      {"limits": {"memory": \(memory), "swap": 0, "disk": \(server.limits.disk), "io": 500, "cpu": \(server.limits.cpu)},
       "feature_limits": {"databases": 0, "allocations": 0, "backups": 1}, "allocation": \(server.allocation)}
      """
    try await request(.patch, "/api/application/servers/\(server.id)/build", build)
  }
}
