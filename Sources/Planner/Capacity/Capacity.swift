/// What the nodes hold, what is coming to them, and how much more fits.
public struct Capacity: Hashable, Sendable {
  /// The fleet's name.
  public let fleet: String
  /// The panel's URL.
  public let panel: String
  public let revision: Revision
  /// The day as of which orders have begun or ended, in UTC.
  public let asOf: Day
  /// Sorted by id.
  public let nodes: [NodeLoad]
  /// How many more orders of each tier fit on all nodes together.
  public let room: [TierRoom]
  /// Orders that wait to be settled or to begin, and for which no node would have room; sorted.
  public let unplaceable: [OrderID]

  public init(
    fleet: String, panel: String, revision: Revision, asOf: Day, nodes: [NodeLoad], room: [TierRoom],
    unplaceable: [OrderID]
  ) {
    self.fleet = fleet
    self.panel = panel
    self.revision = revision
    self.asOf = asOf
    self.nodes = nodes
    self.room = room
    self.unplaceable = unplaceable
  }
}

/// How many more orders of a tier fit, without any add-on, each tier asked by itself.
public struct TierRoom: Hashable, Sendable {
  public let tier: TierName
  /// Nil where the catalog has one egg only.
  public let egg: EggID?
  public let count: Int

  public init(tier: TierName, egg: EggID? = nil, count: Int) {
    self.tier = tier
    self.egg = egg
    self.count = count
  }
}
