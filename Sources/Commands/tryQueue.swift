import Applier
import CI
import Forges
import Planner
import Reports

extension CIPlanCommand {
  /// Plans what a merge queue tries.
  func tryQueue(
    _ event: MergeQueueEvent, of pipeline: Pipeline, in workspace: Workspace, _ runner: Runner,
    _ invocation: Invocation, _ console: Console
  ) async -> ExitStatus {
    let variables = workspace.runEnvironment.variables
    let request = CIQueueRequest(
      event: event, client: try? connectPipeline(pipeline, variables, shared.forgeAccess(for: invocation)),
      posting: posting(pipeline, variables, invocation), runURL: pipeline.runURL, now: { .now })
    let queue = await console.whileReading { notice in
      await workspace.tryMergeQueue(request, shared.panelAccess(for: invocation, telling: notice))
    }
    switch queue.outcome {
    case .planned(let shown):
      console.show(shown.diagnostics)
      if case .text = format { runner.answer(planText(shown.shown, style: console.style(on: .answer), today: .today)) }
    case .checked(let check): console.show(check.problems)
    case .conflict(let paths): console.report(.mergeConflict(paths: paths))
    case .failed(let failure): console.report(failure)
    }
    for member in queue.differing {
      console.complain(
        "error: pull request \(member.number) \(member.words). Take it out of the queue, and let its plan run again on the branch as it is by then."
      )
    }
    for remark in queue.remarks { console.complain("warning: \(escapedLinesForDisplay(remark))") }
    for missing in queue.notPosted { console.complain("warning: \(escapedLinesForDisplay("\(missing)"))") }
    runner.annotate(queue.outcome.problems, on: format == .text ? .answer : .people)
    console.say("The group: \(queue.summary).")
    runner.summarize(queue.summaryPage)
    let isLeft = leave(queue.outputs, queue.artifacts, runner, console)
    return .ended(isLeft ? queue.meaning : max(queue.meaning, .faulty))
  }
}
