public import Planner

/// A server and, where the key may read it, its address.
public struct PlacedServer: Sendable, Hashable {
  /// The server.
  public let server: ObservedServer
  /// The server's address; nil where the key may not read allocations.
  public let allocation: Allocation?

  /// A server at an address.
  public init(server: ObservedServer, allocation: Allocation?) {
    self.server = server
    self.allocation = allocation
  }
}

/// The server that a change was planned for. All three have to agree before it is touched.
public struct ServerIdentity: Sendable, Hashable {
  /// The panel's number.
  public let id: ServerID
  /// 36 characters in lower case.
  public let uuid: String
  /// The order's id.
  public let externalID: String

  /// What identifies a server.
  public init(id: ServerID, uuid: String, externalID: String) {
    self.id = id
    self.uuid = uuid
    self.externalID = externalID
  }
}

/// What a create led to.
public enum Creation: Sendable, Hashable {
  /// The panel made it now.
  case made(PlacedServer)
  /// It existed already: made by a try whose answer was lost, or by somebody faster.
  case found(PlacedServer)

  /// The server, whoever made it.
  public var server: PlacedServer {
    switch self {
    case .made(let server), .found(let server): server
    }
  }
}
