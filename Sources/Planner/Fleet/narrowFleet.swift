extension Fleet {
  /// The fleet of some orders, beside what the rest of it comes to. A plan of it is made from a look at these orders alone.
  ///
  /// - Parameters:
  ///   - looked: the orders; also such as have no document, or never had one.
  ///   - sample: the recorded servers of other orders that are looked at as well: `sample(beside:trusting:)`.
  ///   - trusted: what is recorded where only apply writes; other records count towards no limit.
  public func narrowed(
    to looked: Set<OrderID>, sample: [SampledServer], trusting trusted: TrustedResults
  ) -> Fleet {
    let declared = declaredIDs
    var recorded = 0
    var gone: [OrderID] = []
    for result in results.values where result.livingServer != nil && !looked.contains(result.order) {
      if trusted.vouches(for: result) { recorded += 1 }
      if result.orphanedSince == nil, !declared.contains(result.order) { gone.append(result.order) }
    }
    return narrowed(
      to: looked,
      beside: RecordedRest(orders: Set(results.keys), servers: recorded, gone: gone, sample: sample))
  }

  /// The same where not every result was read: the fleet has those of the looked-at orders, and what the others come to is known.
  public func narrowed(to looked: Set<OrderID>, beside recorded: RecordedRest) -> Fleet {
    let own = orders.filter { looked.contains($0.id) }
    let known = recorded.orders.union(orders.lazy.map(\.id)).union(unreadable)
    let rest = FleetRest(
      looked: looked, known: known.subtracting(looked), orders: orders.count - own.count, recorded: recorded.servers,
      gone: recorded.gone.sorted(),
      namesCustomers: orders.contains { $0.customer != nil && !looked.contains($0.id) },
      claims: claims(about: own, beside: looked), recordedServers: recordedServers(namedBy: own, beside: looked),
      sample: recorded.sample)
    return Fleet(
      revision: revision, settings: settings, catalog: catalog, orders: own,
      results: results.filter { looked.contains($0.key) }, unreadable: unreadable, evidence: evidence, rest: rest)
  }

  /// The same fleet narrowed to what another one was narrowed to; whole where that is whole.
  public func narrowed(as other: Fleet, trusting trusted: TrustedResults) -> Fleet {
    guard let rest = other.rest, self.rest == nil else { return self }
    return narrowed(to: rest.looked, sample: rest.sample, trusting: trusted)
  }

  /// What other orders say of the same customers, panel users and servers.
  private func claims(about own: [Order], beside looked: Set<OrderID>) -> [OrderClaim] {
    let customers = Set(own.compactMap { $0.customer?.value.id })
    let servers = Set(own.compactMap { $0.server?.value })
    guard !customers.isEmpty || !servers.isEmpty else { return [] }
    let others = orders.lazy.filter { !looked.contains($0.id) }.compactMap(OrderClaim.init)
    var users = Set(own.compactMap { $0.customer?.value.user })
    for claim in others {
      if let customer = claim.customer?.value, customers.contains(customer.id), let user = customer.user {
        users.insert(user)
      }
    }
    return others.filter { claim in
      if let server = claim.server, servers.contains(server.value) { return true }
      guard let customer = claim.customer?.value else { return false }
      return customers.contains(customer.id) || customer.user.map(users.contains) == true
    }
  }

  private func recordedServers(namedBy own: [Order], beside looked: Set<OrderID>) -> [String: OrderID] {
    let named = Set(own.compactMap { $0.server?.value })
    guard !named.isEmpty else { return [:] }
    let recorded = results.values.compactMap { result -> (String, OrderID)? in
      guard let server = result.livingServer, named.contains(server.uuid), !looked.contains(result.order) else {
        return nil
      }
      return (server.uuid, result.order)
    }
    return Dictionary(recorded) { min($0, $1) }
  }
}

extension TrustedResults {
  /// Whether a recorded server is one that limits may be a share of: what only a pull request records makes no fleet larger.
  func vouches(for result: OrderResult) -> Bool {
    !isKnown || results[result.order]?.livingServer?.packedUUID == result.livingServer?.packedUUID
  }
}
