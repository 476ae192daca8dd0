extension PlanDraft {
  /// Tells the servers that are ours and have no order any more, and counts those that never were ours.
  ///
  /// - Returns: how many servers no order and no result names; none where not all were looked at.
  mutating func planOrphans(_ servers: ServerIndex) -> Int {
    let ordered = fleet.declaredIDs
    for (order, recorded) in fleet.results where !ordered.contains(order) && !identityMismatch.contains(order) {
      guard let server = servers[order] else { continue }
      orphans.append(Orphan(order: order, server: server.id, status: server.status))
      suspendOrphan(server, recorded)
    }
    // Of other orders' servers some were looked at, and none is judged.
    guard fleet.rest == nil else { return 0 }
    let linked = Set(changes.lazy.filter(\.isLink).compactMap(\.server?.id))
    return servers.all.count { server in
      if linked.contains(server.id) { return false }
      guard let order = server.order else { return true }
      return fleet.results[order] == nil && !ordered.contains(order)
    }
  }

  /// Never deleted: a missing file may be a mistake.
  private mutating func suspendOrphan(_ server: ObservedServer, _ recorded: OrderResult) {
    switch fleet.settings.policy.removed {
    case .keep: return
    case .suspend: break
    }
    guard recorded.livingServer != nil else { return }
    var change = ServedChange(order: recorded.order, server: server, recorded: recorded, trusted: trusted)
    planSuspend(.removed, &change)
    if !change.actions.isEmpty, let finished = change.finished(observed: server.spec) { changes.append(finished) }
  }
}
