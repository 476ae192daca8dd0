import Applier
import Panel
import Planner

/// Why a plan was not performed.
func words(for refusal: ApplyRefusal) -> String {
  switch refusal {
  case .stalePlan: "error: nothing of the saved plan is as it was reviewed; plan again"
  case .overLimit: "error: the plan is over a safety limit; nothing was done"
  case .needlessAcceptance:
    "error: what --accept accepts is another plan than this, which is over no limit and needs none"
  case .anotherPanel: "error: nothing is applied, for this does not seem to be the panel that the results speak of"
  case .notSeen: "error: the question whether to apply would not be seen, for stderr is no terminal; --yes answers it"
  case .declined, .lockLost: "Nothing was done."
  }
}

/// What the first half minute after a run that was killed may be spent on.
func doubtWords(_ count: Int) -> String {
  "The panel is still making \(counted(count, "server")) that no run has recorded; waiting for whether it keeps \(count == 1 ? "it" : "them")."
}

/// What people should know before anything is done.
func advice(on branch: ResultsBranch) -> [String] {
  guard branch.choice == .fallback else { return [] }
  return [
    "Nothing names a branch for the results: HEAD is detached, and this is no CI run that is known. They will stay in this clone, on \(branch.name); --branch NAME records them where others see them."
  ]
}

/// What people should know of an apply beside its outcomes.
func words(for finished: FinishedApply, on branch: ResultsBranch) -> [String] {
  var lines = finished.run.givenUp.map { cause, count in
    "\(counted(count, "change")) \(count == 1 ? "was" : "were") not tried: \(escapedLinesForDisplay(cause.message)). Run again when that is mended."
  }
  if let failure = finished.observationFailure {
    lines.append(
      "The panel could not be read again afterwards: \(escapedLinesForDisplay("\(failure)")). The next run checks what this one left."
    )
  }
  let open = finished.run.installations.open
  if !open.isEmpty {
    lines.append(
      "Still being installed: \(excerpt(of: open)). The next apply with --wait waits for \(open.count == 1 ? "it" : "them"), and any next one records how it went."
    )
  }
  if let gap = finished.run.plan.clockGap {
    lines.append(
      "error: it is \(gap.machine) on this machine and \(gap.panel) on the panel. Nothing was deleted and no day recorded; set the clock that is wrong, and run again."
    )
  }
  if !finished.run.plan.leftBehind.isEmpty {
    lines.append(
      "error: the remote's branch \(ResultsBranch.fallbackName) holds what is not taken over; notices of the plan name it. Look at who pushed it, and delete that branch."
    )
  }
  return lines + words(for: finished.recording, on: branch)
}

/// The first of many orders, with how many more there are.
private func excerpt(of orders: [OrderID]) -> String {
  let shown = orders.prefix(50).map(\.text).joined(separator: " ")
  return orders.count > 50 ? "\(shown) and \(thousands(orders.count - 50)) more" : shown
}

private func words(for recording: Recording, on branch: ResultsBranch) -> [String] {
  switch recording {
  case .nothingNew: return ["Nothing new to record."]
  case .stillWaiting(let remote):
    return [
      "Nothing new to record. Results of earlier runs wait on \(remote)/\(ResultsBranch.fallbackName), to be merged into \(branch.name)."
    ]
  case .failed(let error):
    return [
      "error: the results could not be committed: \(escapedLinesForDisplay("\(error)")). The next run records them."
    ]
  case .committed(let commit, let place, let checkout):
    return [words(for: commit, place, on: branch)] + (checkout.map(words(for:)) ?? [])
  }
}

private func words(for commit: some CustomStringConvertible, _ place: Recording.Place, on branch: ResultsBranch)
  -> String
{
  let short = String(commit.description.prefix(7))
  return switch place {
  case .pushed(let remote): "Recorded in \(short), pushed to \(remote)/\(branch.name)."
  case .local: "Recorded in \(short) on \(branch.name), which is not pushed anywhere."
  case .aside(let remote, let why):
    """
    error: \(remote) refused the results for \(branch.name): \(escapedLinesForDisplay(why))
    They were pushed to its branch \(ResultsBranch.fallbackName), in \(short). Merge that into \(branch.name), by a pull request for example; until \
    then the next apply builds on it. Or let this account push to \(branch.name).
    """
  case .unpushed(let error):
    "error: the results for \(branch.name) could not be pushed: \(escapedLinesForDisplay("\(error)")). They are kept in \(short) on the local branch \(ResultsBranch.fallbackName), and the next run records what the remote lacks."
  case .refused(let remote, let why):
    "error: \(remote) refused the results for \(branch.name): \(escapedLinesForDisplay(why)). They are kept in \(short) on the local branch \(ResultsBranch.fallbackName)."
  }
}

private func words(for note: Recording.CheckoutNote) -> [String] {
  switch note {
  case .pull: ["The branch checked out here has moved on at the remote; git pull brings the results."]
  case .kept(let paths):
    [
      "These files were changed here and stay as they are: \(paths.map { escapedForDisplay($0) }.joined(separator: ", "))"
    ]
  case .stuck(let error):
    [
      "The checkout here could not follow: \(escapedLinesForDisplay("\(error)")). git status shows what is left to bring over."
    ]
  }
}
