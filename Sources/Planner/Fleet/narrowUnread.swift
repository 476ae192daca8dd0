extension Fleet {
  /// The fleet of some orders, where neither the documents nor the results of the others were read.
  ///
  /// Only for orders that say nothing which another order could contradict.
  ///
  /// - Parameters:
  ///   - looked: the orders.
  ///   - recorded: what is known of the results of the others.
  ///   - others: how many other orders have a document.
  public func narrowed(to looked: Set<OrderID>, beside recorded: RecordedRest, unread others: Int) -> Fleet {
    let own = orders.filter { looked.contains($0.id) }
    let rest = FleetRest(
      looked: looked, known: recorded.orders.subtracting(looked), orders: others,
      recorded: recorded.servers, gone: recorded.gone.sorted(), namesCustomers: false, claims: [], recordedServers: [:],
      sample: recorded.sample)
    return Fleet(
      revision: revision, settings: settings, catalog: catalog, orders: own,
      results: results.filter { looked.contains($0.key) },
      // An order that a document of another name claims has one of its own, which was not read.
      unreadable: unreadable.intersection(looked), evidence: evidence, rest: rest)
  }

  /// Whether an order says what another one could contradict: who a customer is, or which server is whose.
  public var makesClaims: Bool { orders.contains { OrderClaim($0) != nil } }

  /// An order that names a server which it does not have yet: whether another order has it, only all results tell.
  public var orderNamingServer: OrderID? {
    orders.first { $0.server != nil && results[$0.id]?.livingServer == nil }?.id
  }
}
