import ArgumentParser
import FoundationEssentials

/// The program: one subcommand a verb.
@main
struct Botfleet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "botfleet",
    abstract: "Bot hosting on a Pterodactyl panel, declared in git.",
    discussion: """
      Desired bot servers are YAML files in a git repository, one per order. `plan` shows what the panel needs; `apply` does \
      it and commits what came of it.

      Try it without a panel: botfleet demo
      """,
    version: version,
    subcommands: [
      ValidateCommand.self, PlanCommand.self, ApplyCommand.self, CapacityCommand.self, SandboxCommand.self,
      DemoCommand.self,
    ]
  )

  /// Of this program; the changelog has an entry for each.
  static let version = "0.1.0"

  static func main() async {
    occupyClosedStreams()
    ignoreSignalsOfWriting()
    let console = Console(color: .auto, volume: .normal, environment: ProcessInfo.processInfo.environment)
    do {
      var command = try parseAsRoot(withTimeouts(Array(CommandLine.arguments.dropFirst())))
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
      endProcess(0, on: console)
    } catch {
      // The parser's own way to end does not look whether its help could be written.
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if !text.isEmpty { console.write(text, to: code.isSuccess ? .answer : .people) }
      endProcess(code.rawValue, on: console)
    }
  }
}
