import ArgumentParser
import Glibc
import Release
import Service

/// `botfleet-server`
@main struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "botfleet-server",
    abstract: "Takes paid orders in, and keeps panel and git in step.",
    discussion: """
      Reads the machine's own file, which names the git remote, and does what fleet/service.yaml on the branch says. SIGTERM ends it in order, \
      within ten seconds.

      Example:
        botfleet-server --demo
        botfleet-server --check --config /etc/botfleet/server.yaml
        botfleet-server --config /etc/botfleet/server.yaml
      """,
    version: ProgramVersion.ofThisBuild.line(of: "botfleet-server"),
    subcommands: [IntakeCommand.self, MirrorCommand.self, HealthCommand.self, LinkCommand.self])

  @OptionGroup var options: ServerOptions

  @Flag(help: "Look at both files, the variables that they name and the remote, say what is wrong, and end.")
  var check = false

  @Flag(
    help:
      "Run on an embedded panel and a sample fleet, with everything in a temporary folder, until Ctrl-C. Needs no file."
  )
  var demo = false

  @Option(
    help: ArgumentHelp(
      "With --demo: the fleet folder to start from. (default: the sample that comes with botfleet)", valueName: "dir"))
  var sample: String?

  func validate() throws {
    if demo, check { throw ValidationError("--demo and --check are two things; choose one") }
    if sample != nil, !demo { throw ValidationError("--sample is for --demo") }
  }

  func run() async throws {
    if demo { return try await demonstrate() }
    let program = try options.program()
    if check {
      let lines = await program.check()
      for line in lines { writeAnswer("\(line)\n") }
      throw ExitCode(lines.contains { $0.verdict == .failure } ? 1 : 0)
    }
    do { try await program.serve() } catch {
      writeNotice("error: \(error)\n")
      throw ExitCode(1)
    }
  }
}

extension ServerCommand {
  private func demonstrate() async throws {
    do {
      try await ServerProgram.demonstrate(
        sample: sample, isVerbose: options.verbose, version: ProgramVersion.number, tell: writeAnswer,
        write: writeNotice)
    } catch {
      writeNotice("error: \(error)\n")
      throw ExitCode(1)
    }
  }
}

/// `botfleet-server intake --sweep`
struct IntakeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "intake", abstract: "Read the shop's orders once, take in what no delivery told of, and end.")

  @OptionGroup var options: ServerOptions

  @Flag(help: "Read the shop's orders once.")
  var sweep = false

  func validate() throws {
    guard sweep else { throw ValidationError("say what to do: --sweep") }
  }

  func run() async throws {
    do {
      let report = try await options.program().sweepOnce()
      writeAnswer("\(report)\n")
    } catch let exit as ExitCode {
      throw exit
    } catch {
      writeNotice("error: \(error)\n")
      throw ExitCode(1)
    }
  }
}

/// What every verb takes.
struct ServerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The machine's own file.", valueName: "file"))
  var config = "/etc/botfleet/server.yaml"

  @Option(help: "The form of what is logged, to standard error.")
  var log = LogForm.text

  @Flag(name: .shortAndLong, help: "Log each request to the panel, each git command and each step of the lock.")
  var verbose = false

  enum LogForm: String, ExpressibleByArgument, CaseIterable { case text, json }

  /// The program with its file read; says what is wrong with that, and ends.
  func program() throws -> ServerProgram {
    do {
      return try ServerProgram(
        file: config, form: log == .json ? .json : .text, isVerbose: verbose, version: ProgramVersion.number,
        write: writeNotice)
    } catch {
      writeNotice("error: \(error)\n")
      throw ExitCode(1)
    }
  }
}
