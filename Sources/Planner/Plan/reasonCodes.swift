extension Waiting.Reason {
  /// A stable word, the same in JSON and in a mirror.
  public var code: String {
    switch self {
    case .quotePending: "quote-pending"
    case .paymentPending: "payment-pending"
    case .overdue: "overdue"
    case .refunded: "refunded"
    case .suspendedInOrder: "suspended-in-order"
    case .notBegun: "not-begun"
    case .ended: "ended"
    case .tierRetired: "tier-retired"
    case .noSuchUser: "no-such-user"
    case .userNotLinkable: "user-not-linkable"
    case .serverNotLinkable: "server-not-linkable"
    case .externalIDTaken: "external-id-taken"
    case .nowhereToPlace: "nowhere-to-place"
    case .upgradeDoesNotFit: "upgrade-does-not-fit"
    case .eggChange: "egg-change"
    case .eggRefusesValue: "egg-refuses-value"
    case .missingPermissions: "missing-permissions"
    case .installing: "installing"
    case .restoringBackup: "restoring-backup"
    case .unfamiliarStatus: "unfamiliar-status"
    }
  }
}

extension Change.Reason {
  /// A stable word, the same in JSON and in a mirror.
  public var code: String {
    switch self {
    case .ordered: "ordered"
    case .amended: "amended"
    case .drifted: "drifted"
    case .adopted: "adopted"
    case .takenOver: "taken-over"
    case .linked: "linked"
    case .recreated: "recreated"
    case .cancelled: "cancelled"
    case .overdue: "overdue"
    case .refunded: "refunded"
    case .suspendedInOrder: "suspended-in-order"
    case .ended: "ended"
    case .resumed: "resumed"
    case .terminated: "terminated"
    case .removed: "removed"
    case .overridden: "overridden"
    case .transferred: "transferred"
    }
  }
}
