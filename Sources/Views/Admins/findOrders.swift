import Health
import Planner

extension AdminQuery {
  /// Whether an order is among what is looked for.
  func matcher(of orders: OrderIndex) -> (JudgedOrder) -> Bool {
    let words = search.lowercased().split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    let tierRank = tier.map { orders.rank(ofTier: $0) }
    return { judged in
      let keys = orders.keys[judged.place]
      if let phase, keys.phase != phase { return false }
      if let seen, judged.seen != seen { return false }
      switch need {
      case .any?: if judged.need == nil { return false }
      case .one(let need)?: if judged.need != need { return false }
      case nil: break
      }
      if let node, keys.node != node { return false }
      if let tierRank, keys.tier != tierRank { return false }
      return words.allSatisfy { orders.all[judged.place].haystack.holds($0) }
    }
  }

  /// The order of the list. Orders that are equal in what is sorted by go by their ids.
  ///
  /// Only numbers are compared: what a text's place among all is, was found out when the fleet was read.
  func sorted(_ judged: [JudgedOrder], by orders: OrderIndex) -> [JudgedOrder] {
    let keyed = judged.map { (key: key(of: $0, orders.keys[$0.place]), judged: $0) }
    let sorted =
      isDescending
      ? keyed.sorted { $0.key != $1.key ? $0.key > $1.key : $0.judged.place < $1.judged.place }
      : keyed.sorted { $0.key != $1.key ? $0.key < $1.key : $0.judged.place < $1.judged.place }
    return sorted.map(\.judged)
  }

  private func key(of judged: JudgedOrder, _ keys: OrderKeys) -> Int {
    switch sort {
    case .need: judged.need?.rawValue ?? .max
    case .order: judged.place
    case .customer: keys.customer
    case .tier: keys.tier
    case .phase: phaseRanks[keys.phase] ?? 0
    case .seen: judged.seen.flatMap { stateRanks[$0] } ?? -1
    case .since: keys.since
    case .node: keys.node
    }
  }
}

/// The places of words among their kind.
private let phaseRanks = ranks(of: OrderStatus.Phase.allCases)
private let stateRanks = ranks(of: BotState.allCases)

private func ranks<Kind: Hashable & RawRepresentable>(of kinds: [Kind]) -> [Kind: Int] where Kind.RawValue == String {
  Dictionary(uniqueKeysWithValues: kinds.sorted { $0.rawValue < $1.rawValue }.enumerated().map { ($1, $0) })
}

extension [UInt8] {
  /// Whether some bytes stand in it.
  func holds(_ word: [UInt8]) -> Bool {
    guard let first = word.first else { return true }
    guard count >= word.count else { return false }
    return withUnsafeBufferPointer { all in
      word.withUnsafeBufferPointer { wanted in
        for start in 0...(all.count - wanted.count) where all[start] == first {
          var offset = 1
          while offset < wanted.count, all[start + offset] == wanted[offset] { offset += 1 }
          if offset == wanted.count { return true }
        }
        return false
      }
    }
  }
}
