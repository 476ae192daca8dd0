import ArgumentParser
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
      let sample = try sample ?? Self.findSample(from: invocation.here)
      guard FileManager.default.fileExists(atPath: "\(sample)/fleet.yaml") else { throw DemoFailure.noFleet(sample) }
      let folder = try makeTemporaryFolder()
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try await RunningSandbox.run { sandbox in
        let stage = try DemoStage(in: folder, sandbox, console: console)
        try await DemoStory(stage: stage, sandbox: sandbox, sample: sample).tell()
      }
      return .ended(.done)
    } catch let failure as DemoFailure {
      console.complain("error: \(failure)")
      return .ended(.faulty)
    }
  }

  /// The sample lies where packages put it, in the repository that this program was built in, or in the one that somebody stands in.
  private static func findSample(from here: String) throws -> String {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    for start in [own, here] {
      var folder = start[...]
      while let slash = folder.lastIndex(of: "/") {
        for sample in ["\(folder)/share/botfleet/fleet", "\(folder)/fleet"]
        where FileManager.default.fileExists(atPath: "\(sample)/fleet.yaml") { return sample }
        folder = folder[..<slash]
      }
    }
    throw DemoFailure.noSample
  }

  private func makeTemporaryFolder() throws -> String {
    let path = "\(FileManager.default.temporaryDirectory.path)/botfleet-demo-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}
