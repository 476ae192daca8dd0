import Panel
import Planner

/// What the end of a plan or an apply means to its caller. Where several are true, the greatest counts.
public enum RunEnd: Comparable, Sendable {
  /// All is well.
  case done
  /// All is well, there are changes, and the caller wanted to know.
  case changes
  /// Documents have errors, or a request could not be met.
  case faulty
  /// Something was done, and something failed, is unknown, became stale, could not be pushed or was interrupted.
  case incomplete
  /// Refused before any change: a safety limit, `HEAD` behind, a lock that another run holds.
  case refused
  /// The panel, the git remote or the key refused; nothing was done.
  case unreachable
  /// Somebody stopped it before anything was done.
  case interrupted
}

extension ApplyEnd {
  /// What it means.
  public var meaning: RunEnd {
    switch self {
    case .finished(let finished, let prepared, let loss):
      max(finished.meaning, prepared.isFaulty ? .faulty : .done, loss == nil ? .done : .incomplete)
    case .refused: .refused
    case .failed(let failure): failure.meaning
    case .noLock(let failure): failure.meaning
    case .stopped: .interrupted
    }
  }
}

extension ApplyFailure {
  /// What it means.
  public var meaning: RunEnd {
    switch self {
    case .panel(.unusableURL): .faulty
    case .panel, .noKey: .unreachable
    case .git(let error): error.concernsRemote ? .unreachable : .faulty
    case .unwritable: .faulty
    case .ordersDiffer, .uncommitted, .noBranch, .otherBranch: .refused
    case .savedPlan(.notAPlan): .faulty
    case .savedPlan: .refused
    case .noRepository, .noFleet, .noCommit, .noPanel, .documents, .unreadableFile, .mergeConflict, .noSuchOrder,
      .noSoundOrder:
      .faulty
    case .nothingToRecreate, .nothingToResume: .refused
    }
  }
}

extension LockFailure {
  /// What it means.
  public var meaning: RunEnd {
    switch self {
    case .held: .refused
    case .refused: .unreachable
    case .file: .faulty
    case .git(let error): error.concernsRemote ? .unreachable : .faulty
    }
  }
}

extension PreparedApply {
  fileprivate var isFaulty: Bool {
    (diagnostics + planned.plan.diagnostics).hasErrors
  }
}

extension FinishedApply {
  fileprivate var meaning: RunEnd { isRefusedOutright ? .unreachable : isIncomplete ? .incomplete : .done }

  /// Whether anything failed, is unknown, was left out or is not where it should be.
  private var isIncomplete: Bool {
    let hasOpenEnds = run.outcomes.contains { _, outcome in
      switch outcome {
      case .applied: false
      case .installFailed, .failed, .skipped, .unknown, .contradicted: true
      }
    }
    return hasOpenEnds || !run.moved.isEmpty || !run.installations.isEmpty || observationFailure != nil
      || recording.isIncomplete || !run.plan.leftBehind.isEmpty
      || run.plan.clockGap != nil
  }

  /// Whether nothing could be done because the panel or the key refused each attempt.
  private var isRefusedOutright: Bool {
    var failures = 0
    for (_, outcome) in run.outcomes {
      switch outcome {
      case .applied, .installFailed, .unknown, .contradicted: return false
      case .failed(let failure) where failure.kind?.isOfWholePanel == true: failures += 1
      case .failed: return false
      case .skipped: break
      }
    }
    return failures > 0
  }
}

extension Recording {
  fileprivate var isIncomplete: Bool {
    switch self {
    case .nothingNew, .stillWaiting, .committed(_, .pushed, _), .committed(_, .local, _): false
    case .committed(_, .refused, _), .committed(_, .aside, _), .committed(_, .unpushed, _), .failed: true
    }
  }
}
