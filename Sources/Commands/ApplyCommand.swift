import Applier
import ArgumentParser
import FoundationEssentials
import Planner
import Reports

/// `botfleet apply`
struct ApplyCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Apply the plan, and commit the results.",
    usage: "botfleet apply [<options>] [<plan.json>]",
    discussion: """
      Reads HEAD, makes and shows the plan, asks, applies it, and commits the results to fleet/results/ on the branch that is \
      checked out (or that CI names). If the branch has an upstream, pushes the commit. Running it again changes nothing.

      It asks only on a terminal. In CI nobody is there to answer; there the merge is the answer.

      If policy.branch or BOTFLEET_BRANCH names a branch, apply refuses every other one (exit code 4).

      Only one apply of a fleet works at a time: it holds the lock refs/botfleet/lock (of a fleet in another folder than fleet, \
      refs/botfleet/locks/NAME) at the git remote. If another run holds it, apply waits for \
      --lock-timeout and then ends with exit code 4.

      Example:
        botfleet apply
        botfleet apply plan.json --yes --lock-timeout 600
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(
    help: ArgumentHelp("A saved plan: apply only its changes.", valueName: "plan.json"),
    completion: .file(extensions: ["json"]))
  var plan: String?

  @Flag(
    help:
      "Look only at what changed since the last recorded run, at what that left open, and at what is due; not at drift elsewhere."
  )
  var changed = false

  @Flag(name: .shortAndLong, help: "Answer yes to the question.")
  var yes = false

  @Option(help: ArgumentHelp("The branch to commit results to.", valueName: "name"))
  var branch: String?

  @Flag(help: "Wait until new servers are installed; --wait=10m waits at most ten minutes.")
  var wait = false

  @Option(
    help: ArgumentHelp(
      "Like --wait, for at most this long: 90s, 10m, 1h. (default of --wait: policy.installWithin)", valueName: "time"),
    transform: Limit.argument)
  var waitTimeout: Limit?

  @Flag(help: "Keep the results in this clone.")
  var noPush = false

  @Option(
    help: ArgumentHelp("Accept a plan over a safety limit, by its full digest.", valueName: "digest"),
    transform: Digest.argument)
  var accept: Digest?

  @Option(help: ArgumentHelp("Why it is accepted: goes into the commit, and into the audit.", valueName: "text"))
  var because: String?

  @Option(
    help: ArgumentHelp(
      "How long to wait if another apply holds the lock; 0 means not at all.", valueName: "seconds"))
  var lockTimeout = 0

  @Flag(help: "Take over the lock of a run that is gone for good; the lock's commit and the results' commit record it.")
  var breakLock = false

  @Option(
    help: ArgumentHelp("Create the vanished server of this order again. (repeatable)", valueName: "id"),
    transform: OrderID.argument)
  var recreate: [OrderID] = []

  @Option(
    help: ArgumentHelp(
      "Resume the server of this order, which somebody suspended by hand. (repeatable)", valueName: "id"),
    transform: OrderID.argument)
  var resume: [OrderID] = []

  @Option(help: ArgumentHelp("How many changes to make at once.", valueName: "n"))
  var concurrency = 4

  @Option(help: "The format of the report.")
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp("Apply as of another day, in UTC. (default: today)", valueName: "yyyy-mm-dd"),
    transform: Day.argument)
  var asOf: Day?

  func validate() throws {
    guard !changed || plan == nil else {
      throw ValidationError("--changed finds out itself what to apply; a saved plan says it. Give one of the two")
    }
    guard (1...32).contains(concurrency) else { throw ValidationError("--concurrency must be between 1 and 32") }
    if let because {
      guard accept != nil else { throw ValidationError("--because says why --accept accepts a plan; give both") }
      guard !because.allSatisfy(\.isWhitespace) else { throw ValidationError("--because has no words") }
      guard because.count <= 500, !because.contains(where: \.isNewline) else {
        throw ValidationError("--because is one line of at most 500 characters")
      }
    }
    guard (0...86_400).contains(lockTimeout) else {
      throw ValidationError("--lock-timeout must be between 0 and 86400 seconds")
    }
  }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    let (status, signal) = await stoppable(in: invocation.process, console, speed: shared.clockSpeed) { stop in
      await apply(in: workspace, stop, invocation, console)
    }
    if case .ended(.interrupted) = status, let signal { return .signal(signal) }
    return status
  }

  private func apply(
    in workspace: Workspace, _ stop: ShutdownSignal, _ invocation: Invocation, _ console: Console
  ) async -> ExitStatus {
    let saved: SavedPlan?
    do throws(ApplyFailure) { saved = try savedPlan(invocation) } catch {
      console.report(error)
      return .ended(error.meaning)
    }
    let display = ApplyDisplay(as: format, on: console)
    let end = await workspace.apply(
      request(saved), shared.panelAccess(for: invocation), until: stop, asking: consent(display, console),
      telling: display.tell)
    display.end()
    if case .stopped = end {
      // Whoever reads may have stopped reading. What was read may have been told once more.
      if console.isTerminal(.people) { console.writeRaw(Console.cleared, to: .people) }
      return .ended(end.meaning)
    }
    // Whoever reads what is written may take their time: the lock is given back already.
    await display.written()
    await invocation.streams.caughtUp()
    if case .finished(let finished, let prepared, _) = end { report(finished, on: prepared.branch, console) }
    return .ended(end.meaning)
  }

  private func request(_ saved: SavedPlan?) -> ApplyRequest {
    var request = ApplyRequest(
      branch: branch, pushing: noPush ? .never : .toUpstream, recreate: Set(recreate),
      resume: Set(resume), asOf: .asOf(asOf),
      isDayGiven: asOf != nil, saved: saved, accepted: accept, concurrency: concurrency,
      installations: wait || waitTimeout != nil ? .until(limit: waitTimeout?.seconds, pause: pause) : .none,
      lock: lockRequest(patience: lockTimeout, force: breakLock ? .breakLock : .none), pause: jitteredPause)
    request.because = because
    if changed { request.extent = .changed }
    return request
  }

  private func savedPlan(_ invocation: Invocation) throws(ApplyFailure) -> SavedPlan? {
    guard let plan else { return nil }
    guard let bytes = FileManager.default.contents(atPath: invocation.path(plan)) else { throw .unreadableFile(plan) }
    do { return try readSavedPlan(Array(bytes)) } catch { throw .savedPlan(error) }
  }

  /// Where nobody sits, as in CI, the merge was the answer. Somebody who does, and would not see the question, is not passed over.
  private func consent(
    _ display: ApplyDisplay, _ console: Console
  ) -> @Sendable (PreparedApply) async -> Consent {
    { [yes] prepared in
      // Nothing is done that could not be read before.
      await display.caughtUp()
      guard !yes, !prepared.planned.plan.isEmpty, console.isAttended else { return .proceed }
      guard console.isTerminal(.people) else { return .notSeen }
      console.writeRaw("Apply this plan? [y/N] ", to: .people)
      return ["y", "yes"].contains(await console.streams.lineFromInput()?.lowercased() ?? "") ? .proceed : .decline
    }
  }

  private func report(_ finished: FinishedApply, on branch: ResultsBranch, _ console: Console) {
    if format == .text { console.answer(runText(finished.run, style: console.style(on: .answer))) }
    for line in words(for: finished, on: branch) { console.complain(line) }
  }
}
