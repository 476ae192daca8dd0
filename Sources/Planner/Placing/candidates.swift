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
