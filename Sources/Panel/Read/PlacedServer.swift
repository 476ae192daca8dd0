public import Planner

/// A server and, where the key may read it, its address.
public struct PlacedServer: Sendable, Hashable {
  /// The server.
  public let server: ObservedServer
  /// The server's address; nil where the key may not read allocations.
  public let allocation: Allocation?

  init(_ wire: WireServer) {
    server = wire.observed
    allocation = wire.address
  }
}
