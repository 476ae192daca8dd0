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
    /// Only egg, image, command and variables of its server are not updated.
    case startup
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
    /// The panel user whom the order names cannot become its customer.
    case userNotLinkable(UserID, customer: String, UserObstacle)
    /// The server that the order names cannot become its own.
    case serverNotLinkable(uuid: String, ServerObstacle)
    /// Another server's external id differs from the order's id in nothing but case; the panel takes them for one.
    case externalIDTaken(by: ServerID)
    case nowhereToPlace([NodeShortage])
    case upgradeDoesNotFit(NodeShortage)
    /// The documents want another egg than the server has, and the order does not allow that.
    case eggChange(from: EggID, to: EggID)
    /// The egg refuses what the server has in a variable that the documents leave alone; the value itself is told to nobody.
    case eggRefusesValue(variable: String, rule: String, egg: EggID)
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

/// Why a panel user whom an order names does not become its customer.
public enum UserObstacle: Hashable, Sendable {
  case absent
  /// Whoever may propose orders is not to get at an account that may do everything.
  case administrator
  case hasAnotherID
  /// Another user has the customer's id, or one that the panel takes for the same.
  case customerIs(UserID)
}

/// Why a server that an order names by its uuid does not become the order's.
public enum ServerObstacle: Hashable, Sendable {
  case absent
  /// It has an external id that is no order's of this fleet.
  case hasAnotherID(ServerID)
  /// It has the external id of another order, or is recorded for one.
  case belongs(ServerID, to: OrderID)
  /// The panel has another server under the order's external id.
  case orderHas(ServerID)
  /// Another server is recorded for the order.
  case orderIsRecorded(with: ServerID)
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
  /// Whether the order names a server by its uuid: then none is created for it.
  public let isNamed: Bool

  /// Where the recorded uuid was found instead.
  public struct Strayed: Hashable, Sendable {
    public let id: ServerID
    public let externalID: ObservedValue

    public init(id: ServerID, externalID: ObservedValue) {
      self.id = id
      self.externalID = externalID
    }
  }

  public init(order: OrderID, recorded: OrderResult.Server, strayed: Strayed?, isNamed: Bool = false) {
    self.order = order
    self.recorded = recorded
    self.strayed = strayed
    self.isNamed = isNamed
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
