/// Something that a reader of the plan should know, and that nothing is done about.
public struct Notice: Hashable, Sendable {
  /// The order that it is about; nil for the fleet as a whole.
  public let order: OrderID?
  public let kind: Kind

  /// What there is to know.
  public enum Kind: Hashable, Sendable {
    /// The pinned node is another than the one the server is on; the panel's API cannot move servers.
    case moveByHand(from: NodeID, to: NodeID)
    case imageNotOffered(image: String, egg: EggID)
    /// A rule of the egg that botfleet does not know and has not judged.
    case ruleNotJudged(variable: String, rule: String)
    case installFailed
    case reinstallFailed
    /// Still installing although the time that a fleet grants for it is over.
    case installOverdue(since: Instant)
    /// Terminated, suspended, and to be deleted on that day.
    case terminationDue(on: Day)
    case protected
    case customerNotChecked(Permission)
    case nodesNotChecked(Permission)
    /// The plan leaves less of a node than `placement.reserve`.
    case belowReserve(node: NodeID, name: String, NodeResource, left: Mebibytes, reserve: Mebibytes)
    /// Left as the panel has it, because the order ignores it.
    case ignored(Field, observed: ObservedValue, ordered: String)
    /// The order ignores a field that is the customer's, or a variable that no document declares.
    case nothingToIgnore(Field)
    /// What the revision makes of a rule that its reviewers rely on.
    case ruleEdit(RuleEdit)
    /// The plan before the revision was refused, or would be under the rules before it, and is not any more: so much follows.
    case refusalLifted(Refusal, follows: [Followed])
    /// Something on the branch of waiting results is not taken over.
    case leftBehind(branch: String, LeftBehind)
    /// So many other things there are not.
    case moreLeftBehind(branch: String, count: Int)
    /// The panel's clock and this machine's are too far apart: nothing is deleted, and no day is recorded.
    case clocksDiffer(ClockGap)
    /// Somebody suspended the server on the panel, and it stays so.
    case suspendedByHand(HandSuspension)
    /// What the revision makes of the order's record.
    case recordEdit(RecordEdit)
    /// Everything was looked at although only what changed was asked for, for what changed is about every order.
    case lookedAtEverything(WholeLook)
  }

  /// Why looking at some orders is not enough.
  public enum WholeLook: String, Hashable, Sendable {
    case settings, catalog
    /// The other revision has documents with errors that hold back everyone, so that nobody can say what changed.
    case base
  }

  /// A suspension that no document asked for.
  public struct HandSuspension: Hashable, Sendable {
    /// The day of the first apply that saw it; nil where none has.
    public let since: Day?
    public let orderWants: OrderWish
    /// Whether the history that is here is too short to tell it from what a run left that was killed.
    public let isBeyondHistory: Bool

    /// What the order wants of its server meanwhile.
    public enum OrderWish: String, Hashable, Sendable {
      case running, suspended
      /// It says nothing yet, or leaves the server as it is.
      case undecided
    }

    public init(since: Day?, orderWants: OrderWish, isBeyondHistory: Bool = false) {
      self.since = since
      self.orderWants = orderWants
      self.isBeyondHistory = isBeyondHistory
    }
  }

  public init(order: OrderID?, kind: Kind) {
    self.order = order
    self.kind = kind
  }
}
