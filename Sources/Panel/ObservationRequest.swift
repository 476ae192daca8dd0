public import Planner

/// What to observe of a panel.
public struct ObservationRequest: Sendable {
  /// How all servers are asked for, after all nodes.
  public let servers: Servers
  /// What is asked for beside them.
  public let rest: Rest

  /// How servers are asked for.
  public struct Servers: Sendable {
    /// Whether they come with their addresses.
    public let addresses: Addresses
    /// About how many there are, as far as somebody knows: a guess costs a request at most, and saves waiting.
    public let expected: Int

    public init(addresses: Addresses = .none, expected: Int = 0) {
      self.addresses = addresses
      self.expected = expected
    }
  }

  /// What is asked for beside servers and nodes. Orders tell, so that it may be known only when servers are arriving already.
  public struct Rest: Sendable {
    /// The eggs that orders use.
    public let eggs: [EggReference]
    /// Whether users are read.
    public let users: Users
    /// The nodes whose free addresses are read: where something may be created, and nowhere else.
    public let freeAllocationsOn: [NodeID]
    /// The variables that servers show beside those that the client reads.
    public let variables: Set<String>

    /// Without nodes, no addresses are read.
    public init(
      eggs: [EggReference], users: Users = .none, freeAllocationsOn: [NodeID] = [], variables: Set<String> = []
    ) {
      self.eggs = eggs
      self.users = users
      self.freeAllocationsOn = freeAllocationsOn
      self.variables = variables
    }

    /// The same, where it turned out that these variables are declared.
    public func showing(_ variables: Set<String>) -> Rest {
      Rest(eggs: eggs, users: users, freeAllocationsOn: freeAllocationsOn, variables: variables)
    }
  }

  /// Whether all users are read.
  public enum Users: Sendable {
    /// Orders name customers.
    case all
    /// None does: no user is read.
    case none
  }

  /// Whether to read servers with their addresses, which makes the panel's answers half as long again.
  public enum Addresses: Sendable {
    case read
    case none
  }

  /// A request; without nodes, no addresses are read.
  public init(
    eggs: [EggReference], users: Users = .none, addresses: Addresses = .none, freeAllocationsOn: [NodeID] = [],
    expectedServers: Int = 0
  ) {
    servers = Servers(addresses: addresses, expected: expectedServers)
    rest = Rest(eggs: eggs, users: users, freeAllocationsOn: freeAllocationsOn)
  }
}
