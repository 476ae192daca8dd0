/// How full a node is.
public struct NodeLoad: Hashable, Sendable {
  public let id: NodeID
  public let name: String
  public let standing: Standing
  /// In MiB.
  public let memory: Load
  /// In MiB.
  public let disk: Load
  /// In addresses. Of those that are taken only the servers' own are known, not the further ones that customers were given; nil where
  /// free ones cannot be read.
  public let allocations: Load?
  /// The reserve of the fleet's placement; zero where there is none.
  public let reserve: Reserve
  /// In the order of the tiers' size; all zero where no new server goes.
  public let room: [TierRoom]

  /// Whether new servers go there.
  public enum Standing: String, Hashable, Sendable, CaseIterable {
    case open
    /// The fleet's placement leaves it out; an order may still be pinned to it.
    case notPlaced = "not-placed"
    case notPublic = "not-public"
    case inMaintenance = "in-maintenance"
  }

  /// What should be left, in MiB.
  public struct Reserve: Hashable, Sendable {
    public let memory: Int
    public let disk: Int

    public init(memory: Int, disk: Int) {
      self.memory = memory
      self.disk = disk
    }
  }

  public init(
    id: NodeID, name: String, standing: Standing, memory: Load, disk: Load, allocations: Load?, reserve: Reserve,
    room: [TierRoom]
  ) {
    self.id = id
    self.name = name
    self.standing = standing
    self.memory = memory
    self.disk = disk
    self.allocations = allocations
    self.reserve = reserve
    self.room = room
  }
}

/// How much of one thing is taken, and by whom.
public struct Load: Hashable, Sendable {
  /// What may be promised at most, overallocation included; nil for no limit.
  public let limit: Int?
  /// By all servers that the panel has, foreign ones included.
  public let used: Int
  /// By what the next apply makes or enlarges.
  public let planned: Int
  /// By orders that wait to be accepted, paid or begun.
  public let promised: Int

  public init(limit: Int?, used: Int, planned: Int, promised: Int) {
    self.limit = limit
    self.used = used
    self.planned = planned
    self.promised = promised
  }

  /// What nobody has, nothing where too much is promised; nil for no limit.
  public var free: Int? { limit.map { max(0, $0 - used - planned - promised) } }
}
