import Applier
import ArgumentParser
import Planner
import Release
import Reports

/// `botfleet validate`
struct ValidateCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check the fleet's documents, without a panel.",
    usage: "botfleet validate [<options>]",
    discussion: """
      Reads the working tree, in any folder, with or without git. One run reports every problem in every document.

      Example:
        botfleet validate
        botfleet validate --revision origin/main --format github
      """)

  @OptionGroup var shared: SharedOptions

  @Option(help: ArgumentHelp("Read a commit instead of the working tree.", valueName: "rev"))
  var revision: String?

  @Option(help: "The format of the problems.")
  var format = Format.text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, github, sarif
  }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    let check: FleetCheck
    do throws(ApplyFailure) {
      check = try await workspace.checkFleet(from: revision.map { .revision($0) } ?? .workingTree)
    } catch {
      console.report(error)
      return .ended(error.meaning)
    }
    console.answer(rendered(check, console))
    if format == .text { console.say(summary(of: check)) }
    return .ended(check.hasErrors ? .faulty : .done)
  }

  private func rendered(_ check: FleetCheck, _ console: Console) -> String {
    switch format {
    case .text: diagnosticsText(check.diagnostics, style: console.style(on: .answer))
    case .json: diagnosticsJSON(check.diagnostics)
    case .github: diagnosticsGitHub(check.diagnostics)
    case .sarif: diagnosticsSARIF(check.diagnostics, version: ProgramVersion.number)
    }
  }

  /// What there is; the problems have been counted below their list.
  private func summary(of check: FleetCheck) -> String {
    let ending = check.diagnostics.isEmpty ? ": no problems" : ""
    guard let sound = check.sound else {
      return "fleet.yaml or catalog.yaml has an error, which blocks every order"
    }
    return "\(counted(sound.orders, "sound order")), \(counted(sound.results, "result"))\(ending)"
  }
}
