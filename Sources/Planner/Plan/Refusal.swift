/// Why a whole plan is not applied.
public enum Refusal: Hashable, Sendable {
  /// More deletions than `safety.maxTerminations`.
  case tooManyTerminations(planned: Int, allowed: Int)
  /// More changed servers than `safety.maxChanged` of the recorded ones, and than `safety.always`: the larger of the two allows so many.
  case tooManyChanges(planned: Int, allowed: Int, recorded: Int, by: ChangeLimit = .share)
  /// More new servers than `safety.maxCreates`.
  case tooManyCreates(planned: Int, allowed: Int, recorded: Int)
  /// More new panel users than `safety.maxUsers`, each of whom is sent a mail, or more that become customers.
  ///
  /// - Parameter linked: how many of them the panel has already.
  case tooManyUsers(planned: Int, linked: Int = 0, allowed: Int, recorded: Int)
  /// More recorded servers without an order than `safety` allows to be changed: an emptied or shrunken fleet.
  case fleetShrank(gone: [OrderID], allowed: Int, recorded: Int)
  /// More vanished servers than `safety.maxTerminations`: perhaps this is not the panel.
  case tooManyVanished(count: Int, allowed: Int)
  /// Another server than the recorded one has an order's external id: a wrong URL, or a restored backup.
  case anotherPanel(order: OrderID, recordedUUID: String, observedUUID: String)
  /// None of the recorded servers that a look at some orders takes as a sample is there: these orders' servers. It is the wrong panel, as
  /// far as anybody can tell who did not look at all of it.
  case sampleGone(orders: [OrderID])

  /// Which of two limits is the larger one.
  public enum ChangeLimit: Hashable, Sendable {
    /// `safety.maxChanged`.
    case share
    /// `safety.always`; the share alone would allow so many.
    case always(share: Int)
  }

  /// Whether the plan's digest, given on purpose, answers it.
  public enum Remedy: Hashable, Sendable {
    case acceptable
    case never
  }

  public var remedy: Remedy {
    switch self {
    case .tooManyTerminations, .tooManyChanges, .tooManyCreates, .tooManyUsers, .fleetShrank: .acceptable
    case .tooManyVanished, .anotherPanel, .sampleGone: .never
    }
  }
}

extension Refusal: Comparable {
  /// Those of single orders last, by order.
  public static func < (left: Refusal, right: Refusal) -> Bool { left.rank < right.rank }

  private var rank: (Int, String) {
    switch self {
    case .tooManyTerminations: (0, "")
    case .tooManyChanges: (1, "")
    case .tooManyCreates: (2, "")
    case .tooManyUsers: (3, "")
    case .fleetShrank: (4, "")
    case .tooManyVanished: (5, "")
    case .sampleGone: (6, "")
    case .anotherPanel(let order, _, _): (7, order.text)
    }
  }
}

/// So many changes of a kind that a refusal held back.
public struct Followed: Hashable, Sendable {
  public let kind: Change.Kind
  public let count: Int

  public init(kind: Change.Kind, count: Int) {
    self.kind = kind
    self.count = count
  }
}
