import Applier
public import ArgumentParser
public import Planner
import Reports

/// `botfleet status`
struct StatusCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show where the orders stand, from git alone.",
    discussion: """
      Reads documents and results, and asks neither the panel nor the remote: counts by phase, what waits and why, what failed and what \
      to do, what is due, and what the next apply changes if the panel is as the last one left it. With ids, all that is known of each \
      of these orders. --live asks the panel beside it.

      Phases: \(OrderStatus.Phase.allCases.map(\.rawValue).joined(separator: ", ")).

      Example:
        botfleet status
        botfleet status ord-1042 --live
        botfleet status --phase waiting --tier pro
        botfleet status --revision origin/main --format csv > orders.csv
      """)

  @OptionGroup var shared: SharedOptions

  @Option(
    help: ArgumentHelp("Read a commit instead of the working tree; works in a bare repository.", valueName: "rev"))
  var revision: String?

  @Option(name: .customLong("phase"), help: ArgumentHelp("Only orders in this phase. (repeatable)", valueName: "phase"))
  var phases: [OrderStatus.Phase] = []

  @Option(name: .customLong("tier"), help: ArgumentHelp("Only orders of this tier. (repeatable)", valueName: "tier"))
  var tiers: [String] = []

  @Option(
    name: .customLong("customer"), help: ArgumentHelp("Only orders of this customer. (repeatable)", valueName: "id"))
  var customers: [String] = []

  @Flag(help: "List the orders, a line each.")
  var list = false

  @Flag(help: "Ask the panel as well, and show what a plan says of each order.")
  var live = false

  @Option(help: "The output format.")
  var format = Format.text

  @Option(
    help: ArgumentHelp("Show it as of another day, in UTC. (default: today)", valueName: "yyyy-mm-dd"),
    transform: Day.argument)
  var asOf: Day?

  @Argument(help: ArgumentHelp("Show all that is known of these orders.", valueName: "id"), transform: OrderID.argument)
  var orders: [OrderID] = []

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, csv
  }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    let source = revision.map { FleetSource.revision($0) } ?? .workingTree
    let report: StatusReport
    do throws(ApplyFailure) {
      report = try await console.whileReading { notice throws(ApplyFailure) in
        try await workspace.status(
          of: source, orders: Set(orders), asOf: .asOf(asOf), now: { .now },
          live ? shared.panelAccess(for: invocation, telling: notice) : nil)
      }
    } catch {
      console.report(error)
      return .ended(error.meaning)
    }
    console.show(report.diagnostics)
    show(report, console)
    return .ended(report.diagnostics.hasErrors ? .faulty : .done)
  }

  private func show(_ report: StatusReport, _ console: Console) {
    let status = report.status.limited(to: isWanted)
    switch format {
    case .text:
      let listing: StatusListing = !orders.isEmpty && !list ? .details : list || isFiltered ? .list : .overview
      let notes = report.histories.mapValues { history in
        "\(history.commit.prefix(7)) \(history.at), \(history.author): \(history.subject)"
      }
      console.answer(
        statusText(status, listing, notes: notes, live: report.live, style: console.style(on: .answer)))
    case .json: console.answer(statusJSON(status, commits: report.histories.mapValues(\.commit), live: report.live))
    case .csv: console.answer(statusCSV(status, live: report.live))
    }
  }

  private var isFiltered: Bool { !phases.isEmpty || !tiers.isEmpty || !customers.isEmpty }

  private func isWanted(_ order: OrderStatus) -> Bool {
    (phases.isEmpty || phases.contains(order.phase))
      && (tiers.isEmpty || order.order.map { tiers.contains($0.tier.value.text) } ?? false)
      && (customers.isEmpty || order.order?.customer.map { customers.contains($0.value.id) } ?? false)
  }
}

extension OrderStatus.Phase: ExpressibleByArgument {}
