public import Git
public import Planner

/// Something that happened to an order, or to the documents that many orders share.
public struct HistoryEvent: Hashable, Sendable {
  public let commit: CommitFacts
  /// Nil for what concerns no single order.
  public let order: OrderID?
  public let kind: Kind
  /// What it is about in a few words; may be empty.
  public let words: String
  /// Field by field or key by key.
  public let changes: [ValueChange]
  /// The order's tier then, as its document or its result says it.
  public var tier: String?
  /// The order's customer then, as its document says it.
  public var customer: String?
  /// Who approved what was asked: from the message, or from the results commit that covers the pull request.
  public var approvals: [RecordedApproval] = []
  /// The event that asked for what was applied here; nil where it is not known.
  public var askedIn: ObjectID?
  /// For how many seconds what it ends had lasted: of what was applied, since it was asked for; of what was repaired, since it failed. Nil
  /// where that is not known, or it ends nothing.
  public var took: Int?
  /// Of the catalog and the settings: the orders that a run changed for it, before they were changed otherwise.
  public var reached: [OrderID] = []
  /// Of what failed, the failure's word: `no-free-allocation`.
  public var code: String?

  /// What happened.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case asked, edited, moved, removed
    case catalog, settings
    case created, linked, adopted, updated, suspended, resumed, deleted
    case driftReverted = "drift-reverted"
    case installed, failed, repaired
    case terminating, orphaned, reprieved
    case suspendedByHand = "suspended-by-hand"
    case byHandEnded = "by-hand-ended"
    case recordRemoved = "record-removed"

    /// Whether documents say it; all others are what results say.
    public var isDeclared: Bool {
      switch self {
      case .asked, .edited, .moved, .removed, .catalog, .settings: true
      default: false
      }
    }
  }

  init(
    _ kind: Kind, of order: OrderID?, in commit: CommitFacts, _ words: String = "", _ changes: [ValueChange] = []
  ) {
    (self.kind, self.order, self.commit, self.words, self.changes) = (kind, order, commit, words, changes)
  }
}

/// One value, before and after.
public struct ValueChange: Hashable, Sendable {
  public let field: String
  public let old: String?
  public let new: String?
  /// Whether the values are left out, because people wrote them: they stand in the documents.
  public let isLeftOut: Bool

  public init(field: String, old: String?, new: String?, isLeftOut: Bool = false) {
    (self.field, self.old, self.new, self.isLeftOut) = (field, old, new, isLeftOut)
  }

  init(_ change: KeyChange) {
    self.init(field: change.key, old: change.old, new: change.new, isLeftOut: change.isLeftOut)
  }
}
