import ArgumentParser

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
    await main(withTimeouts(Array(CommandLine.arguments.dropFirst())))
  }
}
