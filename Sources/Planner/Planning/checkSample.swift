extension PlanDraft {
  /// Refuses a panel that has none of the recorded servers that were looked at as a sample. Where all servers are looked at, each of
  /// them counts instead.
  mutating func checkSample(_ servers: ServerIndex) {
    guard case .part(let look) = observation.scope, !look.sample.isEmpty,
      look.sample.allSatisfy({ servers[uuid: $0.uuid] == nil })
    else { return }
    refusals.append(.sampleGone(orders: look.sample.map(\.order).sorted()))
  }
}

extension Fleet {
  /// As much of it as was looked at: nothing is concluded of the rest.
  func seen(in scope: ObservationScope, trusting trusted: TrustedResults) -> Fleet {
    switch scope {
    case .everything: self
    case .part(let look): rest == nil ? narrowed(to: look.orders, sample: look.sample, trusting: trusted) : self
    }
  }

  /// The uuids that lead to the servers of its orders: recorded ones, and those that orders name.
  public var uuidsToLookUp: Set<String> {
    Set(results.values.compactMap(\.server?.uuid)).union(orders.lazy.compactMap { $0.server?.value })
  }
}
