import Health
import Planner

/// What an order needs of an administrator, the most urgent first.
public enum Need: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// The last attempt failed.
  case failed
  /// It is paid, and no node has room.
  case room
  /// Its document or its result has an error.
  case unreadable
  /// It waits for a decision of the shop's.
  case review
  case crashLoop
  case crashed
  /// Its server has no order any more.
  case orphan
  /// Panel or node cannot be reached.
  case unseen

  public static func < (left: Need, right: Need) -> Bool { left.rawValue < right.rawValue }

  /// By git alone.
  init?(of status: OrderStatus, under policy: FleetSettings.Policy) {
    switch (status.phase, status.wish) {
    case (.failed, _): self = .failed
    case (.unreadable, _): self = .unreadable
    case (.orphan, _): self = .orphan
    case (_, .waiting(.nowhereToPlace)), (_, .waiting(.upgradeDoesNotFit)): self = .room
    case (_, .waiting(.noSuchUser)), (_, .waiting(.userNotLinkable)), (_, .waiting(.serverNotLinkable)),
      (_, .waiting(.externalIDTaken)), (_, .waiting(.tierRetired)), (_, .waiting(.eggChange)),
      (_, .waiting(.eggRefusesValue)), (_, .waiting(.missingPermissions)), (_, .waiting(.unfamiliarStatus)):
      self = .review
    default: return nil
    }
  }

  /// By what is seen.
  init?(of state: BotState?, _ reason: BotReason?) {
    switch state {
    case .crashed?: self = .crashed
    case .crashLoop?: self = .crashLoop
    case .unknown?:
      // What is looked at for the first time in a moment needs nobody.
      guard reason != .notLooked else { return nil }
      self = .unseen
    case .running?, .starting?, .stopping?, .offline?, .needsToken?, .suspended?, .installing?, nil: return nil
    }
  }
}
