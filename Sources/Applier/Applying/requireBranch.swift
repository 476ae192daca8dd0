import Git
import Planner

extension Workspace {
  /// Throws where a branch is not the one that the fleet, or the environment, wants to be applied.
  ///
  /// What the environment says needs no document: a branch brings its own `fleet.yaml` with it. Where that cannot be read, nothing is
  /// said here: then nothing can be planned either.
  ///
  /// - Parameter branch: the branch of the run; nil where nothing names one.
  func requireBranch(_ branch: String?, in repository: Repository) async throws(ApplyFailure) {
    let variable = EnvironmentVariable.branch.rawValue
    let given = runEnvironment.variables[variable]?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let meant = given, !meant.isEmpty, meant != branch {
      throw .otherBranch(OtherBranch(branch: branch, meant: meant, source: variable))
    }
    guard let head = try await attempt({ () throws(GitError) in try await repository.head().commit }) else { return }
    let reading = try await readSettings(at: head)
    let contradiction = reading.diagnostics.filter { $0.code == branchDiffers }
    guard contradiction.isEmpty else { throw .documents(contradiction) }
    guard let settings = reading.value, let meant = settings.policy.branch, meant != branch else { return }
    let source = settings.places.branch.map { "\($0)" } ?? "policy.branch"
    throw .otherBranch(OtherBranch(branch: branch, meant: meant, source: source))
  }
}
