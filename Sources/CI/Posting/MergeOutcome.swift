public import Applier
import Forges
public import Planner

/// How the plan of a merge came out.
public enum MergeOutcome: Sendable {
  /// There is a plan.
  case planned(ShownPlan)
  /// There is no key for the panel, as in a run for a fork: only the documents were looked at.
  case checked(DocumentCheck)
  /// The two commits change the same lines of these files.
  case conflict(paths: [String])
  /// There is no plan.
  case failed(ApplyFailure)

  /// What is wrong with documents.
  public struct DocumentCheck: Sendable {
    public let problems: [Diagnostic]
    /// The errors that the base branch does not have.
    public let errors: [Diagnostic]
  }
}

extension MergeOutcome {
  /// The problems of documents, those that were known before included.
  public var problems: [Diagnostic] {
    switch self {
    case .planned(let plan): plan.diagnostics + plan.shown.diagnostics.filter { !plan.diagnostics.contains($0) }
    case .checked(let check): check.problems
    case .failed(.documents(let problems)): problems
    case .conflict, .failed: []
    }
  }

  /// How many errors in documents the merge brings.
  public var errorCount: Int {
    switch self {
    case .planned(let plan): plan.errors.count
    case .checked(let check): check.errors.count
    case .failed(.documents(let problems)): problems.count { $0.severity == .error }
    case .conflict, .failed: 0
    }
  }

  /// The changes that the merge brings.
  public var changes: [Change] {
    switch self {
    case .planned(let plan): plan.shown.changes
    case .checked, .conflict, .failed: []
    }
  }

  /// The safety limits that hold its plan back.
  public var refusals: [Refusal] {
    switch self {
    case .planned(let plan): plan.shown.refusals
    case .checked, .conflict, .failed: []
    }
  }

  /// The orders for which the merge finds no room.
  public var ordersWithoutRoom: Set<OrderID> {
    switch self {
    case .planned(let plan): plan.shown.ordersWithoutRoom
    case .checked, .conflict, .failed: []
    }
  }

  /// What it means for the run: whether limits hold the plan back does not count, for an intended mass change is merged, and then accepted.
  public var meaning: RunEnd {
    switch self {
    case .planned, .checked: errorCount > 0 || !ordersWithoutRoom.isEmpty ? .faulty : .done
    case .conflict: .faulty
    case .failed(let failure): failure.meaning
    }
  }

  var summary: PlanSummary {
    switch self {
    case .planned, .checked:
      if errorCount > 0 { return .errors(errorCount) }
      guard case .planned = self else { return .checked }
      if !ordersWithoutRoom.isEmpty { return .noRoom(ordersWithoutRoom.count) }
      if !refusals.isEmpty { return .refused(changes.count) }
      return changes.isEmpty ? .nothing : .changes(changes.count)
    case .conflict: return .conflict
    case .failed(.documents): return .errors(errorCount)
    case .failed: return .failed
    }
  }

  /// The verdict about documents and room.
  var state: CommitStatus.State {
    switch self {
    case .planned, .checked, .conflict: meaning == .done ? .success : .failure
    case .failed(.documents): .failure
    case .failed: .error
    }
  }
}

extension Plan {
  fileprivate var ordersWithoutRoom: Set<OrderID> {
    Set(waiting.filter(\.reason.isWantOfRoom).map(\.order) + held.map(\.order))
  }
}

extension Waiting.Reason {
  fileprivate var isWantOfRoom: Bool {
    switch self {
    case .nowhereToPlace, .upgradeDoesNotFit: true
    case .quotePending, .paymentPending, .overdue, .refunded, .suspendedInOrder, .notBegun, .ended, .tierRetired,
      .noSuchUser, .userNotLinkable, .serverNotLinkable, .externalIDTaken, .eggChange, .eggRefusesValue,
      .missingPermissions, .installing, .restoringBackup, .unfamiliarStatus:
      false
    }
  }
}
