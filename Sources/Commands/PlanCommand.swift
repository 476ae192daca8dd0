public import Applier
public import ArgumentParser
import Planner
import Reports

/// `botfleet plan`
struct PlanCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what apply would do.",
    usage: "botfleet plan [<options>]",
    discussion: """
      Reads the working tree, or with --revision a commit straight from the object database, and compares it with the panel. \
      With --base and --head it plans what merging the head into the base would make: the merge is made in memory. \
      With --base, if only orders changed and the panel has many servers, it looks at these orders alone and says how many it left out. \
      Writes nothing to the panel or the repository.

      Example:
        botfleet plan
        botfleet plan --base origin/main --out plan.json
        botfleet plan --base origin/main --head origin/upgrade
        botfleet plan --base origin/main --look everything
        botfleet plan --format markdown --detailed-exitcode
        botfleet plan --accept-drift ord-1042 | git apply
      """)

  @OptionGroup var shared: SharedOptions

  @Option(
    help: ArgumentHelp("Read a commit instead of the working tree; works in a bare repository.", valueName: "rev"))
  var revision: String?

  @Option(
    help: ArgumentHelp("Show only what this revision adds to the plan of another one.", valueName: "rev"))
  var base: String?

  @Option(
    help: ArgumentHelp(
      "Plan the merge of this revision into --base, made in memory; works in a bare repository.", valueName: "rev"))
  var head: String?

  @Option(
    help: ArgumentHelp(
      "How much of the panel to look at with --base: what changed, everything, or whichever is less work for the panel. (default: auto)"
    ))
  var look: PlanRequest.Look?

  @Option(
    name: .customLong("order"), help: ArgumentHelp("Show only this order. (repeatable)", valueName: "id"),
    transform: OrderID.argument)
  var orders: [OrderID] = []

  @Option(help: ArgumentHelp("Save the plan as JSON.", valueName: "file"))
  var out: String?

  @Option(help: "The format of the plan.")
  var format = Format.text

  @Option(
    help: ArgumentHelp("Plan as of another day, in UTC. (default: today)", valueName: "yyyy-mm-dd"),
    transform: Day.argument)
  var asOf: Day?

  @Option(
    name: [.customLong("accept-drift"), .customLong("adopt")],
    help: ArgumentHelp(
      "Print a patch for git apply that takes this order's drift over into its document. (repeatable)",
      valueName: "id"),
    transform: OrderID.argument)
  var acceptDrift: [OrderID] = []

  @Flag(help: "List every change instead of grouping similar ones.")
  var all = false

  @Flag(help: "Exit with 2 if there are changes.")
  var detailedExitcode = false

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json, html
  }

  func validate() throws {
    if head != nil {
      guard base != nil else { throw ValidationError("--head needs --base, the revision that it would be merged into") }
      guard revision == nil else {
        throw ValidationError("--head and --revision both say what to plan; give only one of them")
      }
    }
    if look == .changed, base == nil {
      throw ValidationError("--look changed needs --base, the revision since which something has changed")
    }
    guard !acceptDrift.isEmpty else { return }
    guard base == nil, look == nil, orders.isEmpty, out == nil, !all, !detailedExitcode else {
      throw ValidationError(
        "--accept-drift prints a patch, not a plan; combine it only with --revision, --as-of and --format")
    }
    guard format == .text || format == .json else {
      throw ValidationError("--accept-drift supports only --format text and json")
    }
  }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    guard acceptDrift.isEmpty else { return await printPatch(from: source, in: workspace, invocation, console) }
    let shown: ShownPlan
    let request = PlanRequest(
      source: source, base: base, asOf: .asOf(asOf), isDayGiven: asOf != nil, now: { .now }, orders: Set(orders),
      look: look ?? .auto)
    do throws(ApplyFailure) {
      shown = try await console.whileReading { notice throws(ApplyFailure) in
        try await workspace.plan(request, shared.panelAccess(for: invocation, telling: notice))
      }
    } catch {
      console.report(error)
      return .ended(error.meaning)
    }
    return show(shown, of: workspace.folder, invocation, console)
  }

  private var source: FleetSource {
    if let base, let head { return .merge(base: base, head: head) }
    return revision.map { .revision($0) } ?? .workingTree
  }

  private func show(
    _ shown: ShownPlan, of folder: FleetFolder, _ invocation: Invocation, _ console: Console
  ) -> ExitStatus {
    let problems = shown.diagnostics
    console.show(problems)
    if let out {
      do throws(OutputFileFailure) {
        try writeFile(planJSON(shown.whole, in: folder), to: invocation.path(out))
      } catch {
        console.complain("error: the plan cannot be written to \(escapedForDisplay(out, upTo: 4096)): \(error)")
        return .ended(.faulty)
      }
    }
    let plan = shown.shown
    switch format {
    case .text:
      console.answer(planText(plan, style: console.style(on: .answer), listing: all ? .all : .grouped, today: .today))
    case .markdown: console.answer(planMarkdown(plan, whole: out))
    case .json: console.answer(planJSON(plan, in: folder))
    case .html: console.answer(planHTML(plan))
    }
    let hasChanges = detailedExitcode && !plan.isEmpty
    return .ended(max(shown.isFaulty ? .faulty : .done, hasChanges ? .changes : .done))
  }

  /// The edits are the answer; what they are about is for people.
  private func printPatch(
    from source: FleetSource, in workspace: Workspace, _ invocation: Invocation, _ console: Console
  ) async -> ExitStatus {
    let adopted: (acceptances: [AcceptedDrift], diagnostics: [Diagnostic])
    let request = AcceptDriftRequest(source: source, orders: acceptDrift, asOf: .asOf(asOf))
    do throws(ApplyFailure) {
      adopted = try await console.whileReading { notice throws(ApplyFailure) in
        try await workspace.acceptDrift(request, shared.panelAccess(for: invocation, telling: notice))
      }
    } catch {
      console.report(error)
      return .ended(error.meaning)
    }
    let (acceptances, problems) = adopted
    console.show(problems)
    console.complain(acceptedDriftText(acceptances, style: console.style(on: .people)))
    let patch = acceptedDriftPatch(acceptances)
    switch format {
    case .text, .markdown, .html: if !patch.isEmpty { console.answer(patch) }
    case .json: console.answer(acceptedDriftJSON(acceptances))
    }
    let isHelpless = patch.isEmpty && !acceptances.allSatisfy(\.isNeedless)
    let isFaulty = problems.hasErrors
    return .ended(isHelpless || isFaulty ? .faulty : .done)
  }
}

extension PlanRequest.Look: ExpressibleByArgument {}
