import Glibc

@testable import PanelSandbox

/// `botfleet-sandbox` as a process of its own on a port of its own; it ends with this object, or else with the tests.
///
/// Spawned by hand, with sockets for pipes: they are closed in every other child, which `Process` does not promise, and a child that held
/// another's standard input open would keep it from ending.
final class SandboxProcess: Sendable {
  let url: String
  let keys: [String: String]

  private let child: pid_t
  /// Kept open: the panel ends with it.
  private let input: Int32

  struct Failure: Error {
    let detail: String
  }

  init(_ arguments: [String] = []) throws {
    var toChild: [Int32] = [0, 0]
    var fromChild: [Int32] = [0, 0]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &toChild) == 0, socketpair(AF_UNIX, kind, 0, &fromChild) == 0 else {
      throw Failure(detail: "no sockets")
    }
    defer {
      close(toChild[0])
      close(fromChild[0])
    }
    input = toChild[1]
    child = try Self.spawn(
      ["--format", "json", "--exit-with-stdin", "--install-delay", "50"] + arguments, input: toChild[0],
      output: fromChild[1])
    close(fromChild[1])
    let announcement = try JSONParser.parse(Self.firstLine(from: fromChild[0]))
    url = announcement["url"]?.text ?? ""
    var keys: [String: String] = [:]
    for member in announcement["keys"]?.members ?? [:] { keys[member.key] = member.value.text }
    self.keys = keys
  }

  deinit {
    close(input)
    var status: Int32 = 0
    waitpid(child, &status, 0)
  }

  /// Sends a signal, and returns what `waitpid` says of the end.
  func end(with signal: Int32) -> Int32 {
    kill(child, signal)
    var status: Int32 = -1
    waitpid(child, &status, 0)
    return status
  }

  private static func spawn(_ arguments: [String], input: Int32, output: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) }
    defer { words.forEach { free($0) } }
    words.append(nil)
    var child: pid_t = 0
    let result = posix_spawn(&child, executable, &actions, nil, words, environ)
    guard result == 0 else { throw Failure(detail: "\(executable): \(String(cString: strerror(result)))") }
    return child
  }

  private static func firstLine(from descriptor: Int32) -> [UInt8] {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while read(descriptor, &byte, 1) == 1, byte != UInt8(ascii: "\n") { line.append(byte) }
    return line
  }

  /// The program beside the test bundle, which the build put into one folder.
  private static let executable: String = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    return bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      + "/botfleet-sandbox"
  }()
}
