import Foundation

/// A program that reads little or nothing, and ends when nobody holds this.
///
/// It has sockets for pipes, which are closed in every other program from the beginning: one that held another's standard input open would
/// keep it from ending.
public final class ChildProcess: Sendable {
  private let child: RunningChild
  /// Kept open: the program ends with it.
  private let input: Int32
  private let output: Int32

  public init(_ program: String, _ arguments: [String]) throws {
    let (toChild, fromChild) = (try socketPair(), try socketPair())
    defer {
      close(toChild.theirs)
      close(fromChild.theirs)
    }
    (input, output) = (toChild.ours, fromChild.ours)
    child = try RunningChild(
      [program] + arguments, streams: [toChild.theirs, fromChild.theirs, STDERR_FILENO])
  }

  deinit {
    close(input)
    close(output)
    _ = child.status
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
  public func stop() { child.signal(SIGTERM) }

  /// Sends a signal, and returns the status of its end.
  public func end(with signal: Int32) -> Int32 {
    child.signal(signal)
    return child.status
  }
}

private func socketPair() throws -> (ours: Int32, theirs: Int32) {
  var ends: [Int32] = [0, 0]
  guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
    throw SpawnFailure(detail: "no sockets: \(String(cString: strerror(errno)))")
  }
  return (ends[0], ends[1])
}
