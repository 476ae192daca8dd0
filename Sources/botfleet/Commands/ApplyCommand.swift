import Applier
import ArgumentParser
import FoundationEssentials
import Planner
import Reports

/// `botfleet apply`
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Do what the plan says, and commit the results.",
    discussion: """
      Reads HEAD, plans, shows the plan, asks, performs it, and commits what came of it to fleet/results/ on the branch that is \
      checked out (or that CI names), pushed to its upstream where it has one. Running it again changes nothing.

      It asks on a terminal only: in CI, where nobody is there to answer, the merge was the answer.

      One apply works at a time: it holds the lock refs/botfleet/lock at the git remote. Where another run holds it, apply waits for \
      --lock-timeout and ends with exit code 4.

      Example:
        botfleet apply
        botfleet apply plan.json --yes --lock-timeout 600
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: ArgumentHelp("A saved plan: only the changes that it holds are made.", valueName: "plan.json"))
  var plan: String?

  @Flag(name: .shortAndLong, help: "Answer the question with yes.")
  var yes = false

  @Option(help: ArgumentHelp("The branch that results are committed to.", valueName: "name"))
  var branch: String?

  @Flag(help: "Wait until the servers that were made are installed; --wait=10m waits no longer than that.")
  var wait = false

  @Option(
    help: ArgumentHelp(
      "The same, for no longer than so: 90s, 10m, 1h. (default of --wait: policy.installWithin)", valueName: "time"),
    transform: Limit.argument)
  var waitTimeout: Limit?

  @Flag(help: "Keep the results here.")
  var noPush = false

  @Option(
    help: ArgumentHelp("Accept a plan over a safety limit, by its whole digest.", valueName: "digest"),
    transform: Digest.argument)
  var accept: Digest?

  @Option(
    help: ArgumentHelp(
      "How long to wait where another apply holds the lock; 0 is not at all.", valueName: "seconds"))
  var lockTimeout = 0

  @Flag(help: "Take the lock over from a run that is gone for good; its commit and the results' record that.")
  var breakLock = false

  @Option(
    help: ArgumentHelp("Make the vanished server of this order again. (repeatable)", valueName: "id"),
    transform: OrderID.argument)
  var recreate: [OrderID] = []

  @Option(help: ArgumentHelp("How many changes are made at once.", valueName: "n"))
  var concurrency = 4

  @Option(help: "How the run is reported. (text, json)")
  var format = Format.text

  @Option(
    help: ArgumentHelp("Apply as of another day, in UTC. (default: today)", valueName: "yyyy-mm-dd"),
    transform: Day.argument)
  var asOf: Day?

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func validate() throws {
    guard (1...32).contains(concurrency) else { throw ValidationError("--concurrency is 1 to 32") }
    guard (0...86_400).contains(lockTimeout) else { throw ValidationError("--lock-timeout is 0 to 86400 seconds") }
  }

  func run() async throws {
    let console = shared.console
    let workspace = try await shared.openWorkspace()
    let status = try await stoppable(console, speed: shared.clockSpeed) { stop -> ExitStatus in
      let request: ApplyRequest
      let branch: ResultsBranch
      do throws(ApplyFailure) {
        request = ApplyRequest(
          branch: self.branch, pushing: noPush ? .never : .toUpstream, recreate: Set(recreate), asOf: .asOf(asOf),
          isDayGiven: asOf != nil,
          now: { .now }, saved: try savedPlan(console))
        branch = try await workspace.chooseBranch(request)
      } catch {
        try console.end(with: error)
      }
      let lock = lockRequest(patience: lockTimeout, force: breakLock ? .breakLock : .none, on: console)
      let applied = try await underLock(of: workspace, for: branch, lock, stop, console) { lock in
        try await apply(request, in: workspace, on: branch, under: lock, stop, console)
      }
      // Whoever reads what is written may take their time: the lock is given back already.
      await applied.progress.written()
      report(applied.finished, on: branch, console)
      return applied.status
    }
    try status.end()
  }

  /// An apply that was carried out.
  private struct Applied {
    let finished: FinishedApply
    let progress: ProgressDisplay
    let status: ExitStatus
  }

  /// Plans, asks and performs, all under the lock.
  private func apply(
    _ request: ApplyRequest, in workspace: Workspace, on branch: ResultsBranch, under lock: ApplyLock,
    _ stop: ShutdownSignal, _ console: Console
  ) async throws -> Applied {
    let prepared: PreparedApply
    let waits = WaitListener()
    do throws(ApplyFailure) {
      prepared = try await console.whileReading { notice throws(ApplyFailure) in
        waits.lead(to: notice.tellOfWait)
        let access = shared.panelAccess(telling: notice, ofWaits: waits.tell)
        return try await workspace.prepareApply(request, on: branch, access) { count in
          notice.say(doubtWords(count))
        }
      }
    } catch {
      try console.end(with: error)
    }
    try show(prepared, console)
    for line in advice(on: branch) { console.complain(line) }
    try checkReview(of: prepared, console)
    try checkLimits(of: prepared.planned.plan, console)
    try await ask(prepared.planned.plan, console)
    // Whoever stopped it meanwhile is told, and ends the program.
    if await !stop.begin() { await stop.suspendUntilExit() }
    guard await lock.isSafe else {
      console.complain("Nothing was done.")
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    let progress = ProgressDisplay(of: prepared, as: format, on: console)
    waits.lead(to: progress.tellOfWait)
    let finished = await prepared.carryOut(
      Execution(
        concurrency: concurrency, stop: stop, accepted: accept, taking: lock.taking,
        installations: wait || waitTimeout != nil ? .until(limit: waitTimeout?.seconds, pause: pause) : .none,
        now: { .now }, pause: jitteredPause,
        tell: progress.tell))
    progress.end(with: finished, on: prepared.branch)
    let isLost = await lock.loss != nil
    let status = max(exitStatus(of: finished, prepared), isLost ? .incomplete : .done)
    return Applied(finished: finished, progress: progress, status: status)
  }

  private func show(_ prepared: PreparedApply, _ console: Console) throws {
    if !prepared.diagnostics.isEmpty {
      console.complain(diagnosticsText(prepared.diagnostics, style: console.style(on: .people)))
    }
    let text = planText(
      prepared.planned.plan, style: console.style(on: format == .text ? .answer : .people), today: .today)
    switch format {
    case .text: console.answer(text)
    case .json: console.say(text)
    }
  }

  private func savedPlan(_ console: Console) throws(ApplyFailure) -> SavedPlan? {
    guard let plan else { return nil }
    guard let bytes = FileManager.default.contents(atPath: plan) else { throw .unreadableFile(plan) }
    do { return try SavedPlan(Array(bytes)) } catch { throw .savedPlan(error) }
  }

  /// What was reviewed is made exactly, or not at all; what moved since is named.
  private func checkReview(of prepared: PreparedApply, _ console: Console) throws {
    guard let review = prepared.review else { return }
    for (order, why) in review.moved.sorted(by: { $0.key < $1.key }) {
      console.complain("stale: \(order): \(escapedForDisplay(why, upTo: 2000))")
    }
    guard review.isWhollyStale else { return }
    console.complain("error: nothing of the saved plan is as it was reviewed; plan again")
    try ExitStatus.refused.end()
  }

  /// A safety limit is answered for exactly the plan that was looked at.
  private func checkLimits(of plan: Plan, _ console: Console) throws {
    if plan.refusals.isEmpty || plan.isAcceptable {
      if accept == plan.acceptance || accept == nil && plan.refusals.isEmpty { return }
      console.complain(
        plan.refusals.isEmpty
          ? "error: what --accept accepts is another plan than this, which is over no limit and needs none"
          : "error: the plan is over a safety limit; nothing was done")
    } else {
      console.complain("error: nothing is applied, for this does not seem to be the panel that the results speak of")
    }
    try ExitStatus.refused.end()
  }

  /// Where nobody sits, as in CI, the merge was the answer. Somebody who does, and would not see the question, is not passed over.
  private func ask(_ plan: Plan, _ console: Console) async throws {
    guard !yes, !plan.isEmpty, Console.isAttended else { return }
    guard Console.Stream.people.isTerminal else {
      console.complain(
        "error: the question whether to apply would not be seen, for stderr is no terminal; --yes answers it")
      return try ExitStatus.refused.end()
    }
    console.writeRaw("Apply this plan? [y/N] ", to: .people)
    guard ["y", "yes"].contains(await answerOnTerminal()?.lowercased() ?? "") else {
      console.complain("Nothing was done.")
      return try ExitStatus.refused.end()
    }
  }

  private func report(_ finished: FinishedApply, on branch: ResultsBranch, _ console: Console) {
    if format == .text { console.answer(runText(finished.run, style: console.style(on: .answer))) }
    for line in words(for: finished, on: branch) { console.complain(line) }
  }

  private func exitStatus(of finished: FinishedApply, _ prepared: PreparedApply) -> ExitStatus {
    let problems = prepared.diagnostics + prepared.planned.plan.diagnostics
    let isFaulty = problems.contains { $0.severity == .error }
    let ending: ExitStatus = finished.isRefusedOutright ? .unreachable : finished.isIncomplete ? .incomplete : .done
    return max(ending, isFaulty ? .faulty : .done)
  }
}
