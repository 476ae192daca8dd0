/// Whether the panel has what a commit declares and records, order by order.
public struct ProofJudgement: Sendable {
  /// Where it has not, the plan's order of kinds; by order within each.
  public let differences: [ProofDifference]
  /// What keeps anybody from telling.
  public let unseen: [Unseen]
  public let exceptions: [ProofException]
  public let counts: ProofStatement.Counts
  /// What the panel has.
  public let live: LiveState
  /// What the plan says of the same.
  public let plan: Plan

  /// Something that could not be looked at.
  public enum Unseen: Hashable, Sendable {
    /// The clocks of panel and machine differ, so that no day can be believed.
    case clocks(ClockGap)
    /// Whom a server should belong to is not known.
    case owner(OrderID, Permission)
  }

  public init(
    differences: [ProofDifference], unseen: [Unseen], exceptions: [ProofException], counts: ProofStatement.Counts,
    live: LiveState, plan: Plan
  ) {
    (self.differences, self.unseen, self.exceptions) = (differences, unseen, exceptions)
    (self.counts, self.live, self.plan) = (counts, live, plan)
  }

  /// Whether the panel has exactly what it should, and everything could be looked at.
  public var isProven: Bool { differences.isEmpty && unseen.isEmpty }
}

/// One way in which the panel is not as a commit says.
public struct ProofDifference: Hashable, Sendable {
  /// Nil for what concerns the whole fleet.
  public let order: OrderID?
  public let kind: Kind

  public enum Kind: Hashable, Sendable {
    /// Apply would change something.
    case change(Change)
    /// The order asks for something that cannot be had now.
    case waiting(Waiting)
    case vanished(Vanished)
    case refused(Refusal)
    /// The order names another node than its server is on, and only a person can move it.
    case moveByHand(from: NodeID, to: NodeID)
    /// The order's document or its result has errors.
    case unreadable
    /// An apply would only record something: what, in a few words each.
    case unrecorded([String])
    /// A recorded field that the panel has otherwise; values that may be somebody's own are nil.
    case field(Field, recorded: String?, found: String?)
  }

  public init(_ kind: Kind, of order: OrderID?) { (self.order, self.kind) = (order, kind) }

  /// The kind in a word, for machines: `change`, `field`.
  public var word: String {
    switch kind {
    case .change: "change"
    case .waiting: "waiting"
    case .vanished: "vanished"
    case .refused: "refused"
    case .moveByHand: "other-node"
    case .unreadable: "unreadable"
    case .unrecorded: "unrecorded"
    case .field: "field"
    }
  }
}
