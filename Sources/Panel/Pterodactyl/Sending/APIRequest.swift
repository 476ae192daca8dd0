import HTTP
import Planner

/// One request to one of the panel's APIs. Ids in its path are numbers by type.
struct APIRequest: Sendable {
  /// Whether it may be sent again when its answer was lost or the panel failed.
  enum Repetition: Sendable {
    case safe
    /// Sent twice, it might take effect twice.
    case never
  }

  let method: HTTPMethod
  /// Below `/api/application/` or `/api/client/`, percent-encoded.
  let path: String
  /// Percent-encoded: `include=variables`.
  let query: [String]
  let body: JSONValue?
  /// The permission that a refused key lacks.
  let permission: Permission
  let repetition: Repetition
  let patience: Patience
  /// The node whose daemon takes part.
  let node: NodeID?

  /// How long the panel may take, beside its own work.
  enum Patience: Sendable {
    /// It calls a daemon once at most.
    case usual
    /// It calls the daemon once more, to undo what failed (recording 32-012).
    case creation

    /// When to stop waiting for an answer.
    func timeout(daemon: Duration) -> Duration {
      switch self {
      case .usual: daemon + .seconds(10)
      case .creation: daemon * 2 + .seconds(10)
      }
    }
  }

  /// Whether a lost answer leaves a change in doubt.
  var effect: PanelFailure.EffectCertainty { method == .get ? .never : .perhaps }

  /// For people: `GET servers/17`.
  var name: String { "\(method.rawValue) \(path)" }

  static func get(_ path: String, _ query: [String] = [], needs permission: Permission) -> APIRequest {
    APIRequest(
      method: .get, path: path, query: query, body: nil, permission: permission, repetition: .safe,
      patience: .usual, node: nil)
  }

  /// Asks to create nothing at all: refused without the permission, and with it because everything that is needed is missing. The panel looks
  /// at the permission first (`panel-behaviour`, section 1).
  static func creatingNothing(in path: String, needs permission: Permission) -> APIRequest {
    APIRequest(
      method: .post, path: path, query: [], body: .object([]), permission: permission, repetition: .safe,
      patience: .usual, node: nil)
  }

  /// The same request with more in the query.
  func adding(_ more: [String]) -> APIRequest {
    APIRequest(
      method: method, path: path, query: query + more, body: body, permission: permission, repetition: repetition,
      patience: patience, node: node)
  }

  static func server(_ id: ServerID, include: [String] = []) -> APIRequest {
    get("servers/\(id)", include, needs: .servers)
  }

  static func createServer(_ body: JSONValue, on node: NodeID) -> APIRequest {
    APIRequest(
      method: .post, path: "servers", query: ["include=allocations"], body: body, permission: .writeServers,
      repetition: .never, patience: .creation, node: node)
  }

  static func update(_ part: ServerPart, of server: ObservedServer, _ body: JSONValue) -> APIRequest {
    APIRequest(
      method: .patch, path: "servers/\(server.id)/\(part.rawValue)",
      query: part == .startup ? ["include=variables"] : [], body: body, permission: .writeServers,
      repetition: .safe, patience: .usual, node: server.node)
  }

  static func changeSuspension(_ server: ObservedServer, _ action: SuspensionAction) -> APIRequest {
    APIRequest(
      method: .post, path: "servers/\(server.id)/\(action.rawValue)", query: [], body: nil, permission: .writeServers,
      repetition: .safe, patience: .usual, node: server.node)
  }

  /// Never `/force`: that leaves the server behind on a node whose daemon is down. Nothing may follow the id, because
  /// the panel deletes whatever follows (recording 45-024).
  static func delete(_ server: ObservedServer) -> APIRequest {
    APIRequest(
      method: .delete, path: "servers/\(server.id)", query: [], body: nil, permission: .writeServers,
      repetition: .safe, patience: .creation, node: server.node)
  }

  static func createUser(_ body: JSONValue) -> APIRequest {
    APIRequest(
      method: .post, path: "users", query: [], body: body, permission: .writeUsers, repetition: .never,
      patience: .creation, node: nil)
  }

  static func updateUser(_ id: UserID, _ body: JSONValue) -> APIRequest {
    APIRequest(
      method: .patch, path: "users/\(id)", query: [], body: body, permission: .writeUsers, repetition: .safe,
      patience: .usual, node: nil)
  }
}

/// What the panel updates together, named by the last part of the path.
enum ServerPart: String {
  case details, build, startup
}

/// Taking a server out of service and back.
enum SuspensionAction: String {
  case suspend, unsuspend
}
