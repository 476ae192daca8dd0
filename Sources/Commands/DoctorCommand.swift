import Applier
import ArgumentParser
import CI
import FoundationEssentials
import Planner
import Reports

/// `botfleet doctor`
struct DoctorCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check everything that plan and apply need, and say what to do.",
    usage: "botfleet doctor [<options>]",
    discussion: """
      Looks at the environment and .env.local, the panel, the key and its permissions, the egg, the nodes, the users, the request limit, \
      the git remote, and the forge that hosts it, in this order. Nothing is changed on the panel. At the remote, the reference \
      refs/botfleet/doctor is created and removed, to see whether the lock may be; not with --plan-only.

      The forge (GitHub, GitLab, Forgejo or Gitea, by CI's environment or the remote's address) is asked how the branch is protected, if \
      there is a token in BOTFLEET_FORGE_TOKEN or the forge's own variable.

      Exit codes: 0 if all is well or there are only warnings, 1 if something failed (with --strict also for warnings), 5 if something \
      could not be looked at. What is unknown, because nobody here can say it, counts as neither.

      Example:
        botfleet doctor
        botfleet doctor --order ord-1042
        botfleet doctor --plan-only --format json \\
          | jq '.findings[] | select(.verdict != "ok")'
      """)

  @OptionGroup var shared: SharedOptions

  @Option(
    help: ArgumentHelp(
      "Also look at this order's server: why it does not start. Needs a client key in PTERODACTYL_CLIENT_KEY.",
      valueName: "id"),
    transform: OrderID.argument)
  var order: OrderID?

  @Flag(help: "Check only what plan needs: no write permissions, no lock; write nothing to the remote.")
  var planOnly = false

  @Flag(help: "Exit with 1 for warnings too.")
  var strict = false

  @Option(help: "The output format.")
  var format = OutputFormat.text

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let forge = shared.forgeAccess(for: invocation)
    let request = ExaminationRequest(
      location: try shared.location(for: invocation), order: order, purpose: planOnly ? .planOnly : .planAndApply,
      now: { .now },
      askHost: { await examineForge($0, forge, reading: { FileManager.default.contents(atPath: $0).map(Array.init) }) })
    var text = FindingText(
      style: console.style(on: .answer), showing: console.volume == .quiet ? .problems : .everything)
    let examination: Examination
    do throws(WorkspaceFailure) {
      // Each finding is shown when it comes: some take their time.
      examination = try await examineFleet(request, shared.panelAccess(for: invocation, sayingWaitsOn: console)) {
        if case .text = format { console.answer(text.text(of: $0)) }
      }
    } catch {
      console.complain("error: \(escapedLinesForDisplay("\(error)"))")
      return .ended(.faulty)
    }
    switch format {
    case .text: console.answer(text.summary(of: examination.findings))
    case .json: console.answer(examinationJSON(examination.findings))
    }
    return .ended(examination.meaning(countingWarnings: strict))
  }
}
