extension PlanDraft {
  /// What there is to tell of a suspension that somebody made by hand and that stays; nil where there is none, or it is to end.
  ///
  /// What the last apply left running is suspended by another hand, unless the documents wanted it suspended since: then a run that was
  /// killed may have done it. An order that says `state: suspended` itself takes the suspension over.
  func keptSuspension(of order: Order, _ wish: Intent, _ change: ServedChange) -> Notice.HandSuspension? {
    switch fleet.settings.policy.suspendedByHand {
    case .resume: return nil
    case .keep: break
    }
    guard !resume.contains(order.id), order.state != .suspended, change.server.spec.isSuspended,
      let recorded = change.recorded, recorded.livingServer?.packedUUID == change.server.packedUUID
    else { return nil }
    if let since = recorded.suspendedByHandSince { return .init(since: since, orderWants: wish.told) }
    guard recorded.applied?.spec[.suspended] == "no" else { return nil }
    if fleet.evidence.suspensionsBeyondHistory.contains(order.id) {
      return .init(since: nil, orderWants: wish.told, isBeyondHistory: true)
    }
    if let asked = fleet.evidence.suspensionAskedSince[order.id], !change.server.isSuspended(before: asked, observation)
    {
      return nil
    }
    return .init(since: nil, orderWants: wish.told)
  }
}

extension ObservedServer {
  /// Whether it was suspended before that moment, by clocks that may be minutes apart.
  fileprivate func isSuspended(before moment: Instant, _ observation: Observation) -> Bool {
    observation.clockGap == nil && updatedAt.seconds + ClockGap.allowedSeconds < moment.seconds
  }
}

extension Intent {
  fileprivate var told: Notice.HandSuspension.OrderWish {
    switch self {
    case .running: .running
    case .suspended, .gone: .suspended
    case .asItIs, .undecided: .undecided
    }
  }
}

extension Fleet {
  /// The servers of which only git's history can tell whether somebody suspended them by hand, each with its order and what was applied last.
  public func suspensionsToExplain(
    among servers: [ObservedServer]
  ) -> [(order: Order, applied: OrderResult.Applied)] {
    guard settings.policy.suspendedByHand == .keep else { return [] }
    let suspended = ServerIndex(servers.filter(\.isSuspended))
    guard !suspended.all.isEmpty else { return [] }
    return soundOrders.compactMap { order in
      guard order.state != .suspended, let result = results[order.id], let applied = result.applied,
        result.suspendedByHandSince == nil, applied.spec[.suspended] == "no",
        let server = suspended[order.id], result.livingServer?.packedUUID == server.packedUUID
      else { return nil }
      return (order, applied)
    }
  }
}
