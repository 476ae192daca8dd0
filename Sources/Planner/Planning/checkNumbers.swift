extension PlanDraft {
  /// Holds the numbers that only the panel knows against it: a wrong one is told at its place, not by creates that fail. What the key
  /// may not read is not judged.
  mutating func checkNumbers() {
    let places = fleet.settings.places
    if ownerIsAbsent, let source = places.owner {
      diagnostics.append(
        Diagnostic(
          .error, code: "no-such-user", "the panel has no user \(fleet.settings.server.owner)",
          hint: "write the number of the panel user who is to own the servers of orders without a customer", at: source)
      )
    }
    guard let nodes = observation.nodes else { return }
    let known = Set(nodes.map(\.id))
    let hint =
      nodes.isEmpty ? nil : "the panel has \(nodes.map { "\($0.id)" }.prefix(20).joined(separator: ", "))"
    for (node, source) in places.nodes.sorted(by: { $0.key < $1.key }) where !known.contains(node) {
      diagnostics.append(
        Diagnostic(.error, code: "no-such-node", "the panel has no node \(node)", hint: hint, at: source))
    }
    let locations = Set(nodes.map(\.location))
    for (location, source) in places.locations.sorted(by: { $0.key < $1.key }) where !locations.contains(location) {
      diagnostics.append(
        Diagnostic(
          .error, code: "no-such-location", "no node of the panel is in location \(location)",
          hint: "its nodes are in \(locations.sorted().prefix(20).map { "\($0)" }.joined(separator: ", "))",
          at: source))
    }
    for order in fleet.soundOrders where order.state != .terminated {
      guard let node = order.node, !known.contains(node.value) else { continue }
      diagnostics.append(
        Diagnostic(.error, code: "no-such-node", "the panel has no node \(node.value)", hint: hint, at: node.place))
    }
  }

  /// Whether `server.owner` is known to be nobody. A server that belongs to a user proves that there is one.
  var ownerIsAbsent: Bool {
    let owner = fleet.settings.server.owner
    if observation.absentUsers.contains(owner) { return true }
    // Of a part of the users only those are known to be nobody who were asked for.
    guard observation.scope == .everything, let users = observation.users, !users.contains(where: { $0.id == owner })
    else { return false }
    return !observation.servers.contains { $0.spec.details.owner == .user(owner) }
  }
}

/// The owners of new servers of whom nobody knows yet whether the panel has them: users are not read where no order names a customer,
/// and no server belongs to them.
public func ownersToLookUp(
  for fleet: Fleet, in observation: Observation, asOf day: Day, recreate: Set<OrderID>
) -> Set<UserID> {
  let owner = fleet.settings.server.owner
  guard observation.users == nil, !observation.missingPermissions.contains(.users),
    !observation.servers.contains(where: { $0.spec.details.owner == .user(owner) })
  else { return [] }
  let taken = Set(observation.servers.compactMap(\.externalID))
  let isNeeded = fleet.soundOrders.contains { order in
    order.customer == nil && !taken.contains(order.id.text)
      && reasonToCreate(order, in: fleet, asOf: day, recreate: recreate) != nil
  }
  return isNeeded ? [owner] : []
}
