public import Planner

/// Looks, one thing after the other, at everything that a plan and an apply need, and says of each whether it is as it must be.
///
/// Nothing is changed on the panel. At the git remote a reference of its own is made and removed, to see whether the lock may be; not where
/// the place is only for plans.
///
/// - Parameter tell: told each finding as soon as it is there.
/// - Throws: where there is no folder, or no repository that can be opened.
public func examineFleet(
  _ request: ExaminationRequest, _ access: PanelAccess, telling tell: @escaping (Finding) -> Void
) async throws(WorkspaceFailure) -> Examination {
  let (workspace, failure) = try await openForExamination(request.location)
  var examiner = FleetExaminer(request: request, workspace: workspace, access: access, tell: tell)
  await examiner.examineEnvironment(failure)
  let fleet = await examiner.examineDocuments()
  let panel = await examiner.examinePanel(of: fleet)
  await examiner.examineGit(of: fleet)
  if let order = request.order { await examiner.examineServer(of: order, fleet, panel) }
  return Examination(findings: examiner.findings)
}

/// A file that cannot be used is a finding, and not the end.
private func openForExamination(
  _ location: WorkspaceLocation
) async throws(WorkspaceFailure) -> (Workspace, RunEnvironmentFailure?) {
  do throws(WorkspaceFailure) {
    return (try await Workspace.open(location), nil)
  } catch {
    guard case .runEnvironment(let failure) = error else { throw error }
    return (try await Workspace.openWithoutFile(location), failure)
  }
}

/// What has been found out so far.
struct FleetExaminer {
  let request: ExaminationRequest
  let workspace: Workspace
  let access: PanelAccess
  let tell: (Finding) -> Void
  private(set) var findings: [Finding] = []

  init(
    request: ExaminationRequest, workspace: Workspace, access: PanelAccess, tell: @escaping (Finding) -> Void
  ) {
    self.request = request
    self.workspace = workspace
    self.access = access
    self.tell = tell
  }

  mutating func note(_ finding: Finding) {
    findings.append(finding)
    tell(finding)
  }

  mutating func note(_ findings: [Finding]) { for finding in findings { note(finding) } }

  mutating func note(
    _ check: Finding.Check, _ verdict: Finding.Verdict, _ message: String, advice: String? = nil
  ) {
    note(Finding(check, verdict, message, advice: advice))
  }

  /// The fleet of the working tree; nil where `fleet.yaml` or `catalog.yaml` is missing or has errors.
  mutating func examineDocuments() async -> Fleet? {
    let reading: FleetReading
    do throws(ApplyFailure) { reading = try await workspace.readFleet(from: .workingTree) } catch {
      note(.documents, .failure, "\(error)")
      return nil
    }
    let folder = workspace.fleetPath
    if reading.fleet == nil, reading.diagnostics.tellOfNoFleet {
      note(
        .documents, .failure, "there is no fleet in \(folder): neither fleet.yaml nor catalog.yaml",
        advice: "Go to a fleet's repository, or name it with --repo and the fleet's folder in it with --fleet.")
      return nil
    }
    let errors = reading.diagnostics.count { $0.severity == .error }
    let warnings = reading.diagnostics.count - errors
    let advice = "Run `botfleet validate`: it shows each with its place."
    switch (errors, warnings) {
    case (1..., _):
      note(
        .documents, .failure,
        "\(folder)/ has \(counted(errors, "error"))\(reading.fleet == nil ? ", and \(errors == 1 ? "it blocks" : "they block") every order" : "")",
        advice: advice)
    case (_, 1...): note(.documents, .warning, "\(folder)/ has \(counted(warnings, "warning"))", advice: advice)
    default:
      note(.documents, .ok, "\(folder)/ has \(counted(reading.fleet?.orders.count ?? 0, "order")) and no problems")
    }
    return reading.fleet
  }
}
