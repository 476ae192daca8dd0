import ArgumentParser
import Demo
import Glibc

/// `botfleet sandbox`
struct SandboxCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Start an embedded panel on loopback, for experiments.",
    discussion: """
      Starts the botfleet-sandbox next to this program, and passes every argument on; botfleet sandbox --help lists them.

      Example:
        botfleet sandbox --port 8080 --servers 1000
      """,
    helpNames: [])

  @Argument(parsing: .captureForPassthrough, help: "Arguments for botfleet-sandbox.")
  var arguments: [String] = []

  func run(in invocation: Invocation) async throws -> ExitStatus {
    guard case .own = invocation.process else {
      throw ValidationError("the embedded panel takes the place of a process, and this one is not the command's own")
    }
    let program: SandboxProgram
    do { program = try SandboxProgram.find() } catch let failure as DemoFailure { throw ValidationError("\(failure)") }
    // The panel takes this process's place, so that signals, streams and exit status are its own.
    let words = [program.path] + arguments
    var pointers = words.map { strdup($0) } + [nil]
    execv(program.path, &pointers)
    throw ValidationError("\(program.path) cannot be started: \(String(cString: strerror(errno)))")
  }
}
