import Applier
import ArgumentParser
import Planner
import Reports

/// `botfleet validate`
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check the fleet's documents; talks to nobody.",
    discussion: """
      Reads the working tree, in any folder, a git repository or not. Every problem of every document is told in one run.

      Example:
        botfleet validate
        botfleet validate --revision origin/main --format github
      """)

  @OptionGroup var shared: SharedOptions

  @Option(help: ArgumentHelp("Read a commit instead of the working tree.", valueName: "rev"))
  var revision: String?

  @Option(help: "How problems are written. (text, json, github, sarif)")
  var format = Format.text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, github, sarif
  }

  func run() async throws {
    let console = shared.console
    let workspace = try await shared.openWorkspace()
    let reading: FleetReading
    do {
      reading = try await workspace.checkFleet(from: revision.map { .revision($0) } ?? .workingTree)
    } catch {
      try console.end(with: error)
    }
    console.answer(rendered(reading, console))
    if format == .text { console.say(summary(of: reading)) }
    try (reading.hasErrors ? ExitStatus.faulty : .done).end()
  }

  private func rendered(_ reading: FleetReading, _ console: Console) -> String {
    switch format {
    case .text: diagnosticsText(reading.diagnostics, style: console.style(on: .answer))
    case .json: diagnosticsJSON(reading.diagnostics)
    case .github: diagnosticsGitHub(reading.diagnostics)
    case .sarif: diagnosticsSARIF(reading.diagnostics, version: Botfleet.version)
    }
  }

  /// What there is; the problems have been counted below their list.
  private func summary(of reading: FleetReading) -> String {
    let ending = reading.diagnostics.isEmpty ? ": no problems" : ""
    guard let fleet = reading.fleet else { return "no fleet to speak of" }
    return "\(counted(fleet.orders.count, "sound order")), \(counted(fleet.results.count, "result"))\(ending)"
  }
}

extension FleetReading {
  /// Whether any document is not used.
  var hasErrors: Bool { fleet == nil || diagnostics.contains { $0.severity == .error } }
}
