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
