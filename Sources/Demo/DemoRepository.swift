import FoundationEssentials
import Planner
public import Subprocess
import SystemPackage

/// A temporary folder with a repository of the sample fleet and its bare remote, and an environment that leaves people's own settings alone.
public struct DemoRepository: Sendable {
  public let folder: String
  /// What git and botfleet see: the panel's address and key, and nothing of whoever runs the demo but the paths to programs.
  public let environment: [String: String]

  /// The repository that people would work in.
  public var workTree: String { "\(folder)/fleet-repository" }
  /// The bare repository that it pushes to.
  public var remote: String { "\(folder)/remote.git" }

  /// - Parameters:
  ///   - folder: is there, and empty.
  ///   - inherited: the environment of whoever runs the demo.
  public init(in folder: String, for sandbox: RunningSandbox, inheriting inherited: [String: String]) {
    self.folder = folder
    var environment = inherited
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

  /// Makes both repositories, with the sample as the first commit.
  ///
  /// - Parameters:
  ///   - sample: a fleet's folder. Results in it are those of another panel, and are left out.
  ///   - files: more files of the fleet's folder, by their paths in it.
  public func publish(_ sample: String, adding files: [String: String] = [:]) async throws {
    try await git("init", "--quiet", "--bare", "--initial-branch=main", remote)
    try await git("clone", "--quiet", remote, workTree)
    try await git("checkout", "--quiet", "-b", "main")
    try copySample(sample, to: "\(workTree)/fleet")
    try? FileManager.default.removeItem(atPath: "\(workTree)/fleet/results")
    for (path, text) in files {
      try text.write(toFile: "\(workTree)/fleet/\(path)", atomically: true, encoding: .utf8)
    }
    try await git("add", "fleet")
    try await git("commit", "--quiet", "--message", "The sample fleet")
    try await git("push", "--quiet", "--set-upstream", "origin", "main")
  }

  /// Runs git in the work tree, and shows nothing of it.
  public func git(_ words: String...) async throws {
    let result = try await Subprocess.run(
      .name("git"), arguments: Arguments(words), environment: .custom(typedEnvironment),
      workingDirectory: FilePath(FileManager.default.fileExists(atPath: workTree) ? workTree : folder),
      output: .discarded, error: .string(limit: 1 << 16))
    guard case .exited(0) = result.terminationStatus else {
      throw DemoFailure.commandFailed("git \(words.joined(separator: " "))", status: result.standardError)
    }
  }

  /// The environment as a child takes it.
  public var typedEnvironment: [Environment.Key: String] {
    Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
  }
}
