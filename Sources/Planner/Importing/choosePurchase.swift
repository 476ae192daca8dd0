extension Fleet {
  /// The purchase by which an order says most of what its server has: with the fewest fields that stay as they are, then one that is still
  /// sold, then the fewest add-ons. Where that leaves several, one of the preferred tiers; else nobody can tell, and none is taken.
  ///
  /// - Parameter purchases: Those that give the server's limits.
  func choosePurchase(
    for server: ObservedServer, among purchases: [Change.Sold], in catalog: EffectiveCatalog, id: OrderID?,
    customer: Customer?,
    preferring preferred: [TierName]
  ) throws(ImportObstacle) -> ImportCandidate? {
    let candidates = purchases.compactMap {
      candidate(for: server, buying: $0, in: catalog, id: id, customer: customer)
    }
    guard let best = candidates.map(\.cost).min(by: <) else { return nil }
    let equals = candidates.filter { $0.cost == best }
    if equals.count == 1 { return equals[0] }
    let wished = preferred.lazy.compactMap { tier in equals.first { $0.sold.tier == tier } }.first
    guard let wished, equals.count(where: { $0.sold.tier == wished.sold.tier }) == 1 else {
      throw ImportObstacle(.ambiguous(equals.map(\.sold)))
    }
    return wished
  }
}

extension ImportCandidate {
  fileprivate var cost: (Int, Int, Int) { (kept.count, isRetired ? 1 : 0, sold.addons.count) }
}
