/// Where one order stands, as far as documents and results tell: no panel was asked.
public struct OrderStatus: Hashable, Sendable {
  public let id: OrderID
  /// Nil where no document that can be read declares it.
  public let order: Order?
  /// What the last apply left; nil where nothing is recorded.
  public let result: OrderResult?
  public let phase: Phase
  /// What is to become of its server.
  public let wish: Wish
  /// What the documents ask and the last apply did not leave: what the next one changes, where the panel is as it was left.
  public let differences: [Difference]
  /// What it resolves to; nil without a readable document.
  public let limits: ServerSpec.Build?
  /// The variables that it leaves to the customer, with what a new server gets.
  public let customersVariables: [String: String]
  /// The day before which its server is not deleted; nil where none is recorded.
  public let deletion: Day?

  /// Where an order is in its life.
  public enum Phase: String, Hashable, Sendable, CaseIterable {
    /// Nothing was applied yet; the next apply creates its server.
    case new
    /// It has no server, and something is missing for one.
    case waiting
    case installing, running, suspended
    /// Its server is suspended, and deleted when it is due.
    case terminating
    case terminated
    /// It never had a server, and gets none.
    case closed
    /// The last attempt failed, and its server is not what it should be.
    case failed
    /// Its server has no order any more.
    case orphan
    /// Its document or its result has an error.
    case unreadable
  }

  /// What the documents want of a server.
  public enum Wish: Hashable, Sendable {
    case running
    case suspended(Change.Reason)
    /// Nothing is done, or only updates.
    case waiting(Waiting.Reason)
    case gone
    case unknown
  }

  /// One field: as it was left, and as it is to be.
  public struct Difference: Hashable, Sendable {
    public let field: Field
    /// Nil where nothing is recorded of the field.
    public let recorded: String?
    public let desired: String

    public init(field: Field, recorded: String?, desired: String) {
      self.field = field
      self.recorded = recorded
      self.desired = desired
    }
  }

  public init(
    id: OrderID, order: Order?, result: OrderResult?, phase: Phase, wish: Wish, differences: [Difference],
    limits: ServerSpec.Build?, customersVariables: [String: String] = [:], deletion: Day?
  ) {
    self.id = id
    self.order = order
    self.result = result
    self.phase = phase
    self.wish = wish
    self.differences = differences
    self.limits = limits
    self.customersVariables = customersVariables
    self.deletion = deletion
  }

  /// The day after which its server is suspended by itself; nil where none is to come.
  public func lastDay(asOf day: Day) -> Day? {
    guard let until = order?.until, until >= day, phase != .terminated, phase != .closed, wish != .gone else {
      return nil
    }
    return until
  }

  /// The day since which applies see its server suspended by hand, where the next one leaves that so; nil where it is not suspended so.
  public func keptSuspension(under policy: FleetSettings.Policy) -> Day? {
    Planner.keptSuspension(of: order, result, under: policy)
  }
}

/// An order that says `state: suspended` itself takes the suspension over.
func keptSuspension(of order: Order?, _ result: OrderResult?, under policy: FleetSettings.Policy) -> Day? {
  guard policy.suspendedByHand == .keep, order?.state != .suspended, let result, result.livingServer != nil else {
    return nil
  }
  return result.suspendedByHandSince
}

/// Where all orders of a fleet stand, from git alone.
public struct FleetStatus: Sendable {
  public let fleet: String
  public let revision: Revision
  public let asOf: Day
  public let policy: FleetSettings.Policy
  /// Sorted by id.
  public let orders: [OrderStatus]

  public init(
    fleet: String, revision: Revision, asOf: Day, policy: FleetSettings.Policy, orders: [OrderStatus]
  ) {
    self.fleet = fleet
    self.revision = revision
    self.asOf = asOf
    self.policy = policy
    self.orders = orders
  }

  /// How many orders are in each phase; phases without any are left out.
  public var counts: [(phase: OrderStatus.Phase, count: Int)] {
    let counts = Dictionary(orders.lazy.map { ($0.phase, 1) }, uniquingKeysWith: +)
    return OrderStatus.Phase.allCases.compactMap { phase in counts[phase].map { (phase, $0) } }
  }

  /// The same with only some of the orders.
  public func limited(to isWanted: (OrderStatus) -> Bool) -> FleetStatus {
    FleetStatus(fleet: fleet, revision: revision, asOf: asOf, policy: policy, orders: orders.filter(isWanted))
  }
}
