import Commands
import Foundation

/// How a program ended, and what it said.
public struct Ended: Sendable {
  public let status: Int32
  /// Its standard output.
  public let answer: String
  /// Its standard error.
  public let people: String

  public init(status: Int32, answer: String, people: String) {
    (self.status, self.answer, self.people) = (status, answer, people)
  }
}

/// A command of `botfleet` while it runs in this process.
public struct RunningCommand: Sendable {
  private let running: Task<Ended, Never>

  /// Starts it with nothing to read and exactly this environment.
  public init(_ arguments: [String], in folder: String, environment: [String: String]) throws {
    let nothing = try FileHandle(forReadingFrom: URL(filePath: "/dev/null"))
    let (answer, people) = (try Recording(), try Recording())
    running = Task {
      let streams = StandardStreams(
        input: nothing.fileDescriptor, answer: answer.descriptor, people: people.descriptor)
      let status = await run(
        Invocation(
          arguments: arguments, environment: environment, folder: .named(folder), streams: streams, process: .shared))
      try? nothing.close()
      return Ended(status: status, answer: answer.text, people: people.text)
    }
  }

  /// Waits for its end.
  public func end() async -> Ended { await running.value }
}

/// A file without a name that a command writes to. No child that is started meanwhile has it.
private final class Recording: Sendable {
  let descriptor: Int32

  init() throws {
    let path = "\(FileManager.default.temporaryDirectory.path)/stream-\(UUID().uuidString)"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    unlink(path)
  }

  deinit { close(descriptor) }

  /// All that was written.
  var text: String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(descriptor, &buffer, buffer.count, off_t(bytes.count))
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer.prefix(count)
    }
  }
}
