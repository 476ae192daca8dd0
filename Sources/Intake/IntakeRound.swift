public import Git
public import Planner

/// What one round of work came to.
public struct IntakeRound: Hashable, Sendable {
  /// In the order in which they were worked on.
  public var settled: [Settled] = []
  /// Deliveries that are left, for whatever reason.
  public var left = 0
  /// Panel users that were made.
  public var madeUsers = 0
  /// What keeps intake as a whole from working; nil where nothing does.
  public var hindrance: IntakeHindrance?
  /// How long to wait before the next round, unless something comes in before; nil where only that wakes it.
  public var pause: Duration?
  /// The branch's tip after the round; nil where it could not be read.
  public var tip: ObjectID?

  /// One delivery, and what became of it in this round.
  public struct Settled: Hashable, Sendable {
    public let delivery: String
    public let order: OrderID
    public let phase: OrderStanding.Phase

    public init(delivery: String, order: OrderID, phase: OrderStanding.Phase) {
      self.delivery = delivery
      self.order = order
      self.phase = phase
    }
  }

  public init() {}
}

/// What hinders intake as a whole, and what to do.
public enum IntakeHindrance: Hashable, Sendable {
  case remote(String)
  case fleet(String)
  case panel(String)
  case store(String)
  case forge(String)
  /// More panel users are wanted than `safety.maxUsers` allows in a day.
  case users(waiting: Int, allowed: Int)
}

extension IntakeHindrance: CustomStringConvertible {
  public var description: String {
    switch self {
    case .remote(let why): "the git remote does not do what it is asked to, and deliveries wait: \(why)"
    case .fleet(let why): "the fleet cannot be read, and deliveries wait: \(why)"
    case .panel(let why): "the panel cannot be asked, and deliveries wait: \(why)"
    case .store(let why): why
    case .forge(let why): "no pull request can be opened: \(why)"
    case .users(let waiting, let allowed):
      "\(waiting) new customers wait for a panel user: safety.maxUsers allows \(allowed) in 24 hours"
    }
  }
}

/// What a sweep of the shop's database came to.
public struct SweepReport: Hashable, Sendable {
  /// Rows that were read.
  public var rows = 0
  /// Rows that say what no delivery had said, in whatever shape.
  public var late = 0
  /// Rows that say what no order can.
  public var unreadable = 0

  public init() {}
}
