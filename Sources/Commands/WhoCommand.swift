import Applier
import ArgumentParser
import History
import Planner
import Reports

/// `botfleet who`
struct WhoCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "who",
    abstract: "Show who is behind a value of an order, from git alone.",
    usage: "botfleet who [<options>] <id> <field>",
    discussion: """
      For each value that a key of the order's document (tier, state, until, …) or a field of its server (memory, cpu, image, a \
      variable's name) has had: the commit, its authors, the pull request and who approved it. A server's field comes from the order, the \
      catalog and fleet.yaml together, so the commit may be of any of these. Below it, the runs that applied it.

      Example:
        botfleet who ord-1042 tier
        botfleet who ord-1042 memory --format json
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var place: HistoryOptions

  @Option(help: "The output format.")
  var format = OutputFormat.text

  @Argument(help: ArgumentHelp("The order.", valueName: "id"), transform: OrderID.argument)
  var order: OrderID

  @Argument(help: ArgumentHelp("The key or field.", valueName: "field"))
  var field: String

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let history = try await place.open(shared, invocation, console).history
    let values = try await console.looking { () throws(HistoryFailure) in try await history.values(of: order, field) }
    switch format {
    case .text: console.answer(valueText(values, style: console.style(on: .answer)))
    case .json: console.answer(valueJSON(values))
    }
    return .ended(.done)
  }
}
