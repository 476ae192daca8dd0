import Applier
import Git

extension Workspace {
  /// The forge's repository as a job's clone reaches it; nil where it has no remote that this could be.
  ///
  /// - Parameter address: another address than that of the checkout, where the run is in a fork.
  func forgeRemote(at address: String? = nil) async throws(GitError) -> Remote? {
    guard let repository else { return nil }
    let names = try await repository.remotes()
    guard let name = address ?? (names.contains("origin") ? "origin" : names.count == 1 ? names[0] : nil) else {
      return nil
    }
    let program = try await GitProgram.find(in: runEnvironment.variables, log: log)
    return Remote(name, of: repository, through: program, within: .seconds(300))
  }
}
