public import Planner

/// Why the panel does not accept a key.
public enum AccessProblem: Sendable, Equatable {
  /// Unknown, withdrawn or mistyped; the panel answers all three alike (recordings 10-001 to 10-006).
  case keyRefused
  /// Its owner is not an administrator (10-023).
  case ownerIsNoAdmin
  /// The key may not be used from our address (10-027).
  case addressRefused
  /// The panel requires two-factor authentication of administrators, and the owner has none (70-001).
  case twoFactorRequired
  /// The key lacks a permission (10-017).
  case permissionMissing(Permission)
}

extension AccessProblem: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .keyRefused: "the panel does not know the key"
    case .ownerIsNoAdmin: "the key's owner is no administrator of the panel"
    case .addressRefused: "the key is not accepted from this machine's address"
    case .twoFactorRequired: "the panel requires two-factor authentication of the key's owner"
    case .permissionMissing(let permission): "the key lacks the permission “\(permission.rawValue)”"
    }
  }

  /// Its entry in the registry of failures.
  public var kind: FailureKind {
    switch self {
    case .keyRefused: .keyRefused
    case .ownerIsNoAdmin: .ownerIsNoAdmin
    case .addressRefused: .addressRefused
    case .twoFactorRequired: .twoFactorRequired
    case .permissionMissing: .permissionMissing
    }
  }
}
