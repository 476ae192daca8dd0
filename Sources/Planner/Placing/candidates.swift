/// The nodes on which an order's server may be placed: the pinned one, or those of the fleet's placement.
func candidates(for order: Order, under rule: FleetSettings.PlacementRule, among nodes: [ObservedNode]) -> [NodeID] {
  if let pinned = order.node?.value { return [pinned] }
  return rule.candidates(among: nodes)
}

extension FleetSettings.PlacementRule {
  /// The nodes on which servers of no order in particular are placed.
  func candidates(among nodes: [ObservedNode]) -> [NodeID] {
    switch candidates {
    case .nodes(let ids): ids.sorted()
    case .locations(let locations): nodes.filter { locations.contains($0.location) }.map(\.id)
    }
  }
}

/// The nodes whose free addresses a plan of this fleet needs: none where nothing is to be made.
///
/// Lets a caller read addresses only where something is created.
public func nodesToSearch(
  for fleet: Fleet, on servers: [ObservedServer], nodes: [ObservedNode], asOf day: Day, recreate: Set<OrderID>
) -> Set<NodeID> {
  let taken = Set(servers.compactMap(\.externalID))
  let known = Set(nodes.map(\.id))
  var wantedNodes: Set<NodeID> = []
  for order in fleet.soundOrders where !taken.contains(order.id.text) {
    guard reasonToCreate(order, in: fleet, asOf: day, recreate: recreate) != nil else { continue }
    wantedNodes.formUnion(candidates(for: order, under: fleet.settings.placement, among: nodes))
  }
  return wantedNodes.intersection(known)
}
