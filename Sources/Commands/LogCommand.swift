import Applier
import ArgumentParser
import History
import Planner
import Reports

/// `botfleet log`
struct LogCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show what happened to an order, or to the fleet, from git alone.",
    usage: "botfleet log [<options>] [<id>]",
    discussion: """
      Newest first: who asked and by which pull request, who approved, what was applied in which run and how each field changed, what \
      failed and until when, drift, suspensions, deletions. An order is followed across moved folders and removed files. Asks neither \
      the panel nor the remote.

      Kinds: \(HistoryEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")).

      Example:
        botfleet log ord-1042
        botfleet log --since 2026-11-01 --until 2026-11-30 --failed
        botfleet log --since 2026-11-01 --kind deleted --format json
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var place: HistoryOptions
  @OptionGroup var events: EventOptions

  @Option(
    help: ArgumentHelp("Only from this day on, in UTC; a time is fine too.", valueName: "yyyy-mm-dd"),
    transform: firstMoment)
  var since: Instant?

  @Option(
    help: ArgumentHelp("Only up to the end of this day, in UTC; a time is fine too.", valueName: "yyyy-mm-dd"),
    transform: lastMoment)
  var until: Instant?

  @Option(help: "The output format.")
  var format = OutputFormat.text

  @Argument(help: ArgumentHelp("The order.", valueName: "id"), transform: OrderID.argument)
  var order: OrderID?

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let history = try await place.open(shared, invocation, console).history
    let filter = events.filter(from: since, to: until)
    let found = try await console.looking { () throws(HistoryFailure) in
      if let order { return try await history.timeline(of: order).filter(filter.wantsInTime) }
      return try await history.events(filter, console.progress())
    }
    switch format {
    case .text: console.answer(historyText(found, of: order, style: console.style(on: .answer)))
    case .json: console.answer(historyJSON(found))
    }
    return .ended(.done)
  }
}
