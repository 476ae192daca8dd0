/// Why a demo stopped.
public enum DemoFailure: Error, CustomStringConvertible {
  /// The embedded panel's program is not where this one is.
  case noSandbox(beside: String)
  case sandboxDidNotStart
  case noSample
  case noFleet(String)
  case commandFailed(String, status: String)
  case noSuchServer(String)

  public var description: String {
    switch self {
    case .noSandbox(let program):
      "there is no botfleet-sandbox beside \(program), which the package botfleet brings; install that, or build it: swift build --product botfleet-sandbox"
    case .sandboxDidNotStart: "the embedded panel did not start"
    case .noSample:
      "no sample fleet was found, which the package botfleet brings; install that, run the demo in botfleet's own repository, or name a fleet with --sample"
    case .noFleet(let folder): "there is no fleet in \(folder); --sample names the folder that holds fleet.yaml"
    case .commandFailed(let command, let status): "\(command) failed (\(status))"
    case .noSuchServer(let order): "the panel has no server for \(order)"
    }
  }
}
