extension PlanDraft {
  /// Plans an order whose server exists.
  mutating func planExisting(_ order: Order, by server: ObservedServer) {
    let recorded = fleet.results[order.id]
    guard !identityMismatch.contains(order.id) else { return }
    noticeInstallation(of: server, recorded, for: order.id)
    var change = ServedChange(order: order.id, server: server, recorded: recorded, trusted: trusted)
    if server.externalID == nil { change.actions.append(.link) }
    var observed = server.spec
    let wish = wanted(by: order, under: fleet.settings.policy, asOf: asOf.day)
    let kept = keptSuspension(of: order, wish, change)
    if let kept { notice(.suspendedByHand(kept), of: order.id) }
    switch wish {
    case .undecided(let reason): wait(order.id, for: reason, .everything)
    case .gone: planTermination(of: order, &change)
    case .running: observed = planUpdates(of: order, suspension: kept == nil ? .resume : .leave, &change)
    case .asItIs: observed = planUpdates(of: order, suspension: .leave, &change)
    case .suspended(let cause): observed = planUpdates(of: order, suspension: .suspend(cause.reason), &change)
    }
    judgeOrigin(of: &change, for: order)
    guard !faulty.contains(order.id) else { return }
    if change.isOwnerKnown { owners.linkUser(of: order) }
    guard let finished = change.finished(observed: observed) else { return }
    add(finished, of: order)
  }

  /// A suspension hides on the panel how the installation went; the record has not forgotten it.
  private mutating func noticeInstallation(of server: ObservedServer, _ recorded: OrderResult?, for order: OrderID) {
    switch server.status {
    case .installFailed: notice(.installFailed, of: order)
    case .reinstallFailed: notice(.reinstallFailed, of: order)
    case .installing:
      if asOf >= fleet.settings.policy.installDeadline(of: server) {
        notice(.installOverdue(since: server.createdAt), of: order)
      }
    case .suspended:
      if recorded?.livingServer?.installation == .failed { notice(.installFailed, of: order) }
    case .ready, .restoringBackup, .unfamiliar: break
    }
  }
}

extension FleetSettings.Policy {
  /// When an installation is waited for no longer.
  public func installDeadline(of server: ObservedServer) -> Instant {
    Instant(seconds: server.createdAt.seconds + installWithinSeconds)
  }
}
