import Applier
import ArgumentParser
import FoundationEssentials
import Planner
import Reports

/// `botfleet import`
struct ImportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Write orders for servers that the panel has already.",
    discussion: """
      Reads the panel, and for each server that no order names makes the order that says what the server is: the tier and the add-ons \
      that give exactly its limits, its customer, and the guilds and features that the fleet's templates have put into its variables. \
      What no template gives back stays the customer's. Servers that fit nothing are listed with what they lack.

      Shows what it would write. --write writes the orders into the working tree, all of them or none, and never over a file. Only apply \
      records servers, and tells the panel which orders they are.

      A server's order has its external id as its id. A server without one gets its id from --map, from its name by --id-pattern, from a \
      variable that holds {order}, or else from its number: srv-17.

      The table of --map is CSV, with a first line that names its columns: server (a number, uuid, short uuid or name), order, customer. \
      Fields may be empty. A customer is the external id of the owner, or the one that the owner is to get.

      Exits with 1 if servers were left that an order was asked for.

      Example:
        botfleet import
        botfleet import --id-pattern 'bot-{order}' --map customers.csv --write
        botfleet import --node 2 --make-tiers --all
      """)

  @OptionGroup var shared: SharedOptions

  @Flag(help: "Write the orders into the working tree.")
  var write = false

  @Option(help: ArgumentHelp("A CSV file that says which servers are which orders, and whose.", valueName: "file"))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "How the servers' names hold the ids of their orders, such as 'bot-{order}'.", valueName: "text"),
    transform: IDPattern.argument)
  var idPattern: IDPattern?

  @Option(
    name: .customLong("server"),
    help: ArgumentHelp("Only this server: its number, uuid, short uuid or name. (repeatable)", valueName: "server"))
  var servers: [String] = []

  @Option(
    name: .customLong("node"), help: ArgumentHelp("Only servers on this node. (repeatable)", valueName: "number"),
    transform: panelNumber)
  var nodes: [Int] = []

  @Option(
    name: .customLong("egg"), help: ArgumentHelp("Only servers of this egg. (repeatable)", valueName: "number"),
    transform: panelNumber)
  var eggs: [Int] = []

  @Flag(help: "Add tiers to the catalog for servers that fit none.")
  var makeTiers = false

  @Option(
    name: .customLong("prefer"),
    help: ArgumentHelp("The tier to take where several give the same limits. (repeatable)", valueName: "tier"))
  var preferred: [String] = []

  @Option(
    name: .customLong("enforce"),
    help: ArgumentHelp(
      "A variable that the fleet sets from now on, also where a server has another value. (repeatable)",
      valueName: "name"))
  var enforced: [String] = []

  @Flag(help: "List every order and every server that is left.")
  var all = false

  @Option(help: "The output format.")
  var format = OutputFormat.text

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    let found: (imported: FleetImport, diagnostics: [Diagnostic])
    do throws(ApplyFailure) {
      let question = try question(invocation)
      found = try await console.whileReading { notice throws(ApplyFailure) in
        try await workspace.importServers(question, shared.panelAccess(for: invocation, telling: notice))
      }
    } catch {
      console.report(error)
      return .ended(error.meaning)
    }
    console.show(found.diagnostics + found.imported.diagnostics)
    return finish(found.imported, in: workspace, isFaulty: found.diagnostics.hasErrors, console)
  }

  private func question(_ invocation: Invocation) throws(ApplyFailure) -> ImportQuestion {
    var table = ImportMap.none
    if let map {
      guard let bytes = FileManager.default.contents(atPath: invocation.path(map)) else { throw .unreadableFile(map) }
      table = readImportMap(Array(bytes), path: escapedForDisplay(map, upTo: 4096))
    }
    return ImportQuestion(
      map: table, idPattern: idPattern, nodes: Set(nodes.map { NodeID($0) }), eggs: Set(eggs.map { EggID($0) }),
      servers: servers, preferred: preferred.map { TierName($0) }, enforced: Set(enforced),
      newTiers: makeTiers ? .made : .none)
  }

  private func finish(
    _ imported: FleetImport, in workspace: Workspace, isFaulty: Bool, _ console: Console
  ) -> ExitStatus {
    var end = ImportEnd.shown
    if write {
      guard !imported.diagnostics.hasErrors else {
        console.complain("error: nothing was written; correct the options first")
        return .ended(.faulty)
      }
      do throws(NewFilesFailure) {
        try workspace.write(imported)
        end = .written
      } catch {
        console.complain("error: \(escapedLinesForDisplay("\(error)"))")
        return .ended(.faulty)
      }
    }
    switch format {
    case .text:
      console.answer(
        importText(imported, end: end, style: console.style(on: .answer), listing: all ? .all : .grouped))
    case .json: console.answer(importJSON(imported, end: end))
    }
    return .ended(imported.isWhole && !isFaulty ? .done : .faulty)
  }
}
