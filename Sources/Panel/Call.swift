import HTTP
import Planner

/// One request to the panel's Application API. Ids in its path are numbers by type.
struct Call: Sendable {
  /// Whether it may be sent again when its answer was lost or the panel failed.
  enum Repetition: Sendable {
    case safe
    /// Sent twice, it might do its work twice.
    case never
  }

  let method: HTTPMethod
  /// Below `/api/application/`, percent-encoded.
  let path: String
  /// Percent-encoded: `include=variables`.
  let query: [String]
  let body: JSONValue?
  /// What a key without it is told that it lacks.
  let permission: Permission
  let repetition: Repetition
  let timeout: Duration
  /// The node whose daemon takes part.
  let node: NodeID?

  /// The panel waits 15 s for a daemon, and 30 s where a failed create is undone (recording 32-012).
  private enum Patience {
    static let usual = Duration.seconds(25)
    static let creation = Duration.seconds(40)
  }

  /// Whether a lost answer leaves a change in doubt.
  var arrival: PanelFailure.Arrival { method == .get ? .never : .perhaps }

  /// For people: `GET servers/17`.
  var name: String { "\(method.rawValue) \(path)" }

  static func get(_ path: String, _ query: [String] = [], needs permission: Permission) -> Call {
    Call(
      method: .get, path: path, query: query, body: nil, permission: permission, repetition: .safe,
      timeout: Patience.usual, node: nil)
  }

  /// The same with more in the query.
  func adding(_ more: [String]) -> Call {
    Call(
      method: method, path: path, query: query + more, body: body, permission: permission, repetition: repetition,
      timeout: timeout, node: node)
  }

  static func server(_ id: ServerID, include: [String] = []) -> Call {
    get("servers/\(id)", include, needs: .servers)
  }

  static func createServer(_ body: JSONValue, on node: NodeID) -> Call {
    Call(
      method: .post, path: "servers", query: ["include=allocations"], body: body, permission: .writeServers,
      repetition: .never, timeout: Patience.creation, node: node)
  }

  static func update(_ part: ServerPart, of server: ObservedServer, _ body: JSONValue) -> Call {
    Call(
      method: .patch, path: "servers/\(server.id)/\(part.rawValue)",
      query: part == .startup ? ["include=variables"] : [], body: body, permission: .writeServers,
      repetition: .safe, timeout: Patience.usual, node: server.node)
  }

  static func turn(_ server: ObservedServer, _ turn: Turn) -> Call {
    Call(
      method: .post, path: "servers/\(server.id)/\(turn.rawValue)", query: [], body: nil, permission: .writeServers,
      repetition: .safe, timeout: Patience.usual, node: server.node)
  }

  /// Never `/force`: that leaves the server behind on the node where its daemon is down. Nothing may follow the id, for
  /// the panel deletes whatever follows (recording 45-024).
  static func delete(_ server: ObservedServer) -> Call {
    Call(
      method: .delete, path: "servers/\(server.id)", query: [], body: nil, permission: .writeServers,
      repetition: .safe, timeout: Patience.creation, node: server.node)
  }

  static func createUser(_ body: JSONValue) -> Call {
    Call(
      method: .post, path: "users", query: [], body: body, permission: .writeUsers, repetition: .never,
      timeout: Patience.creation, node: nil)
  }
}

/// What the panel updates together, by the last part of its path.
enum ServerPart: String {
  case details, build, startup
}

/// Taking a server out of service and back.
enum Turn: String {
  case suspend, unsuspend
}
