import Applier
import ArgumentParser
import CI
import Planner
import Reports

/// `botfleet ci drift`
struct CIDriftCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Keep one issue about what was changed on the panel and not in git.",
    usage: "botfleet ci drift [<options>]",
    discussion: """
      Compares the panel with the tip of the branch that the run is for. What another hand changed is told in one issue, with when it was seen \
      first and the ways out as commands. The issue is updated in place, and closed when nothing differs any more. What documents ask for and no \
      apply has done yet is no drift.

      Writes nothing to the panel or the repository: a key that only reads is enough.

      Outputs, in GITHUB_OUTPUT where that is set, in --outputs, and with --format json: result (a few words), differences, orders, digest (of \
      the plan), errors (in documents), run-url, issue-url, not-posted.

      Example:
        botfleet ci drift
        botfleet ci drift --detailed-exitcode
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var left: CIOptions

  @Option(help: "Print what differs, or the outputs as JSON.")
  var format = OutputFormat.text

  @Flag(help: "Exit with 2 if something differs.")
  var detailedExitcode = false

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    let variables = workspace.runEnvironment.variables
    guard let pipeline = console.pipeline(of: variables) else { return .ended(.faulty) }
    let runner = Runner(of: pipeline, variables, invocation, console)
    let posting = left.noPost ? .off : Posting(on: pipeline, variables, shared.forgeAccess(for: invocation))
    let drift: CIDrift
    do throws(CIDriftFailure) {
      drift = try await console.whileReading { notice throws(CIDriftFailure) in
        try await workspace.lookForDrift(
          CIDriftRequest(pipeline: pipeline, posting: posting, now: { .now }),
          shared.panelAccess(for: invocation, telling: notice))
      }
    } catch {
      return .ended(report(error, console))
    }
    console.show(drift.plan.diagnostics)
    switch format {
    case .text: if !drift.items.isEmpty { runner.answer(drift.text) }
    case .json: console.answer(drift.outputs.json)
    }
    console.say(
      drift.items.isEmpty
        ? "Nothing differs between the panel and git."
        : "\(counted(drift.items.count, "difference")) between the panel and git.")
    for missing in drift.notPosted { console.complain("warning: \(escapedLinesForDisplay("\(missing)")).") }
    runner.summarize(drift.summaryPage)
    let isLeft = runner.leave(drift.artifacts, below: left.artifacts)
    let isWhole = runner.leave(drift.outputs, in: left.outputs) && isLeft
    let meaning: RunEnd = drift.meaning == .changes && !detailedExitcode ? .done : drift.meaning
    return .ended(isWhole ? meaning : max(meaning, .faulty))
  }

  private func report(_ failure: CIDriftFailure, _ console: Console) -> RunEnd {
    switch failure {
    case .noPlan(let failure):
      console.report(failure)
      return failure.meaning
    case .noBranch(let why):
      console.complain("error: \(escapedLinesForDisplay("\(why)"))")
      console.complain(why.advice)
      return .refused
    }
  }
}
