public import Git
public import Logging

/// Where somebody says that a fleet's documents lie, before anything of it was looked at.
public struct WorkspaceLocation: Sendable {
  /// An absolute path.
  public let folder: String
  /// Whether somebody named that folder; a bare repository is used only where it was.
  public let naming: Repository.Naming
  /// Relative to the repository's root.
  public let fleetPath: String
  /// An absolute path; nil for `.env.local` in the fleet's folder, else in the root.
  public let environmentFile: String?
  /// The process's environment.
  public let environment: [String: String]
  /// Where everything that is done there is told.
  public let log: Logger

  public init(
    folder: String, naming: Repository.Naming, fleetPath: String, environmentFile: String?,
    environment: [String: String], log: Logger
  ) {
    self.folder = folder
    self.naming = naming
    self.fleetPath = fleetPath
    self.environmentFile = environmentFile
    self.environment = environment
    self.log = log
  }
}

extension Workspace {
  /// Opens the repository that a folder is in, or takes the folder as it is where there is none.
  public static func open(_ location: WorkspaceLocation) async throws(WorkspaceFailure) -> Workspace {
    try await open(location, isCompleted: true)
  }

  /// The same without the file that completes the environment: for whoever says what is wrong with that.
  static func openWithoutFile(_ location: WorkspaceLocation) async throws(WorkspaceFailure) -> Workspace {
    try await open(location, isCompleted: false)
  }

  private static func open(
    _ location: WorkspaceLocation, isCompleted: Bool
  ) async throws(WorkspaceFailure) -> Workspace {
    try await open(
      location.folder, naming: location.naming, fleetPath: location.fleetPath,
      environmentFile: location.environmentFile,
      environment: location.environment, isCompleted: isCompleted, log: location.log)
  }
}
