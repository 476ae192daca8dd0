import ArgumentParser
import FoundationEssentials
import Glibc

/// Runs `botfleet` as a program, with all that a process has, and ends the process.
public func runProgram() async -> Never {
  ignoreBrokenPipes()
  StandardStreams.keepApart()
  let invocation = Invocation(
    arguments: Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment,
    folder: .ofProcess, streams: .ofProcess, process: .own)
  if let missing = missingResources() {
    Console(on: invocation.streams).complain("error: \(missing)")
    Glibc.exit(exitCode(of: invocation, ExitStatus.ended(.faulty).code))
  }
  Glibc.exit(await run(invocation))
}

/// Runs one command with exactly what it is given, and returns its exit code. Everything was written when it returns.
public func run(_ invocation: Invocation) async -> Int32 {
  do {
    let code = try await status(of: invocation).code
    await invocation.streams.caughtUp()
    return exitCode(of: invocation, code)
  } catch {
    await invocation.streams.caughtUp()
    let code = Botfleet.exitCode(for: error).rawValue
    let message = Botfleet.fullMessage(for: error)
    if !message.isEmpty { Console(on: invocation.streams).write(message, to: code == 0 ? .answer : .people) }
    return exitCode(of: invocation, code)
  }
}

private func status(of invocation: Invocation) async throws -> ExitStatus {
  var command = try Botfleet.parseAsRoot(withTimeouts(invocation.arguments))
  if let verb = command as? any Verb { return try await verb.run(in: invocation) }
  // The parser's own, such as those that show a help.
  if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
  return .ended(.done)
}

/// Where something could not be written, that is no success, whatever else it was.
private func exitCode(of invocation: Invocation, _ code: Int32) -> Int32 {
  guard let loss = invocation.streams.loss else { return code }
  Console(on: invocation.streams).complain("error: the output could not be written in full: \(loss)")
  let isSuccess = [ExitStatus.ended(.done), .ended(.changes)].contains { $0.code == code }
  return isSuccess ? ExitStatus.ended(.faulty).code : code
}
