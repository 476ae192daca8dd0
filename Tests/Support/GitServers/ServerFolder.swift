import Foundation
import Guarding
import RepositoryFixtures

/// A temporary folder with the files of a server, and the programs that serve from it; both are gone when nobody holds it.
final class ServerFolder: Sendable {
  let path: String
  private let running = Running()

  init() throws {
    // A socket's path may have a hundred characters.
    path = "/tmp/git-server-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    running.end()
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(path)/\(name)")
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

  /// Runs a program to its end.
  func run(_ program: String, _ arguments: String..., environment: [String: String] = [:]) throws {
    let child = try spawn(program, arguments, environment)
    var status: Int32 = -1
    waitpid(child, &status, 0)
    guard status == 0 else { throw GitFailed(stderr: "\(program) \(arguments)") }
  }

  /// Starts a program that runs until this goes.
  func serve(_ program: String, _ arguments: String..., environment: [String: String] = [:]) throws {
    running.add(try spawn(program, arguments, environment))
  }

  /// A process group of its own, so that all of it can be ended; no blocked signals; and nothing inherited that others wait to see closed,
  /// which `Process` does not promise.
  private func spawn(_ program: String, _ arguments: [String], _ more: [String: String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0..<3 as Range<Int32> {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    for descriptor in 3..<1024 as Range<Int32> { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C"].merging(more) { $1 }
    var words: [UnsafeMutablePointer<CChar>?] = (["env", program] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var child: pid_t = 0
    // Found on the path of the new environment.
    let result = posix_spawn(&child, "/usr/bin/env", &actions, &attributes, &words, &variables)
    guard result == 0 else { throw GitFailed(stderr: "\(program): \(String(cString: strerror(result)))") }
    return child
  }
}

/// Programs that are ended together, each with all that it started.
private final class Running: Sendable {
  private let children = Guarded<[pid_t]>([])

  func add(_ child: pid_t) { children.withLock { $0.append(child) } }

  func end() {
    for child in children.withLock({ $0 }) {
      kill(-child, SIGKILL)
      waitpid(child, nil, 0)
    }
  }
}
