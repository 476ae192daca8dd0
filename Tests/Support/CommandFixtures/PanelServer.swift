import Foundation
public import PanelProcess

/// What tests look at of a server on the panel.
public struct PanelServer: Decodable {
  public let id: Int
  public let uuid: String
  public let identifier: String
  public let external_id: String?
  public let name: String
  public let suspended: Bool
  public let egg: Int
  public let allocation: Int
  public let limits: Limits
  public let container: Container

  public struct Limits: Decodable {
    public let memory: Int
    public let swap: Int
    public let disk: Int
    public let io: Int
    public let cpu: Int
  }

  public struct Container: Decodable {
    public let environment: [String: Value]
  }

  /// A variable's value; the panel has numbers among the values of its own.
  public struct Value: Decodable {
    public let text: String?

    public init(from decoder: any Decoder) throws {
      text = try? decoder.singleValueContainer().decode(String.self)
    }
  }

  public func variable(_ name: String) -> String? { container.environment[name]?.text }
}

extension SandboxProcess {
  /// The servers that the panel has, by external id.
  public func servers() async throws -> [String: PanelServer] {
    struct List: Decodable {
      struct Entry: Decodable { let attributes: PanelServer }
      let data: [Entry]
    }
    let answer = try await request(.get, "/api/application/servers?per_page=500")
    let servers = try JSONDecoder().decode(List.self, from: answer).data.map(\.attributes)
    return Dictionary(servers.map { ($0.external_id ?? "server \($0.id)", $0) }) { first, _ in first }
  }

  /// Somebody gives a server another memory by hand.
  public func changeMemory(of server: PanelServer, to memory: Int) async throws {
    let build = """
      {"limits": {"memory": \(memory), "swap": 0, "disk": \(server.limits.disk), "io": 500, "cpu": \(server.limits.cpu)},
       "feature_limits": {"databases": 0, "allocations": 0, "backups": 1}, "allocation": \(server.allocation)}
      """
    try await request(.patch, "/api/application/servers/\(server.id)/build", build)
  }
}
