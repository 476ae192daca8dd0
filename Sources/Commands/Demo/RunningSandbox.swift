import ArgumentParser
import FoundationEssentials
import Subprocess
import SystemPackage

/// An embedded panel that this process started.
struct RunningSandbox: Decodable, Sendable {
  let url: String
  let control: String
  /// Tokens by the kind of key.
  let keys: [String: String]

  /// Starts the panel, hands it to `body`, and ends it however `body` ends. It also ends by itself when this process dies, for
  /// it listens to a pipe that dies with it.
  static func run(_ body: @Sendable (RunningSandbox) async throws -> Void) async throws {
    let program = try SandboxProgram.find()
    let arguments: Arguments = ["--format", "json", "--exit-with-stdin"]
    let result = try await Subprocess.run(
      .path(FilePath(program.path)), arguments: arguments, input: .inputWriter, output: .sequence,
      error: .currentStandardError
    ) { execution in
      let outcome: Swift.Result<Void, any Error>
      do {
        let sandbox = try await announcement(on: execution.standardOutput)
        outcome = .success(try await body(sandbox))
      } catch {
        outcome = .failure(error)
      }
      try await execution.standardInputWriter.finish()
      return outcome
    }
    try result.closureResult.get()
  }

  /// Its first line of output.
  private static func announcement(on output: SubprocessOutputSequence) async throws -> RunningSandbox {
    var line: [UInt8] = []
    for try await buffer in output {
      line += buffer.withUnsafeBytes { Array($0) }
      guard let end = line.firstIndex(of: UInt8(ascii: "\n")) else { continue }
      return try JSONDecoder().decode(RunningSandbox.self, from: Data(line[..<end]))
    }
    throw DemoFailure.sandboxDidNotStart
  }
}

/// Why the demo stopped.
enum DemoFailure: Error, CustomStringConvertible {
  case sandboxDidNotStart
  case noSample
  case noFleet(String)
  case commandFailed(String, status: String)
  case noSuchServer(String)

  var description: String {
    switch self {
    case .sandboxDidNotStart: "the embedded panel did not start"
    case .noSample:
      "no sample fleet was found; run the demo in botfleet's own repository, or name a fleet with --sample"
    case .noFleet(let folder): "there is no fleet in \(folder); --sample names the folder that holds fleet.yaml"
    case .commandFailed(let command, let status): "\(command) failed (\(status))"
    case .noSuchServer(let order): "the panel has no server for \(order)"
    }
  }
}

/// The embedded panel's program.
struct SandboxProgram {
  let path: String

  private static let name = "botfleet-sandbox"

  /// Looks beside this program.
  static func find() throws -> SandboxProgram {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = own[..<(own.lastIndex(of: "/") ?? own.startIndex)]
    let path = "\(folder)/\(name)"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw ValidationError("there is no \(name) next to botfleet; build it: swift build --product \(name)")
    }
    return SandboxProgram(path: path)
  }
}
