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
