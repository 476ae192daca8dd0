import ChildPrograms
import Foundation
public import Git

/// A real repository in a temporary folder, made and looked at by the `git` program itself; gone when nobody holds it.
public final class TemporaryRepository: Sendable {
  /// The working tree, or the bare repository.
  public let path: String
  private let home: String

  /// Makes an empty one, or with `arguments` whatever `git ARGUMENTS PATH` makes (such as a clone).
  public init(_ arguments: [String] = ["init", "-q", "-b", "main"]) throws {
    home = FileManager.default.temporaryDirectory.path + "/git-tests-\(UUID().uuidString)"
    path = home + "/repository"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    try Self.git(arguments + [path], in: home, environment)
  }

  deinit { try? FileManager.default.removeItem(atPath: home) }

  /// What git and everything that starts it may see: nothing of whoever runs the tests.
  public var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home,
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
      "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com", "GIT_AUTHOR_DATE": "2026-11-22T12:00:00+0100",
      "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.com",
      "GIT_COMMITTER_DATE": "2026-11-22T12:00:00+0100",
    ]
  }

  /// The repository as the library opens it.
  public func open() async throws -> Repository { try await Repository.open(at: path, environment: environment) }

  /// Runs git here; throws what it says when it fails, and returns its output without the last line break.
  @discardableResult
  public func git(_ arguments: String...) throws -> String {
    let output = try Self.git(arguments, in: path, environment)
    return output.hasSuffix("\n") ? String(output.dropLast()) : output
  }

  /// The same with other variables than usual, such as the name and the time of whoever commits.
  @discardableResult
  public func git(_ arguments: [String], with variables: [String: String]) throws -> String {
    let output = try Self.git(arguments, in: path, environment.merging(variables) { $1 })
    return output.hasSuffix("\n") ? String(output.dropLast()) : output
  }

  /// Writes a file of the working tree, folders included.
  public func write(_ text: String, to file: String) throws {
    let url = URL(fileURLWithPath: path + "/" + file)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// A file of the working tree; nil where there is none.
  public func read(_ file: String) -> String? { try? String(contentsOfFile: path + "/" + file, encoding: .utf8) }

  /// Writes files, commits everything, and returns the commit.
  @discardableResult
  public func commit(_ files: [String: String], _ message: String = "a commit") throws -> ObjectID {
    for (file, text) in files { try write(text, to: file) }
    try git("add", "--all", "--force", ".")
    try git("commit", "-q", "--allow-empty", "-m", message)
    return try head
  }

  /// The commit that `HEAD` names.
  public var head: ObjectID { get throws { try id("HEAD") } }

  /// The object that a revision names.
  public func id(_ revision: String) throws -> ObjectID {
    guard let id = ObjectID(try git("rev-parse", "--verify", revision)) else { throw GitFailed(stderr: revision) }
    return id
  }

  @discardableResult
  private static func git(
    _ arguments: [String], in folder: String, _ environment: [String: String]
  ) throws -> String {
    let ended = try runProgram(["git"] + arguments, in: folder, environment: environment)
    guard ended.status == 0 else { throw GitFailed(stderr: "git \(arguments): \(ended.complaint)") }
    return ended.text
  }
}

/// The `git` program failed, or a test found something else than it must.
public struct GitFailed: Error {
  public let stderr: String

  public init(stderr: String) { self.stderr = stderr }
}
