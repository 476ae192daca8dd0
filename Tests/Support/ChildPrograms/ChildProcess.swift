import Glibc

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
    identifier = try Self.spawn(program, arguments, input: toChild[0], output: fromChild[1])
  }

  deinit {
    close(input)
    close(output)
    var status: Int32 = 0
    waitpid(identifier, &status, 0)
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

  private static func spawn(_ program: String, _ arguments: [String], input: Int32, output: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    defer { words.forEach { free($0) } }
    words.append(nil)
    var child: pid_t = 0
    let result = posix_spawn(&child, program, &actions, nil, words, environ)
    guard result == 0 else { throw Failure(detail: "\(program): \(String(cString: strerror(result)))") }
    return child
  }
}
