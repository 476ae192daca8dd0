internal import YAML

/// Reads what happens to servers whose order is overdue, refunded or gone, and what is applied.
func readPolicy(_ node: Node?, with reader: inout SettingsReader) -> FleetSettings.Policy {
  let standard = FleetSettings.Policy()
  let given = readGivenBranch(with: &reader)
  guard let node, let fields: Fields<PolicyKey> = reader.document.fields(of: node) else {
    return FleetSettings.Policy(branch: given)
  }
  return FleetSettings.Policy(
    overdue: reader.document.value(fields[.overdue], parseWord) ?? standard.overdue,
    refunded: reader.document.value(fields[.refunded], parseWord) ?? standard.refunded,
    removed: reader.document.value(fields[.removed], parseWord) ?? standard.removed,
    suspendedByHand: reader.document.value(fields[.suspendedByHand], parseWord) ?? standard.suspendedByHand,
    terminateAfterDays: reader.document.value(fields[.terminateAfter], parseDays) ?? standard.terminateAfterDays,
    installWithinSeconds: reader.document.value(fields[.installWithin], parseDuration)
      ?? standard.installWithinSeconds,
    branch: readBranch(fields[.branch], given: given, with: &reader),
    apply: reader.document.value(fields[.apply], parseWord) ?? standard.apply)
}

/// The policy of a document of which nothing else matters; nil where it cannot be read.
func readPolicy(of document: [UInt8]) -> FleetSettings.Policy? {
  let file = FleetFile(path: "fleet.yaml", content: .bytes(document))
  guard var document = try? openDocument(file, as: .settings),
    let fields: Fields<SettingsKey> = document.fields(of: document.root)
  else { return nil }
  var reader = SettingsReader(document, environment: SettingsEnvironment([:]))
  return readPolicy(fields[.policy], with: &reader)
}

private enum PolicyKey: String, DocumentKey {
  case overdue, refunded, removed, suspendedByHand, terminateAfter, installWithin, branch, apply
}

/// The only branch that is applied, as the environment has it.
private func readGivenBranch(with reader: inout SettingsReader) -> String? {
  guard let given = reader.value(of: .branch, parseBranch) else { return nil }
  reader.places.branch = .init(variable: EnvironmentVariable.branch.rawValue)
  return given
}

/// The only branch that is applied; nil where neither document nor environment names one.
///
/// A branch brings its own `fleet.yaml`, and could say there that it is the one: where the environment names one as well, both must be
/// equal, so that no branch can vouch for itself.
private func readBranch(_ node: Node?, given: String?, with reader: inout SettingsReader) -> String? {
  guard let node, let written = reader.document.value(node, parseBranch) else { return given }
  if let given, given != written {
    reader.document.report(
      branchDiffers,
      "the environment's `\(EnvironmentVariable.branch.rawValue)` names another branch, \(quoted(given))",
      hint: "make them equal, or remove `branch`", at: node)
  }
  reader.places.branch = .init(reader.document.place(of: node))
  return written
}

/// The code of the problem that document and environment name two branches.
public let branchDiffers = "branch-differs"
