import ArgumentParser
import PanelSandbox

/// `botfleet-sandbox`: an embedded panel on loopback.
@main
struct SandboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "botfleet-sandbox", abstract: "A Pterodactyl panel to try things on, on a loopback port.",
    discussion: controlHelp)

  @Option(help: "Which panels it behaves as: 1.11, or 1.15 for those from 1.12 on.")
  var series = PanelSeries.current

  @Option(help: "The port; 0 is a free one.")
  var port: UInt16 = 0

  @Option(help: ArgumentHelp("Servers that are there from the start.", valueName: "n"))
  var servers = 0

  @Option(help: ArgumentHelp("Milliseconds that every answer takes longer.", valueName: "ms"))
  var latency = 0

  @Option(
    help: ArgumentHelp("Requests a minute and user; without it the fixture's, or the series' own.", valueName: "n"))
  var rateLimit: Int?

  @Option(help: ArgumentHelp("Milliseconds that an installation takes.", valueName: "ms"))
  var installDelay = 300

  @Option(
    help: ArgumentHelp("Seconds that the panel waits for a node's daemon: its GUZZLE_TIMEOUT.", valueName: "seconds"))
  var daemonTimeout = 15

  @Option(help: ArgumentHelp("Seconds of the panel's time that go by in a real one.", valueName: "n"))
  var clockSpeed = 1.0

  @Option(help: ArgumentHelp("A panel's first state, as docs/sandbox.md describes it.", valueName: "file"))
  var fixture: String?

  @Option(
    help: ArgumentHelp("What is wrong with it: \(FaultProfile.names.joined(separator: ", ")).", valueName: "kind"))
  var fail: String?

  @Option(help: "What is printed once the panel answers.")
  var format: Format = .text

  @Flag(help: "End when standard input ends, so that no panel outlives who started it.")
  var exitWithStdin = false

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func validate() throws {
    guard (0.1...1000).contains(clockSpeed) else { throw ValidationError("--clock-speed is 0.1 to 1000") }
    guard (1...3600).contains(daemonTimeout) else { throw ValidationError("--daemon-timeout is 1 to 3600 seconds") }
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
