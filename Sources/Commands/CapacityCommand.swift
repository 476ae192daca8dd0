import Applier
import ArgumentParser
import Planner
import Reports

/// `botfleet capacity`
struct CapacityCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "capacity",
    abstract: "Show the room on the nodes, and how much of it is promised.",
    usage: "botfleet capacity [<options>]",
    discussion: """
      For each node's memory, disk and allocations: what all its servers use, what the next apply takes, what is promised to orders \
      that are waiting to be accepted, to be paid or to start, and what is free. Also how many more orders of each tier fit. Uses the \
      plan's placement rules, and writes nothing.

      Example:
        botfleet capacity
        botfleet capacity --format json | jq '.room'
      """)

  @OptionGroup var shared: SharedOptions

  @Option(
    help: ArgumentHelp("Read a commit instead of the working tree; works in a bare repository.", valueName: "rev"))
  var revision: String?

  @Option(help: "The output format.")
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp("Calculate as of another day, in UTC. (default: today)", valueName: "yyyy-mm-dd"),
    transform: Day.argument)
  var asOf: Day?

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    let source = revision.map { FleetSource.revision($0) } ?? .workingTree
    let surveyed: (capacity: Capacity, diagnostics: [Diagnostic])
    do throws(ApplyFailure) {
      surveyed = try await console.whileReading { notice throws(ApplyFailure) in
        try await workspace.surveyCapacity(
          source, asOf: .asOf(asOf), shared.panelAccess(for: invocation, telling: notice))
      }
    } catch {
      console.report(error)
      return .ended(error.meaning)
    }
    show(surveyed.capacity, surveyed.diagnostics, console)
    return .ended(surveyed.diagnostics.hasErrors ? .faulty : .done)
  }

  private func show(_ capacity: Capacity, _ problems: [Diagnostic], _ console: Console) {
    console.show(problems)
    switch format {
    case .text: console.answer(capacityText(capacity, style: console.style(on: .answer)))
    case .json: console.answer(capacityJSON(capacity))
    }
  }
}
