import Applier
import ArgumentParser
import HTTP
import Panel
import Release

/// What every command that looks at a fleet takes.
struct SharedOptions: ParsableArguments {
  @Option(
    name: .customLong("repo"),
    help: ArgumentHelp("The repository. (default: GIT_DIR, or the one around the current folder)", valueName: "dir"),
    completion: .directory)
  var repository: String?

  @Option(help: ArgumentHelp("The fleet's folder in the repository, which may hold several.", valueName: "path"))
  var fleet = "fleet"

  @Option(
    help: ArgumentHelp(
      "A file that completes the environment. (default: .env.local in the fleet's folder, else in the root)",
      valueName: "file"),
    completion: .file())
  var envFile: String?

  @Option(help: "Whether to colour text; NO_COLOR is honoured.")
  var color = ColorChoice.auto

  @Flag(name: .shortAndLong, help: "Print only the result and errors.")
  var quiet = false

  @Flag(
    name: .shortAndLong, help: "Log each request to the panel, each git command and each step of the lock to stderr.")
  var verbose = false

  @Option(
    help: ArgumentHelp("Seconds that go by in a real one, as on an embedded panel.", visibility: .hidden))
  var clockSpeed = 1.0

  func validate() throws {
    guard (0.1...1000).contains(clockSpeed) else { throw ValidationError("--clock-speed must be between 0.1 and 1000") }
  }

  /// Where a run speaks.
  func console(of invocation: Invocation) -> Console {
    Console(
      color: color, volume: quiet ? .quiet : verbose ? .verbose : .normal, environment: invocation.environment,
      streams: invocation.streams)
  }

  /// Opens the repository, or the folder where there is none; says why where that is not possible, and ends.
  func openWorkspace(for invocation: Invocation) async throws -> Workspace {
    let location = try location(for: invocation)
    do {
      return try await Workspace.open(location)
    } catch {
      throw failure(escapedLinesForDisplay("\(error)"), invocation)
    }
  }

  /// Where the repository is said to be; says why where that cannot be, and ends.
  func location(for invocation: Invocation) throws -> WorkspaceLocation {
    let environment = invocation.environment
    let here = invocation.here
    let named = repository ?? environment["GIT_DIR"].flatMap { $0.isEmpty ? nil : $0 }
    guard !here.isEmpty || named?.hasPrefix("/") == true else {
      throw failure(
        "the working directory has no path that could be used: it is too long, or the directory is gone; go to another, or name the repository with --repo and its whole path",
        invocation)
    }
    return WorkspaceLocation(
      folder: absolute(repository ?? ".", from: here), naming: repository == nil ? .none : .folder, fleetPath: fleet,
      environmentFile: envFile.map { absolute($0, from: here) }, environment: environment,
      log: console(of: invocation).logger)
  }

  private func failure(_ why: String, _ invocation: Invocation) -> ExitCode {
    console(of: invocation).complain("error: \(why)")
    return ExitCode(ExitStatus.ended(.faulty).code)
  }

  /// How the panel is reached.
  func panelAccess(for invocation: Invocation) -> PanelAccess { panelAccess(for: invocation, { _ in }, { _ in }) }

  /// How the panel is reached, with somebody who is told how far it is read.
  func panelAccess(for invocation: Invocation, telling notice: ReadingNotice) -> PanelAccess {
    panelAccess(for: invocation, notice.tell, notice.tellOfWait)
  }

  /// How the panel is reached, with a line for each time that its limit is waited for.
  func panelAccess(for invocation: Invocation, sayingWaitsOn console: Console) -> PanelAccess {
    panelAccess(
      for: invocation, { _ in },
      { console.say("waiting \(max(1, Int($0.duration / .seconds(1)))) s for the panel's request limit") })
  }

  private func panelAccess(
    for invocation: Invocation, _ tell: @escaping @Sendable (ReadingProgress) -> Void,
    _ tellOfWait: @escaping @Sendable (LimitWait) -> Void
  ) -> PanelAccess {
    let connections = PanelConnections(
      ConnectionOptions(
        userAgent: "botfleet/\(ProgramVersion.number)",
        authoritiesFile: invocation.environment["CURL_CA_BUNDLE"] ?? invocation.environment["SSL_CERT_FILE"],
        time: Timekeeper(ContinuousClock(), speed: clockSpeed) { Double.random(in: 0..<1) }))
    return PanelAccess(connections, tell: tell, tellOfWait: tellOfWait)
  }

  private func absolute(_ path: String, from folder: String) -> String {
    if path.hasPrefix("/") { return path }
    return path == "." ? folder : "\(folder)/\(path)"
  }
}
