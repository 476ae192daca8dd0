import ArgumentParser
import Planner

/// An answer for everything that `botfleet init` would ask.
struct InitOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The fleet's name.", valueName: "name"))
  var fleetName: String?

  @Option(
    help: ArgumentHelp("The panel's address. (default: PTERODACTYL_PANEL_URL)", valueName: "url"))
  var panelURL: String?

  @Option(help: ArgumentHelp("The egg of the bots, by number or name.", valueName: "egg"))
  var egg: String?

  @Option(help: ArgumentHelp("The Docker image. (default: the egg's first)", valueName: "image"))
  var image: String?

  @Option(help: ArgumentHelp("The startup command. (default: the egg's)", valueName: "command"))
  var startup: String?

  @Option(help: ArgumentHelp("The nodes for new servers, by number or name, separated by commas.", valueName: "nodes"))
  var nodes: String?

  @Option(
    help: ArgumentHelp(
      "The panel user who owns the servers of orders without a customer, by number or username.", valueName: "user"))
  var owner: String?

  @Option(
    help: ArgumentHelp("Whose CI plans and applies. (github, gitlab, forgejo, gitea, none)", valueName: "forge"),
    completion: .list(NewFleet.Forge.allCases.map(\.rawValue)))
  var ci: String?

  @Option(
    help: ArgumentHelp("The branch that is applied. (default: the one checked out, else main)", valueName: "name"))
  var branch: String?

  @Flag(inversion: .prefixedNo, help: "Make a git repository where there is none.")
  var git: Bool?

  @Flag(help: "Do not ask the panel, even if there is a key.")
  var offline = false

  @Flag(help: "Show what would be written, with its contents, and write nothing.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Ask nothing: take the usual answer wherever no option gives one.")
  var yes = false

  /// The options given that say what stands in the fleet's settings.
  var settings: [String] {
    let given = [
      ("--fleet-name", fleetName), ("--panel-url", panelURL), ("--egg", egg), ("--image", image),
      ("--startup", startup), ("--nodes", nodes), ("--owner", owner), ("--branch", branch),
    ]
    return given.compactMap { $1 == nil ? nil : $0 }
  }
}
