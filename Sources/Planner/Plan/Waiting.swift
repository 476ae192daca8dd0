/// An order that is not approved, paid or placeable, or whose server must not be touched now, with the reasons.
public struct Waiting: Hashable, Sendable {
  public let order: OrderID
  public let reason: Reason
  /// What is held back.
  public let scope: Scope

  /// How much of the order waits.
  public enum Scope: Hashable, Sendable {
    /// It has no server and gets none.
    case creation
    /// Its server stays exactly as it is.
    case everything
    /// Its server is not updated; suspending and unsuspending go on.
    case updates
    /// Only the suspension is put off.
    case suspension
  }

  /// Why it waits.
  public enum Reason: Hashable, Sendable {
    case quotePending
    case paymentPending
    case overdue
    case refunded
    case suspendedInOrder
    /// The day on which it begins has not come.
    case notBegun(from: Day)
    /// Its last day is over.
    case ended(until: Day)
    case tierRetired(TierName)
    case noSuchUser(externalID: String)
    /// Another server's external id differs from the order's id in nothing but case; the panel takes them for one.
    case externalIDTaken(by: ServerID)
    case nowhereToPlace([NodeShortage])
    case upgradeDoesNotFit(NodeShortage)
    case missingPermissions([Permission])
    case installing(until: Instant)
    case restoringBackup
    case unfamiliarStatus(String)
  }

  public init(order: OrderID, reason: Reason, scope: Scope) {
    self.order = order
    self.reason = reason
    self.scope = scope
  }
}

/// What one node lacks for one server.
public struct NodeShortage: Hashable, Sendable {
  public let node: NodeID
  public let name: String
  public let lacks: [Lack]

  /// One thing that is not there.
  public enum Lack: Hashable, Sendable {
    case memory(needed: Mebibytes, free: Mebibytes)
    case disk(needed: Mebibytes, free: Mebibytes)
    case allocation
    case notPublic
    case inMaintenance
    /// The order or the placement names a node that the panel does not have.
    case doesNotExist
  }

  public init(node: NodeID, name: String, lacks: [Lack]) {
    self.node = node
    self.name = name
    self.lacks = lacks
  }
}

/// An order whose recorded server the panel does not have any more.
public struct Vanished: Hashable, Sendable {
  public let order: OrderID
  public let recorded: OrderResult.Server
  /// A server with the recorded uuid, but without the order as its external id.
  public let strayed: Strayed?

  /// Where the recorded uuid was found instead.
  public struct Strayed: Hashable, Sendable {
    public let id: ServerID
    public let externalID: ObservedValue

    public init(id: ServerID, externalID: ObservedValue) {
      self.id = id
      self.externalID = externalID
    }
  }

  public init(order: OrderID, recorded: OrderResult.Server, strayed: Strayed?) {
    self.order = order
    self.recorded = recorded
    self.strayed = strayed
  }
}

/// A server that is ours and has no order any more.
public struct Orphan: Hashable, Sendable {
  public let order: OrderID
  public let server: ServerID
  public let status: ServerStatus

  public init(order: OrderID, server: ServerID, status: ServerStatus) {
    self.order = order
    self.server = server
    self.status = status
  }
}

/// An update for which its server's node has no room.
public struct HeldUpdate: Hashable, Sendable {
  public let order: OrderID
  /// Tier and add-ons as the last apply recorded them; nil where it recorded none.
  public let soldBefore: Change.Sold?
  public let soldNow: Change.Sold?
  public let differences: [Difference]
  public let shortage: NodeShortage

  public init(
    order: OrderID, soldBefore: Change.Sold?, soldNow: Change.Sold?, differences: [Difference], shortage: NodeShortage
  ) {
    self.order = order
    self.soldBefore = soldBefore
    self.soldNow = soldNow
    self.differences = differences
    self.shortage = shortage
  }
}
