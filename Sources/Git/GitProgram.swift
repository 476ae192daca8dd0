import Glibc
public import Logging
import Subprocess
import SystemPackage

/// The `git` program: it knows people's credential helpers, ssh configuration and proxies.
public struct GitProgram: Sendable {
  /// The oldest version that is known to have every option used here.
  public static let oldest = "2.30"

  /// Where the program is.
  public let path: String
  /// As git reports it: `2.39.5`.
  public let version: String
  let environment: [String: String]
  /// Logs each command in one line, at level `debug`.
  let log: Logger

  private init(path: String, version: String, environment: [String: String], log: Logger) {
    self.path = path
    self.version = version
    self.environment = environment
    self.log = log
  }

  /// The same program with more in its environment.
  func adding(_ variables: [String: String]) -> GitProgram {
    GitProgram(path: path, version: version, environment: environment.merging(variables) { $1 }, log: log)
  }

  /// The same program with more configuration, which is written nowhere.
  func configuring(_ settings: [String: String]) -> GitProgram {
    let count = environment["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
    var variables = ["GIT_CONFIG_COUNT": "\(count + settings.count)"]
    for (index, setting) in settings.sorted(by: { $0.key < $1.key }).enumerated() {
      variables["GIT_CONFIG_KEY_\(count + index)"] = setting.key
      variables["GIT_CONFIG_VALUE_\(count + index)"] = setting.value
    }
    return adding(variables)
  }

  /// Where files go that are not needed afterwards.
  var temporaryFolder: String { environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp" }

  /// The same program for steps in a repository. git finds a working tree with its `.git` by itself; any other
  /// repository is named to it, because git accepts a bare one only where `safe.bareRepository` allows that.
  func at(_ repository: Repository) -> GitProgram {
    if let tree = repository.workTree, access("\(tree)/.git", F_OK) == 0 { return self }
    return adding(["GIT_DIR": repository.gitDirectory])
  }

  /// Looks for `git` on the environment's `PATH` and checks its version. Every step runs in that environment.
  public static func find(
    in environment: [String: String], log: Logger = .silent
  ) async throws(GitError) -> GitProgram {
    let prepared = preparedEnvironment(environment)
    let path: String
    do {
      path = try await Executable.name("git").resolveExecutablePath(in: .custom(typed(prepared))).string
    } catch {
      throw .gitMissing
    }
    let candidate = GitProgram(path: path, version: "", environment: prepared, log: log)
    let answer = try await candidate.run(["version"], in: "/", step: "git version", within: .seconds(30))
    let version = answer.output.split(separator: " ").dropFirst(2).first ?? ""
    let number = String(version.prefix { $0.isNumber || $0 == "." })
    guard isAtLeast(oldest, number) else { throw .gitTooOld(found: number, needed: oldest) }
    return GitProgram(path: path, version: number, environment: prepared, log: log)
  }
}

/// The variables that would make git work on another repository than the one that was opened.
private let repositoryVariables = [
  "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX",
]

private func preparedEnvironment(_ environment: [String: String]) -> [String: String] {
  var prepared = environment
  for name in repositoryVariables { prepared[name] = nil }
  // git's output is read by a program, and nobody is there to answer questions.
  prepared["LC_ALL"] = "C"
  prepared["GIT_TERMINAL_PROMPT"] = "0"
  return prepared
}

func typed(_ environment: [String: String]) -> [Environment.Key: String] {
  var typed: [Environment.Key: String] = [:]
  for (name, value) in environment { typed[Environment.Key(stringLiteral: name)] = value }
  return typed
}

private func isAtLeast(_ needed: String, _ found: String) -> Bool {
  let needed = needed.split(separator: ".").compactMap { Int($0) }
  let found = found.split(separator: ".").compactMap { Int($0) }
  return !found.lexicographicallyPrecedes(needed)
}
