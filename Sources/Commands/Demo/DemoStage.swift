import FoundationEssentials
import Planner
import Subprocess
import SystemPackage

/// Where the demo plays: a temporary folder with a repository and its remote, and an environment that leaves people's own
/// settings alone.
struct DemoStage: Sendable {
  let folder: String
  let console: Console
  let environment: [String: String]
  private let program: String

  /// The repository that people would work in.
  var repository: String { "\(folder)/fleet-repository" }
  /// The bare repository that it pushes to.
  var remote: String { "\(folder)/remote.git" }

  init(in folder: String, _ sandbox: RunningSandbox, console: Console) throws {
    self.folder = folder
    self.console = console
    program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var environment = console.environment
    environment["HOME"] = folder
    environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    environment["GIT_CONFIG_NOSYSTEM"] = "1"
    for role in ["AUTHOR", "COMMITTER"] {
      environment["GIT_\(role)_NAME"] = "Ada Admin"
      environment["GIT_\(role)_EMAIL"] = "ada@example.com"
    }
    environment[EnvironmentVariable.panelURL.rawValue] = sandbox.url
    environment[EnvironmentVariable.apiKey.rawValue] = sandbox.keys["app_full"]
    // The demo is nobody's pipeline, wherever it runs.
    for name in ["GITHUB_REF", "CI_COMMIT_BRANCH", "BOTFLEET_RUN_URL", "CI_JOB_URL", "GITHUB_RUN_ID"] {
      environment[name] = nil
    }
    self.environment = environment
  }

  /// Shows a command as a person would type it, and runs it with its output on the terminal.
  func show(_ command: String, accepting statuses: Set<Int32> = [0]) async throws {
    console.answer("\n\(prompt)\(command)")
    try await run(command.split(separator: " ").map(String.init), accepting: statuses)
  }

  /// Runs a command without showing it or what it says.
  func quietly(_ words: String...) async throws {
    let result = try await Subprocess.run(
      executable(words[0]), arguments: Arguments(Array(words.dropFirst())), environment: .custom(typedEnvironment),
      workingDirectory: FilePath(FileManager.default.fileExists(atPath: repository) ? repository : folder),
      output: .discarded, error: .string(limit: 1 << 16))
    guard case .exited(0) = result.terminationStatus else {
      throw DemoFailure.commandFailed(
        words.joined(separator: " "), status: result.standardError)
    }
  }

  private func run(_ words: [String], accepting statuses: Set<Int32>) async throws {
    let result = try await Subprocess.run(
      executable(words[0]), arguments: Arguments(Array(words.dropFirst()) + colorArguments(words)),
      environment: .custom(typedEnvironment), workingDirectory: FilePath(repository), output: .currentStandardOutput,
      error: .currentStandardOutput)
    guard case .exited(let status) = result.terminationStatus, statuses.contains(status) else {
      throw DemoFailure.commandFailed(words.joined(separator: " "), status: "\(result.terminationStatus)")
    }
  }

  private func executable(_ word: String) -> Executable { word == "botfleet" ? .path(FilePath(program)) : .name(word) }

  private func colorArguments(_ words: [String]) -> [String] {
    words[0] == "botfleet" && console.color != .auto ? ["--color", console.color.rawValue] : []
  }

  private var typedEnvironment: [Environment.Key: String] {
    var typed: [Environment.Key: String] = [:]
    for (name, value) in environment { typed[Environment.Key(stringLiteral: name)] = value }
    return typed
  }

  private var prompt: String {
    switch console.style(on: .answer).palette {
    case .coloured: "\u{1b}[1m$ \u{1b}[0m"
    case .plain: "$ "
    }
  }

  /// Says what comes next.
  func tell(_ title: String) {
    switch console.style(on: .answer).palette {
    case .coloured: console.answer("\n\u{1b}[1;34m── \(title)\u{1b}[0m")
    case .plain: console.answer("\n── \(title)")
    }
  }
}
