import Applier
import Panel
import Planner
import Reports

extension Console {
  /// Shows what is wrong with documents, where anything is.
  func show(_ problems: [Diagnostic]) {
    if !problems.isEmpty { complain(diagnosticsText(problems, style: style(on: .people))) }
  }

  /// Tells why a command did not come about, and what to do about it.
  func report(_ failure: ApplyFailure) {
    switch failure {
    case .documents(let diagnostics):
      show(diagnostics)
    case .git, .panel, .unwritable, .noRepository, .noFleet, .noCommit, .uncommitted, .ordersDiffer, .noBranch,
      .otherBranch, .mergeConflict, .noKey,
      .noPanel, .savedPlan, .unreadableFile,
      .noSuchOrder, .noSoundOrder, .nothingToRecreate, .nothingToResume:
      break
    }
    complain("error: \(escapedLinesForDisplay("\(failure)"))")
    if let advice = failure.advice { complain(advice) }
  }
}

extension Console {
  /// Tells why there is no lock, and what to do about it.
  func report(_ failure: LockFailure) {
    complain("error: \(escapedLinesForDisplay("\(failure)"))")
    if let advice = failure.advice { complain(advice) }
  }
}

extension ApplyFailure {
  /// What an operator should do, where the message alone does not say it.
  fileprivate var advice: String? {
    switch self {
    case .panel(let failure): Panel.advice(on: failure)
    case .noKey:
      "Create an application key on the panel (Admin > Application API), and put it into the environment or .env.local."
    case .noFleet, .noRepository:
      "Go to a fleet's repository, or name it with --repo and the fleet's folder in it with --fleet."
    case .unwritable: "Nothing was done. Allow this user to write there, or free some disk space, and run again."
    case .noBranch:
      "Nothing was done. Name the branch with --branch NAME, or keep the results in this clone with --no-push."
    case .otherBranch(let other):
      """
      Merge it into \(escapedForDisplay(other.meant, upTo: 200)), and apply there\(other.branch == nil ? "; on a checkout of that branch, name it with --branch" : ""). \
      botfleet plan works on every branch.
      """
    case .git, .noCommit, .mergeConflict, .uncommitted, .ordersDiffer, .noPanel, .documents, .savedPlan,
      .unreadableFile,
      .noSuchOrder, .noSoundOrder, .nothingToRecreate, .nothingToResume:
      nil
    }
  }
}
