import Panel
import Planner

extension FleetExaminer {
  /// What the key is and may, held against what the fleet needs.
  func keyFindings(_ examination: PanelExamination, of fleet: Fleet?) -> [Finding] {
    [Finding(.key, .ok, "the panel knows it"), kindFinding(examination.key)]
      + needed(by: fleet).map { permission in
        switch examination.permissions[permission] {
        case .granted?: Finding(.permission, .ok, permission.rawValue)
        case .missing?:
          Finding(
            .permission, .failure,
            "\(AccessProblem.permissionMissing(permission)), with which botfleet \(permission.use)",
            advice: FailureKind.permissionMissing.adviceToCommand)
        case nil:
          Finding(
            .permission, .unknown, "\(permission.rawValue): the panel has nothing yet by which that could be told")
        }
      }
  }

  private func kindFinding(_ kind: PanelExamination.KeyKind?) -> Finding {
    switch (kind, workspace.runEnvironment.key?.shape) {
    case (.application?, _): Finding(.keyKind, .ok, "an application key: it may what it was given")
    case (.account?, _):
      Finding(
        .keyKind, .warning,
        "the key of an administrator's account (ptlc_): it works, and may do everything on the panel",
        advice: "Create an application key with the permissions below, and nothing else (Admin > Application API).")
    case (nil, .application?): Finding(.keyKind, .ok, "an application key, by its beginning: ptla_")
    case (nil, _): Finding(.keyKind, .unknown, "neither its beginning nor the panel tells what kind of key it is")
    }
  }

  private func needed(by fleet: Fleet?) -> [Permission] {
    let reading: [Permission] = [.servers, .nodes, .allocations, .users, .eggGroups, .eggs]
    guard case .planAndApply = request.purpose else { return reading }
    let makesUsers = fleet?.orders.contains { $0.customer?.value.contact != nil } ?? false
    return reading + [.writeServers] + (makesUsers ? [.writeUsers] : [])
  }

  /// Looks at what the documents name of the panel.
  ///
  /// - Returns: what the panel has; nil where it could not be read.
  mutating func examineOffers(of client: any PanelClient, _ fleet: Fleet?) async -> PanelOffers? {
    let parts: [Finding.Check] = [.egg, .node, .owner]
    guard let fleet else {
      for check in parts { note(check, .unchecked, "the fleet's documents cannot be read") }
      return nil
    }
    let offers: PanelOffers
    do throws(PanelFailure) { offers = try await client.offers() } catch {
      for check in parts { note(check, .unchecked, "\(error)", advice: Panel.advice(on: error)) }
      return nil
    }
    examine(.egg, offers.eggs, "eggs and nests") { examineEggs(of: fleet, among: $0) }
    examine(.node, offers.nodes, "nodes") { examineNodes(of: fleet, among: $0) }
    examine(.owner, offers.users, "users") { examinePeople(of: fleet, among: $0) }
    return offers
  }

  private mutating func examine<Item>(
    _ check: Finding.Check, _ items: [Item]?, _ noun: String, _ findings: ([Item]) -> [Finding]
  ) {
    if let items { note(findings(items)) } else { note(check, .unchecked, "the key may not read \(noun)") }
  }
}

extension Permission {
  /// What it is for: `chooses a node`.
  fileprivate var use: String {
    switch self {
    case .servers: "sees which servers there are"
    case .nodes: "chooses a node"
    case .allocations: "chooses an address"
    case .users: "finds the customers"
    case .eggGroups: "finds the egg"
    case .eggs: "checks variables and image before the panel does"
    case .writeServers: "applies plans"
    case .writeUsers: "creates the customers who have an e-mail in their orders"
    }
  }
}
