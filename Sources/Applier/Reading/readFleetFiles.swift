import Git
import Planner

/// Where a fleet's documents are read from.
public enum FleetSource: Sendable {
  /// As they lie on the disk.
  case workingTree
  /// As a commit has them, straight from the object database.
  case revision(String)
}

/// Files of more bytes are told, and not read; each kind of document has a limit of its own below it.
private let largestDocument = 1 << 20

/// The files below the fleet's folder, on the disk.
func readWorkingTree(_ workspace: Workspace) async throws(GitError) -> [FleetFile] {
  try await readFolder(workspace.root, below: workspace.fleetPath, limit: largestDocument) { file in
    switch file.contents {
    case .bytes(let bytes): FleetFile(path: file.path, content: .bytes(bytes))
    case .tooLarge(let size): FleetFile(path: file.path, content: .oversized(bytes: size))
    case .symlink: FleetFile(path: file.path, content: .symbolicLink)
    case .unreadable: FleetFile(path: file.path, content: .unreadable)
    }
  }
}

/// The files below the fleet's folder, in a commit.
func readCommit(
  _ commit: ObjectID, of workspace: Workspace, in repository: Repository
) async throws(GitError) -> [FleetFile] {
  try await repository.readFiles(at: commit, below: workspace.fleetPath, limit: largestDocument) { file in
    switch (file.entry.kind, file.contents) {
    case (.file, .bytes(let bytes)), (.executable, .bytes(let bytes)):
      FleetFile(path: file.entry.path, content: .bytes(bytes))
    case (.file, .tooLarge(let size)), (.executable, .tooLarge(let size)):
      FleetFile(path: file.entry.path, content: .oversized(bytes: size))
    case (.symlink, _): FleetFile(path: file.entry.path, content: .symbolicLink)
    case (.submodule, _), (.file, .none), (.executable, .none): FleetFile(path: file.entry.path, content: .unreadable)
    }
  }
}
