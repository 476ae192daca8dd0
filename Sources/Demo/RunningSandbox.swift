import FoundationEssentials
import Subprocess
import SystemPackage

/// An embedded panel that this process started.
public struct RunningSandbox: Decodable, Sendable {
  public let url: String
  public let control: String
  /// Tokens by the kind of key.
  public let keys: [String: String]

  /// Starts the panel, hands it to `body`, and ends it however `body` ends. It also ends by itself when this process dies, for
  /// it listens to a pipe that dies with it.
  public static func run(_ body: @Sendable (RunningSandbox) async throws -> Void) async throws {
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
