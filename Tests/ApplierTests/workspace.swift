import Applier
import Git
import Logging
import RepositoryFixtures

extension TemporaryRepository {
  /// The repository as a fleet's, with the variables that are given and git's own.
  ///
  /// - Parameter environmentFile: below the repository.
  @discardableResult
  func workspace(
    environmentFile: String? = nil, variables: [String: String] = [:], log: Logger = .silent
  ) async throws -> Workspace {
    try await Workspace.open(
      path, fleetPath: "fleet", environmentFile: environmentFile.map { "\(path)/\($0)" },
      environment: environment.merging(variables) { $1 }, log: log)
  }
}
