import Health
import Planner

extension AdminQuery {
  /// Whether an order is among what is looked for.
  func matcher() -> (JudgedOrder) -> Bool {
    let words = search.lowercased().split(whereSeparator: \.isWhitespace).map { Array($0.utf8) }
    return { judged in
      if let phase, judged.order.status.phase != phase { return false }
      if let seen, judged.seen != seen { return false }
      switch need {
      case .any?: if judged.need == nil { return false }
      case .one(let need)?: if judged.need != need { return false }
      case nil: break
      }
      if let tier, judged.order.tier != tier { return false }
      return words.allSatisfy { judged.order.haystack.holds($0) }
    }
  }

  /// The order of the list. Orders that are equal in what is sorted by go by their ids.
  func comesBefore(_ left: JudgedOrder, _ right: JudgedOrder) -> Bool {
    let sign = compare(left, right)
    // Its place among all is that of its id, and cheaper to compare.
    if sign == 0 { return left.place < right.place }
    return isDescending ? sign > 0 : sign < 0
  }

  private func compare(_ left: JudgedOrder, _ right: JudgedOrder) -> Int {
    let (one, other) = (left.order, right.order)
    return switch sort {
    case .need: sign(left.need?.rawValue ?? .max, right.need?.rawValue ?? .max)
    case .order: sign(one.id.text, other.id.text)
    case .customer: sign(one.customer ?? "", other.customer ?? "")
    case .tier: sign(one.tier ?? "", other.tier ?? "")
    case .phase: sign(one.status.phase.rawValue, other.status.phase.rawValue)
    case .seen: sign(left.seen?.rawValue ?? "", right.seen?.rawValue ?? "")
    case .since: sign(one.status.result?.since.number ?? .min, other.status.result?.since.number ?? .min)
    case .node: sign(one.node ?? .min, other.node ?? .min)
    }
  }
}

private func sign<Value: Comparable>(_ left: Value, _ right: Value) -> Int { left < right ? -1 : left > right ? 1 : 0 }

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
