public import History
public import Planner

/// Something that happened to an order, as its customer may know it.
public struct CustomerLogEntry: Hashable, Sendable {
  public let at: Instant
  public let kind: HistoryEvent.Kind
  /// What changed, of what the customer bought: `tier`, `memory`, …
  public let changes: [Change]

  public struct Change: Hashable, Sendable {
    public let field: String
    public let old: String?
    public let new: String?
  }

  /// Nil for what is not for customers.
  init?(_ event: HistoryEvent) {
    switch event.kind {
    case .catalog, .settings, .moved, .removed, .linked, .adopted, .driftReverted, .orphaned, .recordRemoved: return nil
    case .asked, .edited, .created, .updated, .suspended, .resumed, .deleted, .installed, .failed, .repaired,
      .terminating, .reprieved, .suspendedByHand, .byHandEnded:
      break
    }
    (at, kind) = (event.commit.at, event.kind)
    let fields = event.kind == .asked || event.kind == .created ? purchasedFields : shownFields
    changes = event.changes.filter { !$0.isLeftOut && fields.contains($0.field) }
      .map { Change(field: $0.field, old: $0.old, new: $0.new) }
    // An edit of what is not theirs to know is none.
    if kind == .edited, changes.isEmpty { return nil }
  }
}

/// What is worth saying of an order that is new.
private let purchasedFields: Set<String> = ["tier", "addons"]

/// What customers bought, by the names that documents and results have for it.
private let shownFields: Set<String> = [
  "tier", "addons", "features", "guilds", "payment", "status", "state", "until", "from",
  "build.memory", "build.disk", "build.cpu", "build.databases", "build.backups",
]
