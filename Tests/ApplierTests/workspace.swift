import Applier
import RepositoryFixtures

extension TemporaryRepository {
  /// The repository as a fleet's, with the variables that are given and git's own.
  ///
  /// - Parameter environmentFile: below the repository.
  @discardableResult
  func workspace(
    environmentFile: String? = nil, variables: [String: String] = [:]
  ) async throws -> Workspace {
    try await Workspace.open(
      path, naming: .named, fleetPath: "fleet", environmentFile: environmentFile.map { "\(path)/\($0)" },
      environment: environment.merging(variables) { $1 })
  }
}
