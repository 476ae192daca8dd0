public import Foundation

/// A program while it runs.
public final class RunningProgram: Sendable {
  private let process = Process()
  private let output = Pipe()
  private let errors = Pipe()
  /// Given when the program has ended.
  private let ended = DispatchSemaphore(value: 0)

  /// Starts it with nothing to read and exactly this environment.
  public init(_ program: URL, _ arguments: [String], in folder: String, environment: [String: String]) throws {
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = environment.merging(sanitizerOptions) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  public var identifier: Int32 { process.processIdentifier }
  public var isRunning: Bool { process.isRunning }

  /// Lets the pipe of its standard output hold no more than a page (`F_SETPIPE_SZ`).
  public func narrowOutput() { _ = fcntl(output.fileHandleForReading.fileDescriptor, 1031, 4096) }

  /// As Ctrl-C does.
  public func interrupt() { process.interrupt() }

  /// Waits for its end, on threads of their own: waiting and reading block.
  public func end() async -> Ended {
    async let answer = everything(from: output.fileHandleForReading)
    async let people = everything(from: errors.fileHandleForReading)
    async let status = onThread { [process, ended] in
      // `waitUntilExit` turns an empty run loop as fast as it can, and takes the processor from everybody.
      ended.wait()
      ended.signal()
      return process.terminationStatus
    }
    return await Ended(status: status, answer: answer, people: people)
  }

  private func everything(from handle: FileHandle) async -> String {
    await onThread { String(decoding: handle.readDataToEndOfFile(), as: UTF8.self) }
  }
}

private func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread { continuation.resume(returning: body()) }
  }
}

/// What is known of others' leaks and races has to be known to whatever a test under a sanitizer starts.
public let sanitizerOptions = ProcessInfo.processInfo.environment.filter {
  $0.key.hasSuffix("SAN_OPTIONS") || $0.key.hasSuffix("SYMBOLIZER_PATH")
}
