import ArgumentParser
import PanelSandbox
import Release

/// `botfleet-sandbox`: an embedded panel on loopback.
@main
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "botfleet-sandbox", abstract: "A Pterodactyl panel for experiments, on a loopback port.",
    usage: "botfleet-sandbox [<options>]",
    discussion: controlHelp, version: ProgramVersion.ofThisBuild.line(of: "botfleet-sandbox"))

  @Option(help: "Which panels it behaves like: 1.11, or 1.15 for those from 1.12 on.")
  var series = PanelSeries.current

  @Option(help: "The port; 0 means a free one.")
  var port: UInt16 = 0

  @Option(help: ArgumentHelp("How many servers exist from the start.", valueName: "n"))
  var servers = 0

  @Option(help: ArgumentHelp("Delay of every answer, in milliseconds.", valueName: "ms"))
  var latency = 0

  @Option(
    help: ArgumentHelp("Requests a minute and user. (default: the fixture's limit, or the series' own)", valueName: "n")
  )
  var rateLimit: Int?

  @Option(help: ArgumentHelp("Duration of an installation, in milliseconds.", valueName: "ms"))
  var installDelay = 300

  @Option(
    help: ArgumentHelp(
      "How long the panel waits for a node's daemon, in seconds: its GUZZLE_TIMEOUT.", valueName: "seconds"))
  var daemonTimeout = 15

  @Option(help: ArgumentHelp("How many times faster the panel's time runs.", valueName: "n"))
  var clockSpeed = 1.0

  @Option(help: ArgumentHelp("A file with the panel's first state; see docs/sandbox.md.", valueName: "file"))
  var fixture: String?

  @Flag(help: "Leave out the egg of fleet/eggs: only those eggs that the recorded panel had.")
  var withoutSampleEgg = false

  @Option(
    help: ArgumentHelp("A fault from the start: \(FaultProfile.names.joined(separator: ", ")).", valueName: "kind"))
  var fail: String?

  @Option(help: "What to print as soon as the panel answers.")
  var format: Format = .text

  @Flag(help: "End when standard input ends, so that no panel outlives the program that started it.")
  var exitWithStdin = false

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func validate() throws {
    guard (0.1...1000).contains(clockSpeed) else { throw ValidationError("--clock-speed must be between 0.1 and 1000") }
    guard (1...3600).contains(daemonTimeout) else {
      throw ValidationError("--daemon-timeout must be between 1 and 3600 seconds")
    }
  }

  func run() async throws {
    var settings = SandboxSettings()
    settings.series = series
    settings.port = port
    settings.servers = servers
    settings.latency = latency
    settings.rateLimit = rateLimit
    settings.installDelay = installDelay
    settings.daemonTimeout = daemonTimeout * 1000
    settings.clockSpeed = clockSpeed
    settings.illness = try fail.map(illness)
    settings.hasSampleEgg = !withoutSampleEgg
    settings.fixture = try fixture.map(readFile)
    let server = try await SandboxServer.listen(settings)
    try await runUntilToldToStop(server)
  }

  private func illness(_ name: String) throws -> FaultProfile {
    guard let illness = FaultProfile(named: name) else {
      throw ValidationError("--fail \(name): expected one of \(FaultProfile.names.joined(separator: ", "))")
    }
    return illness
  }

  private func runUntilToldToStop(_ server: SandboxServer) async throws {
    let signals = await stopSignals()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask { for await _ in signals { return } }
      if exitWithStdin { group.addTask { await endOfStandardInput() } }
      printAtOnce(format == .json ? announcement(of: server) : greeting(of: server))
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}
