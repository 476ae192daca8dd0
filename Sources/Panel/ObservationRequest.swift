public import Planner

/// What is to be observed beside all servers and nodes.
public struct ObservationRequest: Sendable {
  /// Whether all users are read.
  public enum Users: Sendable {
    /// Orders name customers.
    case all
    /// None does: no user is read.
    case none
  }

  /// The eggs that orders are made by.
  public let eggs: [EggReference]
  /// Whether users are read.
  public let users: Users
  /// Whether servers come with their addresses: the panel's answers are half as long again.
  public enum Addresses: Sendable {
    case read
    case none
  }

  /// Whether servers come with their addresses.
  public let addresses: Addresses
  /// The nodes whose free addresses are read: where something may be created, and nowhere else.
  public let freeAllocationsOn: [NodeID]

  /// A wish list; without nodes, no addresses are read and none are observed.
  public init(
    eggs: [EggReference], users: Users = .none, addresses: Addresses = .none, freeAllocationsOn: [NodeID] = []
  ) {
    self.eggs = eggs
    self.users = users
    self.addresses = addresses
    self.freeAllocationsOn = freeAllocationsOn
  }
}
