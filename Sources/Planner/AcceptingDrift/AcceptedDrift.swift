/// An edit that makes an order's document agree with its drifted server, for when the change on the panel was intended.
public struct AcceptedDrift: Hashable, Sendable {
  public let order: OrderID
  /// The document's path in the repository.
  public let path: String
  /// The document's bytes as they are.
  public let before: [UInt8]
  /// The same with the edit in it; equal to those before where nothing can be taken over.
  public let after: [UInt8]
  /// The drift that the edit takes over: old is the panel's value, which stays; new is what would have been put back.
  public let taken: [Difference]
  /// The node on which the server is and to which the edit pins the order; nil where it is pinned to it, or to none.
  public let pinned: NodeID?
  /// The drift that no order can hold.
  public let left: [Remainder]
  /// What the next apply then changes because of the edit: a tier brings its variables along.
  public let following: [Difference]

  /// Drift that stays, and why.
  public struct Remainder: Hashable, Sendable {
    public let difference: Difference
    public let obstacle: Obstacle

    public init(difference: Difference, obstacle: Obstacle) {
      self.difference = difference
      self.obstacle = obstacle
    }
  }

  /// Why an order cannot hold a value.
  public enum Obstacle: Hashable, Sendable {
    /// No tier, with or without add-ons, gives exactly these limits.
    case notSold
    /// It stands in `fleet.yaml`, for every server.
    case decidedForAll
    /// The owner has no external id by which an order could name them.
    case namelessOwner(UserID)
    /// The key may not read users, so that the owner cannot be named.
    case unknownOwner(UserID)
    /// The panel has no such variable, and an order cannot leave out what the fleet declares.
    case unset
    /// The order says in another way whether its server runs.
    case suspendedFor(Change.Reason)
    /// The panel's value is kept from view: no apply recorded that this fleet set it.
    case hidden
    /// No document can hold the text, or it would mean something else there.
    case unwritable
  }

  public init(
    order: OrderID, path: String, before: [UInt8], after: [UInt8], taken: [Difference], pinned: NodeID?,
    left: [Remainder], following: [Difference]
  ) {
    self.order = order
    self.path = path
    self.before = before
    self.after = after
    self.taken = taken
    self.pinned = pinned
    self.left = left
    self.following = following
  }

  /// Whether there was no drift at all.
  public var isNeedless: Bool { taken.isEmpty && left.isEmpty && pinned == nil }
}
