import Applier
import ArgumentParser
import CI
import Planner
import Reports

/// `botfleet ci apply`
struct CIApplyCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Apply what the branch says, and tell the pull requests that this covers.",
    usage: "botfleet ci apply [<options>]",
    discussion: """
      Applies the tip of the branch that the run is for, whatever run before it was skipped, cancelled or killed, and commits the results as \
      botfleet apply does. A checkout that became older while the job waited is brought to the tip first.

      Asks the forge by which pull requests the commits since the last recorded revision were merged, and writes what became of their changes \
      into one comment on each, a status botfleet/apply on their commits, and the trailers Run, Pull-Request and Approved-By of the results \
      commit. It works without any of these.

      With policy.apply: reviewed, a change that a pull request brought is performed only as its plan showed it. The others are held back, \
      which one issue and the comments explain, and the exit code is 3. --accept performs them.

      Outputs, in GITHUB_OUTPUT where that is set, in --outputs, and with --format json as the last line: result (a few words), digest (for \
      --accept, of what is left to do), changes, applied, failed, held, refused (safety limits), errors (in documents), revision, \
      pull-requests, run-url, comment-urls, not-posted.

      Example:
        botfleet ci apply
        botfleet ci apply --accept "$ACCEPT" --because "$BECAUSE"
      """)

  @OptionGroup var shared: SharedOptions

  @Option(
    help: ArgumentHelp(
      "Perform the plan with this full digest although a limit or a review holds it back; empty for none, as a workflow's input may be.",
      valueName: "digest"))
  var accept = ""

  @Option(
    help: ArgumentHelp(
      "Why it is accepted: goes into the commit, and into the audit; empty for none.", valueName: "text"))
  var because = ""

  @Option(
    help: ArgumentHelp("How long to wait if another apply holds the lock; 0 means not at all.", valueName: "seconds"))
  var lockTimeout = 900

  @Option(help: ArgumentHelp("How many changes to make at once.", valueName: "n"))
  var concurrency = 4

  @OptionGroup var left: CIOptions

  @Option(help: "The format of the report.")
  var format = OutputFormat.text

  func validate() throws {
    guard (1...32).contains(concurrency) else { throw ValidationError("--concurrency must be between 1 and 32") }
    guard (0...86_400).contains(lockTimeout) else {
      throw ValidationError("--lock-timeout must be between 0 and 86400 seconds")
    }
    let isAccepted = try accepted() != nil
    guard isAccepted || reason == nil else {
      throw ValidationError("--because says why --accept accepts a plan; give both")
    }
    guard because.count <= 500, !because.contains(where: \.isNewline) else {
      throw ValidationError("--because is one line of at most 500 characters")
    }
  }

  private func accepted() throws -> Digest? {
    let text = accept.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.isEmpty ? nil : try Digest.argument(text)
  }

  private var reason: String? { because.allSatisfy(\.isWhitespace) ? nil : because }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    let variables = workspace.runEnvironment.variables
    guard let pipeline = console.pipeline(of: variables) else { return .ended(.faulty) }
    let runner = Runner(of: pipeline, variables, invocation, console)
    let accepted = try accepted()
    let (status, signal) = await stoppable(in: invocation.process, console, speed: shared.clockSpeed) { stop in
      let request = request(pipeline, variables, accepted, invocation)
      let stream: Console.Stream = format == .text ? .answer : .people
      let applied = await runner.withoutCommands(on: stream) {
        await apply(request, in: workspace, stop, invocation, console)
      }
      guard let applied else { return ExitStatus.ended(.refused) }
      return .ended(leave(applied, runner, console))
    }
    if case .ended(.interrupted) = status, let signal { return .signal(signal) }
    return status
  }

  private func request(
    _ pipeline: Pipeline, _ variables: [String: String], _ accepted: Digest?, _ invocation: Invocation
  ) -> CIApplyRequest {
    let access = shared.forgeAccess(for: invocation)
    var request = CIApplyRequest(
      pipeline: pipeline, client: try? connectPipeline(pipeline, variables, access),
      posting: left.noPost ? .off : Posting(on: pipeline, variables, access), accepted: accepted,
      concurrency: concurrency,
      lock: lockRequest(patience: lockTimeout, force: .none), pause: jitteredPause, now: { .now },
      sleep: { [speed = shared.clockSpeed] in try? await Task.sleep(for: $0 / speed) })
    request.because = reason
    return request
  }

  private func apply(
    _ request: CIApplyRequest, in workspace: Workspace, _ stop: ShutdownSignal, _ invocation: Invocation,
    _ console: Console
  ) async -> CIApply? {
    let display = ApplyDisplay(as: format, on: console)
    let applied: CIApply
    do throws(NoBranchOfRun) {
      applied = try await workspace.applyMerge(
        request, shared.panelAccess(for: invocation), until: stop, telling: display.tell)
    } catch {
      display.end()
      console.complain("error: \(escapedLinesForDisplay("\(error)"))")
      console.complain(error.advice)
      return nil
    }
    display.end()
    await display.written()
    await invocation.streams.caughtUp()
    if case .finished(let finished, let prepared, _) = applied.end {
      if format == .text { console.answer(runText(finished.run, style: console.style(on: .answer))) }
      for line in words(for: finished, on: prepared.branch) { console.complain(line) }
    }
    return applied
  }

  /// Tells what else there is to know, and leaves it for the steps behind this one.
  private func leave(_ applied: CIApply, _ runner: Runner, _ console: Console) -> RunEnd {
    let requests = applied.covered.requests
    if !requests.isEmpty {
      console.say("Covers \(requests.map { "#\($0.number)" }.joined(separator: ", ")).")
    }
    for remark in applied.remarks { console.complain("warning: \(escapedLinesForDisplay(remark)).") }
    for missing in applied.notPosted { console.complain("warning: \(escapedLinesForDisplay("\(missing)")).") }
    if format == .json { console.answer(applied.outputs.jsonLine) }
    runner.summarize(applied.summaryPage)
    let isLeft = runner.leave(applied.artifacts, below: left.artifacts)
    let isWhole = runner.leave(applied.outputs, in: left.outputs) && isLeft
    return isWhole ? applied.meaning : max(applied.meaning, .faulty)
  }
}

extension Console {
  /// What the run is, by its environment; nil where that cannot be read, which is then said.
  func pipeline(of variables: [String: String]) -> Pipeline? {
    do throws(PipelineFailure) { return try readPipeline(variables, reading: contents) } catch {
      complain("error: \(escapedLinesForDisplay("\(error)"))")
      return nil
    }
  }
}
