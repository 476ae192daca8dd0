import ChildPrograms
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
    let status = wait(for: try spawn(program, arguments, environment))
    guard status == 0 else { throw GitFailed(stderr: "\(program) \(arguments)") }
  }

  /// Starts a program that runs until this goes.
  func serve(_ program: String, _ arguments: String..., environment: [String: String] = [:]) throws {
    running.add(try spawn(program, arguments, environment))
  }

  private func spawn(_ program: String, _ arguments: [String], _ more: [String: String]) throws -> pid_t {
    let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C"].merging(more) { $1 }
    return try ChildPrograms.spawn([program] + arguments, environment: environment)
  }
}

/// Programs that are ended together, each with all that it started.
private final class Running: Sendable {
  private let children = Guarded<[pid_t]>([])

  func add(_ child: pid_t) { children.withLock { $0.append(child) } }

  func end() {
    for child in children.withLock({ $0 }) {
      kill(-child, SIGKILL)
      wait(for: child)
    }
  }
}
