import Panel
import Planner

/// Observes what the plans of narrowed fleets on one panel are made from: the servers of their orders, a few recorded ones beside them, the
/// people whom these orders name, all nodes with what is taken of them, and the eggs.
///
/// - Parameter fleets: all of them narrowed, to the same orders.
func observePart(
  _ panel: any PanelClient, of fleets: [Fleet], addresses: ObservationRequest.Addresses = .none
) async throws(PanelFailure) -> Observation {
  var people: PeopleToLookUp?
  for case let more? in fleets.map(\.peopleToLookUp) {
    if people?.join(more) == nil { people = more }
  }
  let eggs = fleets.reduce(into: Set<EggReference>()) { $0.formUnion($1.eggs) }
  let uuids = fleets.reduce(into: Set<String>()) { $0.formUnion($1.uuidsToLookUp) }
  let sample = fleets.flatMap { $0.rest?.sample ?? [] }
  let look = PartialLook(
    orders: fleets.reduce(into: []) { $0.formUnion($1.rest?.looked ?? []) },
    sample: Set(sample).sorted { $0.order < $1.order })
  return try await panel.observe(
    PartialRequest(look, uuids: uuids, eggs: Array(eggs), people: people, addresses: addresses))
}
