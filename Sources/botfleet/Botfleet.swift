import ArgumentParser
import Glibc

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
    ignoreBrokenPipes()
    Console.keepStreamsApart()
    if let missing = missingResources() {
      Console.standard.complain("error: \(missing)")
      end(with: ExitStatus.faulty.rawValue)
    }
    do {
      var command = try parseAsRoot(withTimeouts(Array(CommandLine.arguments.dropFirst())))
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
      end(with: 0)
    } catch {
      let code = exitCode(for: error).rawValue
      let message = fullMessage(for: error)
      if !message.isEmpty { Console.standard.write(message, to: code == 0 ? .answer : .people) }
      end(with: code)
    }
  }

  /// Ends the program. Where something could not be written, that is no success, whatever else it was.
  private static func end(with code: Int32) -> Never {
    guard let loss = Console.loss else { Glibc.exit(code) }
    Console.standard.complain("error: the output could not be written whole: \(loss)")
    Glibc.exit(
      code == ExitStatus.done.rawValue || code == ExitStatus.changes.rawValue ? ExitStatus.faulty.rawValue : code)
  }
}
