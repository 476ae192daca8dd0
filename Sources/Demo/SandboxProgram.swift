import FoundationEssentials

/// The embedded panel's program.
public struct SandboxProgram: Sendable {
  public let path: String

  private static let name = "botfleet-sandbox"

  /// Looks beside this program.
  public static func find() throws -> SandboxProgram {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = own[..<(own.lastIndex(of: "/") ?? own.startIndex)]
    let path = "\(folder)/\(name)"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw DemoFailure.noSandbox(beside: own)
    }
    return SandboxProgram(path: path)
  }
}
