import Applier
import ArgumentParser
import CI
import FoundationEssentials
import Planner
import Reports

/// `botfleet ci plan`
struct CIPlanCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show on a pull request what its merge would do.",
    usage: "botfleet ci plan [<options>]",
    discussion: """
      Fetches the tip of the base branch and the pull request's head, merges them in memory, and plans the result. Writes one comment on \
      the pull request and edits it from then on, annotations, the job's summary, and two statuses of the head. The exit code follows the \
      first. They are red for:

        botfleet/plan    errors in documents, a conflict, or missing room
        botfleet/limits  a safety limit that would hold the plan back

      Writes nothing to the panel or the repository: a key that only reads is enough. Without a key, as in runs for forks and bots, it checks \
      the documents, says so, and ends with 0 if they have no errors. What cannot be posted is reported on stderr, with the permission that \
      is missing, and changes nothing.

      Outputs, in GITHUB_OUTPUT where that is set, in --outputs, and with --format json: result (a few words), digest (for apply \
      --accept), changes, refused (safety limits that hold the plan back), errors (in documents), held (orders without room), base, head, \
      run-url, comment-url, not-posted.

      Example:
        botfleet ci plan
        botfleet ci plan --artifacts plan --outputs plan.env
        botfleet ci plan --base origin/main --head HEAD --format json
      """)

  @OptionGroup var shared: SharedOptions

  @Option(
    help: ArgumentHelp(
      "Plan a merge into this revision, with --head, in place of what the run is for. Nothing is fetched.",
      valueName: "rev"))
  var base: String?

  @Option(help: ArgumentHelp("Plan the merge of this revision, with --base.", valueName: "rev"))
  var head: String?

  @OptionGroup var left: CIOptions

  @Option(help: "Print the plan, or the outputs as JSON.")
  var format = OutputFormat.text

  func validate() throws {
    guard (base == nil) == (head == nil) else { throw ValidationError("--base and --head need each other") }
  }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    let variables = workspace.runEnvironment.variables
    let pipeline: Pipeline
    do throws(PipelineFailure) { pipeline = try readPipeline(variables, reading: contents) } catch {
      console.complain("error: \(escapedLinesForDisplay("\(error)"))")
      return .ended(.faulty)
    }
    let runner = Runner(of: pipeline, variables, invocation, console)
    if base == nil, let subject = pipeline.nothingToPlan {
      console.say("Nothing to plan: this run is for \(escapedForDisplay(subject, upTo: 200)).")
      return .ended(leave(.nothingPlanned(in: pipeline), [:], runner, console) ? .done : .faulty)
    }
    if base == nil, case .mergeQueue(let event) = pipeline.event {
      return await tryQueue(event, of: pipeline, in: workspace, runner, invocation, console)
    }
    let plan: CIPlan
    do throws(CIPlanFailure) {
      plan = try await console.whileReading { notice throws(CIPlanFailure) in
        try await workspace.planMerge(
          CIPlanRequest(
            pipeline: pipeline, named: named, posting: posting(pipeline, variables, invocation), now: { .now }),
          shared.panelAccess(for: invocation, telling: notice))
      }
    } catch {
      console.complain("error: \(escapedLinesForDisplay("\(error)"))")
      if let advice = error.advice { console.complain(advice) }
      return .ended(error.meaning)
    }
    show(plan, runner, console)
    runner.summarize(plan.summaryPage)
    let isLeft = leave(plan.outputs, plan.artifacts(for: runner.kind), runner, console)
    return .ended(isLeft ? plan.meaning : max(plan.meaning, .faulty))
  }

  private var named: CIPlanRequest.Named? {
    guard let base, let head else { return nil }
    return CIPlanRequest.Named(base: base, head: head)
  }

  func posting(_ pipeline: Pipeline, _ variables: [String: String], _ invocation: Invocation) -> Posting {
    left.noPost ? .off : Posting(on: pipeline, variables, shared.forgeAccess(for: invocation))
  }

  /// The plan is the answer; what else there is to know is for people.
  private func show(_ plan: CIPlan, _ runner: Runner, _ console: Console) {
    switch plan.outcome {
    case .planned(let shown):
      console.show(shown.diagnostics)
      if case .text = format { runner.answer(planText(shown.shown, style: console.style(on: .answer), today: .today)) }
    case .checked(let check):
      console.show(check.problems)
      console.complain("There is no plan: this run has no key for the panel, as is usual for forks and bots.")
    case .conflict(let paths): console.report(.mergeConflict(paths: paths))
    case .failed(let failure): console.report(failure)
    }
    for remark in plan.remarks { console.complain("warning: \(escapedLinesForDisplay(remark))") }
    for missing in plan.notPosted { console.complain("warning: \(escapedLinesForDisplay("\(missing)"))") }
    runner.annotate(plan.outcome.problems, on: format == .text ? .answer : .people)
    console.say("The merge: \(plan.summary).")
  }

  func leave(_ outputs: RunOutputs, _ files: [String: String], _ runner: Runner, _ console: Console) -> Bool {
    if case .json = format { console.answer(outputs.json) }
    let isLeft = runner.leave(files, below: left.artifacts)
    return runner.leave(outputs, in: left.outputs) && isLeft
  }
}
