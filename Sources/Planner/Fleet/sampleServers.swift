extension Fleet {
  /// A few recorded servers of other orders, to find out whether a panel is the one that they were made on.
  ///
  /// The revision chooses them, so that each has others looked at, and the same revision always the same.
  public func sample(beside looked: Set<OrderID>, trusting trusted: TrustedResults) -> [SampledServer] {
    let choice = SampleChoice(by: revision)
    let recorded = results.values.lazy.filter { result in
      result.livingServer != nil && !looked.contains(result.order) && trusted.vouches(for: result)
    }
    return choice.choose(among: recorded.map(\.order)).compactMap { order in
      results[order]?.livingServer.map { SampledServer(order: order, uuid: $0.uuid) }
    }
  }
}

/// Chooses orders by a revision, as if by chance.
public struct SampleChoice: Sendable {
  /// So many recorded servers are looked at beside those that a run is about.
  public static let size = 5

  private let seed: UInt64

  public init(by revision: Revision) {
    switch revision {
    case .commit(let id): seed = mixed(id, from: 0)
    case .dirty(let id): seed = mixed(id ?? "", from: 1)
    }
  }

  /// Five of the orders, or all where there are fewer; sorted.
  public func choose(among orders: some Sequence<OrderID>) -> [OrderID] {
    var chosen: [(rank: UInt64, order: OrderID)] = []
    for order in orders {
      let rank = mixed(order.text, from: seed)
      if chosen.count == Self.size, let last = chosen.last, (rank, order) > (last.rank, last.order) { continue }
      let place = chosen.firstIndex { (rank, order) < ($0.rank, $0.order) } ?? chosen.endIndex
      chosen.insert((rank, order), at: place)
      if chosen.count > Self.size { chosen.removeLast() }
    }
    return chosen.map(\.order).sorted()
  }
}

/// A number that a text gives on every machine (FNV-1a, and the end of SplitMix64).
private func mixed(_ text: String, from seed: UInt64) -> UInt64 {
  var hash = seed ^ 0xcbf2_9ce4_8422_2325
  for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
  hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
  return hash ^ (hash >> 31)
}
