/// What becomes of a server's suspension.
enum Suspension {
  case suspend(Change.Reason)
  case resume
  case leave
}

extension PlanDraft {
  /// Adds a suspension, or the waiting for the moment when it is safe: a suspend overwrites what the panel knows of an
  /// installation or a restore that is under way.
  mutating func planSuspend(_ reason: Change.Reason, _ change: inout ServedChange) {
    switch change.server.status {
    case .ready, .installFailed, .reinstallFailed: addSuspend(reason, &change)
    case .installing:
      let deadline = fleet.settings.policy.installDeadline(of: change.server)
      if asOf < deadline {
        wait(change.order, for: .installing(until: deadline), .suspension)
      } else {
        change.notes.append(.installationGivenUp(afterSeconds: fleet.settings.policy.installWithinSeconds))
        addSuspend(reason, &change)
      }
    case .restoringBackup: wait(change.order, for: .restoringBackup, .suspension)
    case .unfamiliar(let word): wait(change.order, for: .unfamiliarStatus(word), .suspension)
    case .suspended: break
    }
  }

  private func addSuspend(_ reason: Change.Reason, _ change: inout ServedChange) {
    change.actions.append(.suspend)
    change.add(.suspended, from: "no", to: "yes", because: reason)
  }
}

extension ServedChange {
  /// Adds a difference of the suspension, and why.
  mutating func add(_ field: Field, from old: String, to new: String, because reason: Change.Reason) {
    let cause = cause(of: field, desired: new, observed: old, applied: recorded?.applied)
    differences.append(Difference(field: field, old: .shown(old), new: new, cause: cause))
    explain(reason)
    switch cause {
    case .drifted: explain(.drifted)
    case .edited, .conflicting, .unrecorded: break
    }
  }
}

extension PlanDraft {
  /// Plans the end of a server: suspended at once, deleted when the grace is over since the latest of three days: the recorded one, the
  /// one on which the branch came to say `terminated`, and that of the server's last change on the panel, which is not before its
  /// suspension. A recorded day is a line in a file that anybody may have written: alone it deletes nothing.
  mutating func planTermination(of order: Order, _ change: inout ServedChange) {
    change.soldNow = .init(tier: order.tier.value, addons: order.addons.map(\.value))
    guard !order.isProtected else { return notice(.protected, of: order.id) }
    // The day of a server that is gone says nothing about its successor.
    let since = change.recorded?.livingServer == nil ? nil : change.recorded?.terminatingSince
    let seen = change.server.spec.isSuspended ? change.server.updatedAt.day : asOf.day
    let began = [since ?? asOf.day, seen, fleet.evidence.terminatedOn[order.id] ?? seen].max() ?? asOf.day
    let due = began.adding(days: fleet.settings.policy.terminateAfterDays)
    guard change.server.spec.isSuspended else {
      change.notes.append(.dueOn(due))
      return planSuspend(.terminated(since: since), &change)
    }
    // Without a recorded day nothing is ever deleted: an apply must have seen the order so before.
    guard since != nil, due <= asOf.day, observation.clockGap == nil else {
      return notice(.terminationDue(on: due), of: order.id)
    }
    change.actions.append(.delete)
    change.explain(.terminated(since: since))
  }
}
