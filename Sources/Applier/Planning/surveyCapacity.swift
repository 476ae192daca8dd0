import Panel
public import Planner

extension Workspace {
  /// Reads the fleet and compares it with the room on the nodes, and reports the problems of its documents. Writes
  /// nothing to the panel or the repository.
  public func surveyCapacity(
    _ source: FleetSource, asOf: Instant, _ access: PanelAccess
  ) async throws(ApplyFailure) -> (capacity: Capacity, diagnostics: [Diagnostic]) {
    let reading = try await readFleet(from: source)
    let fleet = try requireFleet(of: reading, from: source)
    let panel = try await connect(to: fleet, access)
    do throws(PanelFailure) {
      let observation = try await observe(panel, for: [fleet]) { seen in Set((seen.nodes ?? []).map(\.id)) }
      guard observation.nodes != nil else { throw PanelFailure.access(.permissionMissing(.nodes)) }
      return (makeCapacity(from: observation, to: fleet, asOf: asOf), reading.diagnostics)
    } catch {
      throw told(error, by: [fleet])
    }
  }
}
