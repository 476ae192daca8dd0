public import Planner

/// What to observe beside all servers and nodes.
public struct ObservationRequest: Sendable {
  /// Whether all users are read.
  public enum Users: Sendable {
    /// Orders name customers.
    case all
    /// None does: no user is read.
    case none
  }

  /// The eggs that orders use.
  public let eggs: [EggReference]
  /// Whether users are read.
  public let users: Users
  /// Whether to read servers with their addresses, which makes the panel's answers half as long again.
  public enum Addresses: Sendable {
    case read
    case none
  }

  /// Whether servers come with their addresses.
  public let addresses: Addresses
  /// The nodes whose free addresses are read: where something may be created, and nowhere else.
  public let freeAllocationsOn: [NodeID]

  /// About how many servers there are, as far as somebody knows: a guess costs a request at most, and saves waiting.
  public let expectedServers: Int

  /// A request; without nodes, no addresses are read.
  public init(
    eggs: [EggReference], users: Users = .none, addresses: Addresses = .none, freeAllocationsOn: [NodeID] = [],
    expectedServers: Int = 0
  ) {
    self.expectedServers = expectedServers
    self.eggs = eggs
    self.users = users
    self.addresses = addresses
    self.freeAllocationsOn = freeAllocationsOn
  }
}
