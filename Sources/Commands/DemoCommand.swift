import ArgumentParser
import Demo
import FoundationEssentials
import Planner

/// `botfleet demo`
struct DemoCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show plan, apply and their commits on an embedded panel.",
    usage: "botfleet demo [<options>]",
    discussion: """
      Starts an embedded panel, makes a git repository from the sample fleet with a bare remote, plans and applies it, merges an \
      upgrade, a suspension and a termination one after the other, and changes a server by hand to show drift. Needs no \
      network and leaves nothing behind.

      Example:
        botfleet demo
        botfleet demo --sample ../my-fleet/fleet
      """)

  @Option(
    help: ArgumentHelp(
      "The fleet folder to start from. (default: the sample that comes with botfleet)", valueName: "dir"))
  var sample: String?

  @Option(help: "Whether to colour text; NO_COLOR is honoured.")
  var color = ColorChoice.auto

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = Console(
      color: color, volume: .normal, environment: invocation.environment, streams: invocation.streams)
    do {
      let sample = try sample ?? findSample(from: invocation.here)
      guard FileManager.default.fileExists(atPath: "\(sample)/fleet.yaml") else { throw DemoFailure.noFleet(sample) }
      let folder = try makeDemoFolder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try await RunningSandbox.run { sandbox in
        let repository = DemoRepository(in: folder, for: sandbox, inheriting: console.environment)
        let stage = try DemoStage(repository, console: console)
        try await DemoStory(stage: stage, sandbox: sandbox, sample: sample).tell()
      }
      return .ended(.done)
    } catch let failure as DemoFailure {
      console.complain("error: \(failure)")
      return .ended(.faulty)
    }
  }
}
