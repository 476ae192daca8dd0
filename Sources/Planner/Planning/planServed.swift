extension PlanDraft {
  /// Plans an order whose server exists.
  mutating func planServed(_ order: Order, by server: ObservedServer) {
    let recorded = fleet.results[order.id]
    guard isTheRecordedOne(server, recorded) else { return }
    noticeInstallation(of: server, for: order.id)
    var change = ServedChange(order: order.id, server: server, recorded: recorded)
    var observed = server.spec
    switch wanted(by: order, under: fleet.settings.policy) {
    case .undecided(let reason): wait(order.id, for: reason, .everything)
    case .gone: planTermination(of: order, &change)
    case .running: observed = planUpdates(of: order, suspension: .resume, &change)
    case .asItIs: observed = planUpdates(of: order, suspension: .leave, &change)
    case .suspended(let reason): observed = planUpdates(of: order, suspension: .suspend(reason), &change)
    }
    guard !faulty.contains(order.id), let finished = change.finished(observed: observed) else { return }
    add(finished, of: order)
  }

  /// Another server under a recorded external id means another panel, and then nothing at all is applied.
  private mutating func isTheRecordedOne(_ server: ObservedServer, _ recorded: OrderResult?) -> Bool {
    guard let recorded, let living = recorded.livingServer, living.uuid != server.uuid else { return true }
    refusals.append(.anotherPanel(order: recorded.order, recordedUUID: living.uuid, observedUUID: server.uuid))
    return false
  }

  private mutating func noticeInstallation(of server: ObservedServer, for order: OrderID) {
    switch server.status {
    case .installFailed: notice(.installFailed, of: order)
    case .reinstallFailed: notice(.reinstallFailed, of: order)
    case .installing:
      if asOf >= installDeadline(of: server) { notice(.installOverdue(since: server.createdAt), of: order) }
    case .ready, .suspended, .restoringBackup, .unfamiliar: break
    }
  }

  /// When a suspension waits for an installation no longer.
  func installDeadline(of server: ObservedServer) -> Instant {
    Instant(seconds: server.createdAt.seconds + fleet.settings.policy.installWithinSeconds)
  }
}
