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
