import ArgumentParser
import Release

/// The program: one subcommand a verb.
struct Botfleet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "botfleet",
    abstract: "Bot hosting on a Pterodactyl panel, declared in git.",
    discussion: """
      A git repository holds one YAML file per order. `plan` shows what the panel lacks; `apply` does \
      it and commits the results.

      Try it without a panel: botfleet demo
      """,
    version: ProgramVersion.ofThisBuild.line(of: "botfleet"),
    subcommands: [
      InitCommand.self, ImportCommand.self, DoctorCommand.self, ValidateCommand.self, PlanCommand.self,
      ApplyCommand.self,
      CICommand.self, StatusCommand.self, OrderCommand.self, LogCommand.self, ShowCommand.self, WhoCommand.self,
      ExportCommand.self, AuditCommand.self, ProveCommand.self, CapacityCommand.self, SandboxCommand.self,
      DemoCommand.self,
    ]
  )
}

/// A subcommand: what it does with what the program was given, and how that ends.
protocol Verb: AsyncParsableCommand {
  func run(in invocation: Invocation) async throws -> ExitStatus
}
