import Panel
public import Planner

/// What a plan was made from, and the plan.
public struct PlannedFleet: Sendable {
  public let fleet: Fleet
  public let observation: Observation
  public let plan: Plan
}

/// Observes the panel and plans. Writes nothing, anywhere.
func planFleet(
  _ fleet: Fleet, on panel: PterodactylPanel, asOf: Instant, recreate: Set<OrderID>
) async throws(PanelFailure) -> PlannedFleet {
  let observation = try await observe(panel, for: fleet, recreate: recreate)
  let plan = makePlan(from: observation, to: fleet, asOf: asOf, recreate: recreate)
  return PlannedFleet(fleet: fleet, observation: observation, plan: plan)
}

extension Workspace {
  /// Reads the fleet and plans it, with the problems of its documents. Writes nothing, anywhere.
  public func plan(
    _ source: FleetSource, asOf: Instant, _ access: PanelAccess
  ) async throws(ApplyFailure) -> (plan: Plan, diagnostics: [Diagnostic]) {
    let reading = try await readFleet(from: source)
    guard let fleet = reading.fleet else { throw .documents(reading.diagnostics) }
    let panel = try connect(to: fleet, access)
    do throws(PanelFailure) {
      return (try await planFleet(fleet, on: panel, asOf: asOf, recreate: []).plan, reading.diagnostics)
    } catch {
      throw .panel(error)
    }
  }
}
