import ArgumentParser
import FoundationEssentials
import Glibc

/// `botfleet sandbox`
struct SandboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "An embedded panel on loopback, to try things on.",
    discussion: """
      Starts botfleet-sandbox from beside this program and hands it every argument; botfleet sandbox --help lists them.

      Example:
        botfleet sandbox --port 8080 --servers 1000
      """,
    helpNames: [])

  @Argument(parsing: .captureForPassthrough, help: "What botfleet-sandbox takes.")
  var arguments: [String] = []

  func run() throws {
    let program = try SandboxProgram.find()
    // The panel takes this process's place, so that signals, streams and exit status are its own.
    let words = [program.path] + arguments
    var pointers = words.map { strdup($0) } + [nil]
    execv(program.path, &pointers)
    throw ValidationError("\(program.path) cannot be started: \(String(cString: strerror(errno)))")
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
      throw ValidationError("\(name) is not beside botfleet; build it: swift build --product \(name)")
    }
    return SandboxProgram(path: path)
  }
}
