import Applier
import ArgumentParser
import FoundationEssentials
import Planner
import Reports

/// `botfleet plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what apply would do.",
    discussion: """
      Reads the working tree, or with --revision a commit straight from the object database, and compares it with the panel. \
      Writes nothing, anywhere.

      Example:
        botfleet plan
        botfleet plan --base origin/main --out plan.json
        botfleet plan --format markdown --detailed-exitcode
      """)

  @OptionGroup var shared: SharedOptions

  @Option(help: ArgumentHelp("Read a commit instead of the working tree; a bare repository will do.", valueName: "rev"))
  var revision: String?

  @Option(
    help: ArgumentHelp("Tell what this revision brings from what that one's plan holds already.", valueName: "rev"))
  var base: String?

  @Option(name: .customLong("order"), help: ArgumentHelp("Show only this order. (repeatable)", valueName: "id"))
  var orders: [OrderID] = []

  @Option(help: ArgumentHelp("Save the plan as JSON.", valueName: "file"))
  var out: String?

  @Option(help: "How the plan is written. (text, markdown, json, html)")
  var format = Format.text

  @Option(help: ArgumentHelp("Plan as of another day, in UTC. (default: today)", valueName: "date"))
  var asOf: Day?

  @Flag(help: "List every change instead of grouping those that are alike.")
  var all = false

  @Flag(help: "Exit with 2 where there are changes.")
  var detailedExitcode = false

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json, html
  }

  func run() async throws {
    let console = shared.console
    let workspace = try await shared.openWorkspace()
    let source = revision.map { FleetSource.revision($0) } ?? .workingTree
    let shown: ShownPlan
    do {
      let request = PlanRequest(source: source, base: base, asOf: .asOf(asOf), orders: Set(orders))
      shown = try await workspace.plan(request, shared.panelAccess)
    } catch {
      return try console.end(with: error)
    }
    try show(shown, console)
  }

  private func show(_ shown: ShownPlan, _ console: Console) throws {
    let problems = shown.diagnostics
    if !problems.isEmpty { console.complain(diagnosticsText(problems, style: console.style(on: .people))) }
    if let out { try save(planJSON(shown.whole), to: out, console) }
    let plan = shown.shown
    switch format {
    case .text:
      console.answer(planText(plan, style: console.style(on: .answer), listing: all ? .all : .grouped, today: .today))
    case .markdown: console.answer(planMarkdown(plan))
    case .json: console.answer(planJSON(plan))
    case .html: console.answer(planHTML(plan))
    }
    let isFaulty = (problems + plan.diagnostics).contains { $0.severity == .error }
    let hasChanges = detailedExitcode && !plan.isEmpty
    try max(isFaulty ? .faulty : .done, hasChanges ? ExitStatus.changes : .done).end()
  }

  private func save(_ text: String, to path: String, _ console: Console) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      console.complain("error: the plan cannot be written to \(path)")
      try ExitStatus.faulty.end()
    }
  }
}
