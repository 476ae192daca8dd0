import FoundationEssentials
public import Git
public import Logging
import Planner

/// Where a fleet's documents are, and what surrounds them.
public struct Workspace: Sendable {
  /// Nil for a folder outside any repository: it can be validated, and nothing more.
  public let repository: Repository?
  /// The folder that the documents' paths begin at: the working tree, or that folder.
  public let root: String
  /// The fleet's folder below the root, without slashes at its ends.
  public let fleetPath: String
  /// The process's environment, completed from a file beside the documents.
  public let runEnvironment: RunEnvironment
  /// Logs each request to the panel, each git command and each step of the lock in one line, at level `debug`.
  public let log: Logger

  /// Where botfleet writes, and nobody else.
  public var resultsPath: String { "\(fleetPath)/results" }

  /// Where the record of open orders stands.
  var openOrdersPath: String { "\(fleetPath)/\(OpenOrders.path)" }
}

/// Why a workspace cannot be opened.
public enum WorkspaceFailure: Error, Sendable {
  case git(GitError)
  case runEnvironment(RunEnvironmentFailure)
  case badFleetPath(String)
  case noFolder(String)
}

extension WorkspaceFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .git(let error): error.description
    case .runEnvironment(let failure): failure.description
    case .noFolder(let path): "there is no folder \(path)"
    case .badFleetPath(let path): "'\(path)' is not a folder inside the repository; give a relative path such as fleet"
    }
  }
}

extension Workspace {
  /// Opens the repository that a folder is in, or takes the folder as it is where there is none.
  ///
  /// - Parameters:
  ///   - folder: an absolute path.
  ///   - naming: whether somebody named that folder; a bare repository is used only where it was.
  ///   - fleetPath: relative to the repository's root.
  ///   - environmentFile: an absolute path; nil looks for `.env.local` in the fleet's folder, then in the root.
  ///   - environment: the process's environment.
  ///   - isCompleted: whether the file completes it.
  ///   - log: where everything that is done in it is told.
  public static func open(
    _ folder: String, naming: Repository.Naming = .none, fleetPath: String, environmentFile: String?,
    environment: [String: String], isCompleted: Bool = true, log: Logger
  ) async throws(WorkspaceFailure) -> Workspace {
    guard isFolder(folder) else { throw .noFolder(folder) }
    // Nothing that git starts has any use for a key.
    let keyless = environment.filter { !EnvironmentVariable.secrets.contains($0.key) }
    let repository = try await discover(from: folder, naming, keyless, log)
    let root = repository.map { $0.workTree ?? $0.gitDirectory } ?? folder
    let parts = fleetPath.split(separator: "/").filter { $0 != "." }
    guard !fleetPath.hasPrefix("/"), !parts.isEmpty, !parts.contains(".."),
      !parts.contains(where: { $0.lowercased() == ".git" })
    else { throw .badFleetPath(fleetPath) }
    let runEnvironment: RunEnvironment
    do {
      runEnvironment =
        isCompleted
        ? try await RunEnvironment.load(
          environment, file: environmentFile, root: root, fleetPath: parts.joined(separator: "/"),
          repository: repository)
        : RunEnvironment(environment, completedBy: [:])
    } catch {
      throw .runEnvironment(error)
    }
    return Workspace(
      repository: repository, root: root, fleetPath: parts.joined(separator: "/"), runEnvironment: runEnvironment,
      log: log)
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  private static func discover(
    from folder: String, _ naming: Repository.Naming, _ environment: [String: String], _ log: Logger
  ) async throws(WorkspaceFailure) -> Repository? {
    do {
      return try await Repository.discover(from: folder, naming: naming, environment: environment, log: log)
    } catch {
      if case .notARepository = error { return nil }
      throw .git(error)
    }
  }
}
