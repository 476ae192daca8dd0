import Panel
import Planner

/// Observes what a fleet's plan is made from: free addresses only of nodes where something is to be made, users only where an
/// order names one.
func observe(
  _ panel: PterodactylPanel, for fleet: Fleet, recreate: Set<OrderID>
) async throws(PanelFailure) -> Observation {
  let server = fleet.settings.server
  let namesCustomers = fleet.orders.contains { $0.customer != nil }
  let seen = try await panel.observe(
    Wanted(eggs: [.init(nest: server.nest, egg: server.egg)], users: namesCustomers ? .all : .none))
  let nodes = nodesToSearch(for: fleet, on: seen.servers, nodes: seen.nodes ?? [], recreate: recreate)
  guard !nodes.isEmpty else { return seen }
  let free = try await panel.freeAllocations(on: nodes.sorted())
  return Observation(
    servers: seen.servers, nodes: seen.nodes, freeAllocations: free, eggs: seen.eggs, users: seen.users,
    missingPermissions: free == nil ? seen.missingPermissions.union([.allocations]) : seen.missingPermissions)
}
