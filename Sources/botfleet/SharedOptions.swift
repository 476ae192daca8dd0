import Applier
import ArgumentParser
import FoundationEssentials
import Panel

/// What every command that looks at a fleet takes.
struct SharedOptions: ParsableArguments {
  @Option(
    name: .customLong("repo"),
    help: ArgumentHelp("The repository. (default: GIT_DIR, or found upwards from here)", valueName: "dir"))
  var repository: String?

  @Option(help: ArgumentHelp("The fleet's folder in the repository.", valueName: "path"))
  var fleet = "fleet"

  @Option(help: ArgumentHelp("Completes the environment. (default: .env.local if there is one)", valueName: "file"))
  var envFile: String?

  @Option(help: "Whether text is coloured; NO_COLOR is honoured. (auto, always, never)")
  var color = ColorChoice.auto

  @Flag(name: .shortAndLong, help: "Say nothing but the answer and what went wrong.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more about what is being done.")
  var verbose = false

  @Option(
    help: ArgumentHelp("Seconds that go by in a real one, as on an embedded panel.", visibility: .hidden))
  var clockSpeed = 1.0

  func validate() throws {
    guard (0.1...1000).contains(clockSpeed) else { throw ValidationError("--clock-speed is 0.1 to 1000") }
  }

  /// The console of this process.
  var console: Console {
    Console(color: color, volume: quiet ? .quiet : verbose ? .verbose : .normal, environment: environment)
  }

  /// The environment, read in this one place.
  var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// Opens the repository, or the folder where there is none.
  func openWorkspace() async throws -> Workspace {
    let here = FileManager.default.currentDirectoryPath
    let named = repository ?? environment["GIT_DIR"].flatMap { $0.isEmpty ? nil : $0 }
    guard !here.isEmpty || named?.hasPrefix("/") == true else {
      console.complain(
        "error: the working directory has no path that could be used: it is too long, or the directory is gone; go to another, or name the repository with --repo and its whole path"
      )
      throw ExitCode(ExitStatus.faulty.rawValue)
    }
    do {
      return try await Workspace.open(
        absolute(repository ?? ".", from: here), naming: repository == nil ? .none : .folder, fleetPath: fleet,
        environmentFile: envFile.map { absolute($0, from: here) },
        environment: environment)
    } catch {
      console.complain("error: \(escapedLinesForDisplay("\(error)"))")
      throw ExitCode(ExitStatus.faulty.rawValue)
    }
  }

  /// How the panel is talked to, with somebody who is told how far it is read, and perhaps another who is told of waits.
  func panelAccess(
    telling notice: ReadingNotice, ofWaits tellOfWait: (@Sendable (LimitWait) -> Void)? = nil
  ) -> PanelAccess {
    PanelAccess(
      authoritiesFile: environment["CURL_CA_BUNDLE"] ?? environment["SSL_CERT_FILE"],
      time: Timekeeper(ContinuousClock(), speed: clockSpeed) { Double.random(in: 0..<1) },
      userAgent: "botfleet/\(Botfleet.version)",
      maxRequests: 8,
      tell: notice.tell, tellOfWait: tellOfWait ?? notice.tellOfWait)
  }

  private func absolute(_ path: String, from folder: String) -> String {
    if path.hasPrefix("/") { return path }
    return path == "." ? folder : "\(folder)/\(path)"
  }
}

/// Whether text is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
  case auto, always, never
}
