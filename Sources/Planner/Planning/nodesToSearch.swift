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
