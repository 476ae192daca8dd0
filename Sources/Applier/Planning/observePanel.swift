import Panel
import Planner

/// Observes what the plans of some fleets on one panel are made from: free addresses only of nodes where something will
/// be created, users only where an order names one, or all are wanted. Where all of the fleets are narrowed, only a part of the panel is
/// looked at.
///
/// - Parameter begun: a look at everything that began while documents were still read, with the same addresses; nil where there is none.
func observe(
  _ panel: any PanelClient, for fleets: [Fleet], after begun: BegunLook? = nil, asOf day: Day, recreate: Set<OrderID>,
  people: ObservationRequest.Users? = nil, addresses: ObservationRequest.Addresses = .none
) async throws(PanelFailure) -> Observation {
  let seen = try await observe(panel, for: fleets, after: begun, people: people, addresses: addresses) { seen in
    fleets.reduce(into: []) { nodes, fleet in
      nodes.formUnion(
        nodesToSearch(for: fleet, on: seen.servers, nodes: seen.nodes ?? [], asOf: day, recreate: recreate))
    }
  }
  let owners = fleets.reduce(into: Set<UserID>()) { owners, fleet in
    owners.formUnion(ownersToLookUp(for: fleet, in: seen, asOf: day, recreate: recreate))
  }
  return owners.isEmpty ? seen : seen.without(try await panel.absent(owners))
}

extension Observation {
  fileprivate func without(_ users: Set<UserID>) -> Observation {
    Observation(
      servers: servers, nodes: nodes, freeAllocations: freeAllocations, eggs: eggs, users: self.users,
      absentUsers: users, missingPermissions: missingPermissions, requestsPerMinute: requestsPerMinute, scope: scope)
  }
}

/// Observes what concerns some fleets on one panel, with the free addresses of some of the nodes that were found. Where all of them are
/// narrowed, that is a part of what the panel has.
///
/// - Parameter people: the users that are read where everything is.
func observe(
  _ panel: any PanelClient, for fleets: [Fleet], after begun: BegunLook? = nil,
  people: ObservationRequest.Users? = nil, addresses: ObservationRequest.Addresses = .none,
  addressesOn nodes: (Observation) -> Set<NodeID>
) async throws(PanelFailure) -> Observation {
  let isPart = fleets.allSatisfy { $0.rest != nil }
  let seen =
    isPart
    ? try await observePart(panel, of: fleets, addresses: addresses)
    : try await observeEverything(panel, for: fleets, after: begun, people: people, addresses: addresses)
  let nodes = nodes(seen)
  guard !nodes.isEmpty else { return seen }
  let free = try await panel.freeAllocations(on: nodes.sorted())
  return Observation(
    servers: seen.servers, nodes: seen.nodes, freeAllocations: free, eggs: seen.eggs, users: seen.users,
    absentUsers: seen.absentUsers,
    missingPermissions: free == nil ? seen.missingPermissions.union([.allocations]) : seen.missingPermissions,
    requestsPerMinute: seen.requestsPerMinute, scope: seen.scope)
}

private func observeEverything(
  _ panel: any PanelClient, for fleets: [Fleet], after begun: BegunLook?, people: ObservationRequest.Users?,
  addresses: ObservationRequest.Addresses
) async throws(PanelFailure) -> Observation {
  let eggs = fleets.reduce(into: Set<EggReference>()) { $0.formUnion($1.eggs) }
  let namesCustomers = fleets.contains { fleet in
    fleet.rest?.namesCustomers == true || fleet.orders.contains { $0.customer != nil }
  }
  let recorded = fleets.map { fleet in fleet.rest?.recorded ?? fleet.results.values.count { $0.server != nil } }
  let wanted = ObservationRequest(
    eggs: Array(eggs), users: people ?? (namesCustomers ? .all : .none), addresses: addresses,
    expectedServers: recorded.max() ?? 0)
  if let seen = try await begun?.observation(with: wanted.rest) { return seen }
  return try await panel.observe(wanted)
}
