import ChildPrograms
public import Foundation
import Glibc

/// A program while it runs.
public final class RunningProgram: Sendable {
  private let child: RunningChild
  private let output: FileHandle
  private let errors: FileHandle

  /// Starts it with nothing to read and exactly this environment.
  public init(_ program: URL, _ arguments: [String], in folder: String, environment: [String: String]) throws {
    let (output, errors) = (try pipe(), try pipe())
    (self.output, self.errors) = (output.reading, errors.reading)
    child = try withExtendedLifetime((output.writing, errors.writing)) {
      try RunningChild(
        [program.path] + arguments, in: folder, environment: environment.merging(sanitizerOptions) { $1 },
        streams: [nil, output.writing.fileDescriptor, errors.writing.fileDescriptor])
    }
  }

  public var identifier: Int32 { child.identifier }
  public var isRunning: Bool { child.isRunning }

  /// Lets the pipe of its standard output hold no more than a page (`F_SETPIPE_SZ`).
  public func narrowOutput() { _ = fcntl(output.fileDescriptor, 1031, 4096) }

  /// As Ctrl-C does.
  public func interrupt() { child.signal(SIGINT) }

  /// Waits for its end, on threads of their own: waiting and reading block.
  public func end() async -> Ended {
    async let answer = everything(from: output)
    async let people = everything(from: errors)
    async let status = onThread { [child] in child.status }
    return await Ended(status: status, answer: answer, people: people)
  }

  private func everything(from handle: FileHandle) async -> String {
    await onThread { String(decoding: handle.readDataToEndOfFile(), as: UTF8.self) }
  }
}

/// A pipe that other programs do not inherit, but for one that starts at this very moment: `pipe2` Swift does not see.
private func pipe() throws -> (reading: FileHandle, writing: FileHandle) {
  var ends: [Int32] = [0, 0]
  guard Glibc.pipe(&ends) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
  let handles = ends.map { end in
    _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    return FileHandle(fileDescriptor: end, closeOnDealloc: true)
  }
  return (handles[0], handles[1])
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
