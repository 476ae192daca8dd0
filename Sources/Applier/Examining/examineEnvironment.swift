import FoundationEssentials
import Git
import Glibc
import Planner

extension FleetExaminer {
  /// Looks at the file that completes the environment, and at the names in both; no value is shown.
  ///
  /// - Parameter failure: why the file is not used.
  mutating func examineEnvironment(_ failure: RunEnvironmentFailure?) async {
    let usual = "\(workspace.root)/\(RunEnvironment.fileName)"
    let path =
      request.location.environmentFile
      ?? RunEnvironment.find(below: workspace.root, fleetPath: workspace.fleetPath) ?? usual
    let file = EnvironmentFile(
      path: path,
      shownAs: request.location.environmentFile ?? RunEnvironment.relativePath(of: path, below: workspace.root) ?? path)
    note(await findings(on: file, failure))
    note(examineNames(of: request.location.environment.keys, andFile: file.variables.map { Array($0.keys) }))
  }

  private func findings(on file: EnvironmentFile, _ failure: RunEnvironmentFailure?) async -> [Finding] {
    var problems: [Finding] = []
    if let failure { problems.append(finding(failure, file)) }
    guard let mode = file.mode else {
      return problems.isEmpty
        ? [Finding(.environmentFile, .ok, "there is none; the environment has to say everything")] : problems
    }
    if mode & 0o077 != 0 {
      problems.append(
        Finding(
          .environmentFile, .warning, "others on this machine may read or write \(file.shownName), which holds keys",
          advice: "Run: chmod 600 \(file.shownName)"))
    }
    if failure == nil, await isAddedByChance(file) {
      problems.append(
        Finding(
          .environmentFile, .warning,
          "git does not ignore \(file.shownName): the next `git add .` would publish its keys",
          advice: "Add it to .gitignore."))
    }
    let overruled = file.overruledNames(by: request.location.environment)
    if !overruled.isEmpty {
      problems.append(
        Finding(
          .environmentFile, .warning,
          "the environment has another value than \(file.shownName) for \(overruled.joined(separator: ", ")), and counts",
          advice: "Remove it from one of the two."))
    }
    let named = request.location.environmentFile == nil ? "" : "\(file.shownName): "
    return problems.isEmpty
      ? [Finding(.environmentFile, .ok, "\(named)not in git, and readable by its owner only")] : problems
  }

  private func finding(_ failure: RunEnvironmentFailure, _ file: EnvironmentFile) -> Finding {
    switch failure {
    case .tracked(let path):
      Finding(
        .environmentFile, .failure, "git tracks \(path), so that its keys are published with every push",
        advice:
          "Run `git rm --cached \(path)`, add it to .gitignore, and commit. Then replace its keys on the panel, for they stay in the history of git. Until that is done, nothing of the file is used."
      )
    case .unreadable, .badLine, .git:
      Finding(
        .environmentFile, .failure, "\(failure)",
        advice: "Nothing of \(file.shownName) is used until that is corrected.")
    }
  }

  /// Whether it lies where git would take it with all the rest.
  private func isAddedByChance(_ file: EnvironmentFile) async -> Bool {
    guard let repository = workspace.repository, repository.workTree != nil,
      let path = RunEnvironment.relativePath(of: file.path, below: workspace.root)
    else { return false }
    return (try? await repository.isIgnored(path)) == false
  }
}

/// The file that completes the environment, as it lies on the disk.
private struct EnvironmentFile {
  let path: String
  let shownName: String

  init(path: String, shownAs name: String) {
    self.path = path
    shownName = name
  }

  /// Its permissions, of whatever it leads to; nil where there is none.
  var mode: mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  /// Nil where it is not there, or cannot be read.
  var variables: [String: String]? {
    guard let bytes = FileManager.default.contents(atPath: path), let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    return try? parseEnvironmentFile(text, path: path)
  }

  /// The names of ours that have another value in the environment.
  func overruledNames(by environment: [String: String]) -> [String] {
    guard let variables else { return [] }
    return EnvironmentVariable.allCases.map(\.rawValue).filter { name in
      guard let outside = environment[name], !outside.isEmpty, let inside = variables[name], !inside.isEmpty else {
        return false
      }
      return outside != inside
    }
  }
}
