import Panel
import PanelValues

@testable import Planner

extension Fleet {
  /// The fleet of some orders, with a sample of the others' servers.
  func looking(at orders: Set<OrderID>, trusting trusted: TrustedResults? = nil) -> Fleet {
    let trusted = trusted ?? TrustedResults(results)
    return narrowed(to: orders, sample: sample(beside: orders, trusting: trusted), trusting: trusted)
  }

  /// What a narrowed fleet asks a panel.
  var request: PartialRequest {
    guard let rest else { preconditionFailure("a whole fleet asks for everything") }
    return PartialRequest(rest.look, uuids: uuidsToLookUp, eggs: [], people: peopleToLookUp)
  }
}

/// The plan of some of a fleet's orders, made from a look at them alone.
func aPartialPlan(
  for fleet: Fleet, lookingAt orders: Set<OrderID>, on panel: Observation, trusting trusted: TrustedResults? = nil,
  asOf: Instant = noon
) -> Plan {
  let trusted = trusted ?? TrustedResults(fleet.results)
  let narrowed = fleet.looking(at: orders, trusting: trusted)
  return makePlan(from: panel.part(narrowed.request), to: narrowed, trusting: trusted, asOf: asOf)
}
