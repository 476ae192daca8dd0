/// One order's line in the plan: why, what differs, and what the panel is told.
public struct Change: Hashable, Sendable {
  public let order: OrderID
  public let kind: Kind
  /// Explains; nothing decides by it.
  public let reasons: [Reason]
  /// The server that it is about; nil where it is yet to be made, and for users.
  public let server: Target?
  /// What people see, in the fields' order.
  public let differences: [Difference]
  /// In the order in which they are performed; empty where a server is only adopted.
  public let actions: [Action]
  /// What a reader should know about the way it takes effect.
  public let notes: [Note]
  /// Tier and add-ons as the last apply recorded them; nil where it recorded none.
  public let soldBefore: Sold?
  /// Tier and add-ons as the order has them now; nil for an order without a file.
  public let soldNow: Sold?
  public let digest: Digest

  /// What becomes of the order's server, after the weightiest of the actions.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case createUser = "create-user"
    /// A panel user whom an order names becomes its customer.
    case linkUser = "link-user"
    case create
    /// A server that an order names by its uuid gets the order's external id, and whatever else the order says.
    case link
    case update
    case suspend
    case unsuspend
    case terminate
    /// Only recorded: the panel is told nothing.
    case adopt
  }

  /// The server that a change is about, as it was observed.
  public struct Target: Hashable, Sendable {
    public let id: ServerID
    public let uuid: String
    public let node: NodeID
    public let status: ServerStatus
    /// The observed values of all fields that the actions touch.
    public let touched: ObservedValues
    /// The same before anything was hidden, for holding a later look against them.
    let before: Undescribed<FieldValues>

    public init(id: ServerID, uuid: String, node: NodeID, status: ServerStatus, touched: FieldValues) {
      self.init(id: id, uuid: uuid, node: node, status: status, touched: touched) { _ in false }
    }

    init(
      id: ServerID, uuid: String, node: NodeID, status: ServerStatus, touched: FieldValues,
      hiding isHidden: (Field) -> Bool
    ) {
      self.id = id
      self.uuid = uuid
      self.node = node
      self.status = status
      self.touched = ObservedValues(touched, hiding: isHidden)
      before = Undescribed(touched)
    }
  }

  /// What was bought.
  public struct Sold: Hashable, Sendable, CustomStringConvertible {
    public let tier: TierName
    public let addons: [AddonName]

    public init(tier: TierName, addons: [AddonName]) {
      self.tier = tier
      self.addons = addons
    }

    /// `pro + private-instance`.
    public var description: String { ([tier.text] + addons.map(\.text)).joined(separator: " + ") }
  }

  /// Why a change is there.
  public enum Reason: Hashable, Sendable {
    case ordered
    case amended
    case drifted
    /// A create of this fleet that was not recorded: the server was made after the branch had the order, and is exactly what it asks for.
    case adopted
    /// The server has the order's external id, and nothing tells that this fleet made it.
    case takenOver
    /// The order names the server by its uuid.
    case linked
    case recreated
    case cancelled
    case overdue
    case refunded
    case suspendedInOrder
    /// The last day that the order wants its server to run is over.
    case ended(until: Day)
    case resumed
    case terminated(since: Day?)
    case removed
    /// It sets what the server's customer decided until now.
    case overridden
    /// Its server gets another owner: the order's customer, or the fleet's own user where it names none.
    case transferred(to: String?)
  }

  /// How a change takes effect, where that is not obvious.
  public enum Note: Hashable, Sendable {
    /// The daemon is not told of a changed startup.
    case startupAtNextStart
    case buildAtNextStartIfDaemonIsDown
    /// Made by this egg, where tiers of the catalog have several.
    case madeByEgg(EggID)
    /// The server gets another egg, for its order allows that.
    case eggChanges(from: EggID, to: EggID)
    /// Variables of the customer's that the new egg does not have, by name: their values stay stored with the former one.
    case customersVariablesNotInEgg([String], EggID)
    case panelMailsNewUser(email: String)
    /// Panels from 1.14 on take no address of this kind: `ada@localhost`.
    case newerPanelsRefuseEmail
    case installationGivenUp(afterSeconds: Int)
    case dueOn(Day)
    /// The history that is here ends too early to tell whether the branch had the order before there was the server.
    case originBeyondHistory
  }

  public init(
    order: OrderID, kind: Kind, reasons: [Reason], server: Target?, differences: [Difference], actions: [Action],
    notes: [Note] = [], soldBefore: Sold? = nil, soldNow: Sold? = nil
  ) {
    self.order = order
    self.kind = kind
    self.reasons = reasons
    self.server = server
    self.differences = differences
    self.actions = actions
    self.notes = notes
    self.soldBefore = soldBefore
    self.soldNow = soldNow
    digest = changeDigest(order: order, kind: kind, actions: actions, server: server)
  }

  /// Whether it is about a server that this fleet did not make, as far as anybody can tell.
  public var isTakeover: Bool { reasons.contains(.takenOver) }

  /// Whether it brings into the fleet a server that the order names.
  public var isLink: Bool { reasons.contains(.linked) }

  /// The node and address of a server that this change makes.
  public var placement: Placement? {
    for case .createServer(let server) in actions { return server.placement }
    return nil
  }
}

extension Change.Kind {
  /// Whether it is about a panel user, and not about a server.
  public var isOfUser: Bool {
    switch self {
    case .createUser, .linkUser: true
    case .create, .link, .update, .suspend, .unsuspend, .terminate, .adopt: false
    }
  }

  /// Whether it is one that plans and runs count only where there are any, for their JSON did so before there was the kind.
  public var isCountedIfAny: Bool {
    switch self {
    case .linkUser, .link: true
    case .createUser, .create, .update, .suspend, .unsuspend, .terminate, .adopt: false
    }
  }
}

extension Change: Comparable {
  /// Users before servers, for servers belong to them; then by order.
  public static func < (left: Change, right: Change) -> Bool { left.sortKey < right.sortKey }

  private var sortKey: (Int, OrderID, String) { (kind.isOfUser ? 0 : 1, order, kind.rawValue) }
}
