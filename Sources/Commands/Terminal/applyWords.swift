import Applier
import Panel
import Planner

/// Why a plan was not performed.
func words(for refusal: ApplyRefusal) -> String {
  switch refusal {
  case .stalePlan:
    "error: every change of the saved plan is stale; nothing was done. Plan again, review, and apply the new plan"
  case .overLimit: "error: the plan is over a safety limit; nothing was done"
  case .needlessAcceptance:
    "error: --accept names another plan; this one is over no limit and needs no --accept. Nothing was done"
  case .anotherPanel: "error: the panel does not seem to be the one in the results; nothing was done"
  case .notSeen: "error: stderr is not a terminal, so nobody would see the question; nothing was done. --yes answers it"
  case .declined, .lockLost: "Nothing was done."
  }
}

/// What the first half minute after a run that was killed may be spent on.
func doubtWords(_ count: Int) -> String {
  "The panel is still creating \(counted(count, "server")) that no run has recorded; waiting to see whether it keeps \(count == 1 ? "it" : "them")."
}

/// What people should know before anything is done.
func advice(on branch: ResultsBranch) -> [String] {
  guard branch.choice == .fallback else { return [] }
  return [
    "HEAD is detached and this is not a known CI run, so no branch for the results is known. They will stay in this clone, on \(branch.name); --branch NAME records them where others can see them."
  ]
}

/// What people should know of an apply beside its outcomes.
func words(for finished: FinishedApply, on branch: ResultsBranch) -> [String] {
  var lines = finished.run.givenUp.map { cause, count in
    "\(counted(count, "change")) \(count == 1 ? "was" : "were") not tried: \(escapedLinesForDisplay(cause.message)). Fix that, and run again."
  }
  if let failure = finished.observationFailure {
    lines.append(
      "The panel could not be read again after the run: \(escapedLinesForDisplay("\(failure)")). The next run checks the outcomes of this one."
    )
  }
  let open = finished.run.installations.open
  if !open.isEmpty {
    lines.append(
      "Still installing: \(excerpt(of: open)). The next apply records the outcome; with --wait it waits for \(open.count == 1 ? "it" : "them")."
    )
  }
  if let gap = finished.run.plan.clockGap {
    lines.append(
      "error: it is \(gap.machine) on this machine and \(gap.panel) on the panel. Nothing was deleted and no day was recorded. Set the wrong clock, and run again."
    )
  }
  if !finished.run.plan.leftBehind.isEmpty {
    lines.append(
      "error: the remote's branch \(branch.folder.waitingBranch) has content that botfleet did not take over; the plan's notices name it. Find out who pushed it, and delete that branch."
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
      "Nothing new to record. Results of earlier runs wait on \(remote)/\(branch.folder.waitingBranch); merge that into \(branch.name)."
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
  case .local: "Recorded in \(short) on \(branch.name), which was not pushed."
  case .aside(let remote, let why):
    """
    error: \(remote) refused the results for \(branch.name): \(escapedLinesForDisplay(why))
    They were pushed to its branch \(branch.folder.waitingBranch), in \(short). Merge that into \(branch.name), for example by a pull request; until \
    then the next apply builds on it. Or let this account push to \(branch.name).
    """
  case .unpushed(let error):
    "error: the results for \(branch.name) could not be pushed: \(escapedLinesForDisplay("\(error)")). They are kept in \(short) on the local branch \(branch.folder.waitingBranch), and the next run records what the remote lacks."
  case .refused(let remote, let why):
    "error: \(remote) refused the results for \(branch.name): \(escapedLinesForDisplay(why)). They are kept in \(short) on the local branch \(branch.folder.waitingBranch)."
  }
}

private func words(for note: Recording.CheckoutNote) -> [String] {
  switch note {
  case .pull: ["The checked-out branch has new commits at the remote; git pull brings the results."]
  case .kept(let paths):
    [
      "These files have local changes and stay as they are: \(paths.map { escapedForDisplay($0) }.joined(separator: ", "))"
    ]
  case .stuck(let error):
    [
      "The working tree could not be updated: \(escapedLinesForDisplay("\(error)")). git status shows what differs."
    ]
  }
}

extension Console {
  /// Tells what happens on the way to the lock.
  func show(_ news: LockNews) {
    switch news {
    case .waiting(let holder): say("Waiting: \(holder).")
    case .watching(let holder, let time):
      say(
        "The lock has expired; watching it for \(time.components.seconds) s to make sure that its run is gone: \(holder)."
      )
    case .tookOver(let taking): complain("The lock was taken over: \(taking).")
    case .notLookedAt(let remote, let why):
      complain(
        "warning: the lock of \(remote) could not be read; continuing, because results are not pushed: \(escapedLinesForDisplay(why))"
      )
    }
  }
}
