public import Panel
public import Planner

/// What a plan was made from, and the plan.
public struct PlannedFleet: Sendable {
  public let fleet: Fleet
  public let observation: Observation
  public let plan: Plan
}

/// Observes the panel and plans. Writes nothing, anywhere.
public func planFleet(
  _ fleet: Fleet, on panel: PterodactylPanel, asOf: Instant, recreate: Set<OrderID>
) async throws(PanelFailure) -> PlannedFleet {
  let observation = try await observe(panel, for: fleet, recreate: recreate)
  let plan = makePlan(from: observation, to: fleet, asOf: asOf, recreate: recreate)
  return PlannedFleet(fleet: fleet, observation: observation, plan: plan)
}
