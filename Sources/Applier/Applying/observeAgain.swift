import Panel
import Planner

extension PreparedApply {
  /// The panel after a run: what the run touched as it is now, and all else as it was seen before. Where a run touched more than a page of
  /// servers, all is read once more.
  ///
  /// - Parameters:
  ///   - begun: orders whose servers were shown while their creates were in doubt.
  ///   - awaited: servers whose installations were waited for.
  /// - Returns: with it, the orders whose servers were looked at again; nil where all were.
  func observeAgain(
    after outcomes: [(change: Change, outcome: Outcome)], _ begun: Set<OrderID>, _ awaited: [ServerID]
  ) async throws(PanelFailure) -> (seen: Observation, again: Set<OrderID>?) {
    let before = planned.observation
    var touched = Touched(by: outcomes, of: planned.fleet.orders)
    touched.orders.formUnion(begun)
    let waited = Set(awaited)
    for server in before.servers where waited.contains(server.id) { touched.uuids.insert(server.uuid) }
    guard touched.count <= page || planned.fleet.rest != nil else {
      return (try await observe(panel, for: [planned.fleet], addresses: .read) { _ in [] }, nil)
    }
    guard !touched.isEmpty else { return (before, []) }
    var people: PeopleToLookUp?
    if before.users != nil, !touched.customers.isEmpty {
      var some = PeopleToLookUp()
      for customer in touched.customers { some.add(customer) }
      people = some
    }
    let now = try await panel.observe(
      PartialRequest(
        PartialLook(orders: touched.orders, sample: []), uuids: touched.uuids, eggs: [], people: people,
        addresses: .read))
    return before.seenAgain(now, of: touched.orders, touched.uuids)
  }
}

/// So many servers are in one page of a panel's list.
private let page = 500

extension Observation {
  /// The same with what was looked at once more as it is now, and the orders that this is about.
  fileprivate func seenAgain(
    _ now: Observation, of orders: Set<OrderID>, _ uuids: Set<String>
  ) -> (Observation, Set<OrderID>) {
    let found = Set(now.servers.map(\.id))
    var again = orders.union(now.servers.compactMap(\.order))
    let others = servers.filter { server in
      let order = server.order
      guard found.contains(server.id) || uuids.contains(server.uuid) || order.map(orders.contains) == true else {
        return true
      }
      if let order { again.insert(order) }
      return false
    }
    let people = Set((now.users ?? []).map(\.id))
    let seen = Observation(
      servers: (others + now.servers).sorted { $0.id < $1.id }, nodes: scope == .everything ? nodes : now.nodes,
      freeAllocations: nil, eggs: eggs,
      users: users.map { $0.filter { !people.contains($0.id) } + (now.users ?? []) }, absentUsers: absentUsers,
      missingPermissions: missingPermissions, requestsPerMinute: requestsPerMinute, scope: scope)
    return (seen, again)
  }
}
