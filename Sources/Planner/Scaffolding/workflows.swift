internal import YAML

/// The files by which a forge plans pull requests, applies what was merged, and looks for drift; none where none are wanted.
///
/// Each fleet of a repository has files of its own, so that another one needs no edit of those that are there.
public func workflows(of fleet: NewFleet) -> [ScaffoldFile] {
  switch fleet.forge {
  case .github: actionsWorkflows(of: fleet, .gitHub)
  case .forgejo: actionsWorkflows(of: fleet, .forgejo)
  case .gitea: actionsWorkflows(of: fleet, .gitea)
  case .gitlab: gitLabPipelines(of: fleet)
  case .none: []
  }
}

/// What a fleet's files, jobs, environments and variables are called at a forge.
struct WorkflowNames {
  /// `fleet` for the usual folder, `fleets-eu` for `fleets/eu`, `fleet-eu` for `eu`.
  let name: String
  /// `fleet` and `fleets/eu` as a part of a command: nothing, ` --fleet fleets/eu`.
  let option: String
  /// Behind the names of secrets and variables where a forge has no environments to tell fleets apart: nothing, `_FLEETS_EU`.
  let suffix: String
  /// `FLEET_`, `FLEETS_EU_`
  let prefix: String

  init(_ fleet: NewFleet) {
    let isUsual = FleetFolder(fleet.path) == .usual
    let plain = String(fleet.path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    name = plain.hasPrefix("fleet") ? plain : "fleet-\(plain)"
    option = isUsual ? "" : " --fleet \(fleet.path)"
    let capitals = name.uppercased().replacing("-", with: "_")
    suffix = isUsual ? "" : "_\(capitals)"
    prefix = "\(capitals)_"
  }

  /// The folder of a job's working tree for what is kept of its run.
  var artifacts: String { "\(name)-artifacts" }
  /// `botfleet ci plan --fleet fleets/eu`
  func command(_ verb: String, _ rest: String = "") -> String { "botfleet ci \(verb)\(option)\(rest)" }
}

/// A branch where a forge of the Actions family expects a pattern.
func branchPattern(_ branch: String) -> String {
  let escaped = branch.replacing("+", with: "\\+")
  return plainOrQuotedInFlow(escaped.hasPrefix("!") ? "\\\(escaped)" : escaped)
}
