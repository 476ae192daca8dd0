public import Notify
public import Planner

/// What is known of an order beside what git says: what intake heard of it, or why it waits by the last plan.
public struct Wait: Hashable, Sendable {
  public let state: CustomerState
  /// In a line, for administrators.
  public let words: String?
  /// Whether a plan says so, and not a delivery that a server may have followed since.
  public let isPlanned: Bool
  /// Whether something is wrong with its document that only a plan sees.
  public let isFaulty: Bool

  public init(_ state: CustomerState, words: String?, isPlanned: Bool = false) {
    (self.state, self.words, self.isPlanned, isFaulty) = (state, words, isPlanned, false)
  }

  /// A plan leaves it out, because something is wrong with it.
  ///
  /// - Parameter words: what.
  public init(faulty words: String) {
    (state, self.words, isPlanned, isFaulty) = (.waiting(.review), words, true, true)
  }

  /// Why an order waits by a plan; nil for what its documents say anyway.
  public init?(_ reason: Waiting.Reason) {
    let words = ([reason.words] + reason.facts).joined(separator: "; ")
    switch reason {
    case .nowhereToPlace, .upgradeDoesNotFit: self.init(.waiting(.capacity), words: words, isPlanned: true)
    case .noSuchUser, .userNotLinkable, .serverNotLinkable, .externalIDTaken, .eggChange, .eggRefusesValue,
      .unfamiliarStatus:
      self.init(.waiting(.review), words: words, isPlanned: true)
    case .missingPermissions, .installing, .restoringBackup:
      self.init(.waiting(.panel), words: words, isPlanned: true)
    case .quotePending, .paymentPending, .overdue, .refunded, .suspendedInOrder, .notBegun, .ended, .tierRetired:
      return nil
    }
  }

  /// What is to be done about it; nil where git says more, or nothing is.
  func need(of status: OrderStatus?) -> Need? {
    guard isPlanned || status?.result?.livingServer == nil else { return nil }
    if isFaulty { return .unreadable }
    return switch state {
    case .waiting(.capacity): .room
    case .waiting(.review): .review
    case .waiting(.payment), .waiting(.panel), .received, .deploying, .running, .suspended, .ending, .ended, .failed,
      .crashLoop, .needsToken, .drift:
      nil
    }
  }

  func words(of status: OrderStatus) -> String? {
    isPlanned || status.result?.livingServer == nil ? words : nil
  }
}
