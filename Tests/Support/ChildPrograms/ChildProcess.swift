import Foundation

/// A program that reads little or nothing, and ends when nobody holds this.
///
/// Spawned by hand, with sockets for pipes: they are closed in every other child, which `Process` does not promise, and a child that
/// held another's standard input open would keep it from ending.
public final class ChildProcess: Sendable {
  private let identifier: pid_t
  /// Kept open: the program ends with it.
  private let input: Int32
  private let output: Int32

  public struct Failure: Error {
    public let detail: String

    public init(detail: String) { self.detail = detail }
  }

  public init(_ program: String, _ arguments: [String]) throws {
    var toChild: [Int32] = [0, 0]
    var fromChild: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &toChild) == 0, socketpair(AF_UNIX, kind, 0, &fromChild) == 0 else {
      throw Failure(detail: "no sockets")
    }
    defer {
      close(toChild[0])
      close(fromChild[1])
    }
    (input, output) = (toChild[1], fromChild[0])
    identifier = try spawn(
      [program] + arguments, in: ".", environment: ProcessInfo.processInfo.environment,
      streams: [toChild[0], fromChild[1], STDERR_FILENO])
  }

  deinit {
    close(input)
    close(output)
    wait(for: identifier)
  }

  /// What it writes up to the next line break, or its end.
  public func nextLine() -> [UInt8] {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(output, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
    return line
  }

  /// Writes a line for it.
  public func tell(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    // It may have ended.
    _ = send(input, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// Asks it to end.
  public func stop() { kill(identifier, SIGTERM) }

  /// Sends a signal, and returns what `waitpid` says of the end.
  public func end(with signal: Int32) -> Int32 {
    kill(identifier, signal)
    var status: Int32 = -1
    waitpid(identifier, &status, 0)
    return status
  }
}
