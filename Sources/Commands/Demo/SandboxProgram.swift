import ArgumentParser
import FoundationEssentials

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
