import CommandFixtures
import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// A panel, and a folder in which there is no fleet yet.
final class NewPlace: Sendable {
  let panel: SandboxProcess
  /// In no repository.
  let folder: String
  /// An empty repository.
  let repository: TemporaryRepository

  private let place: Places.Place

  init(_ arguments: [String] = []) async throws {
    place = await places.take()
    panel = try SandboxProcess(["--install-delay", "0", "--rate-limit", "100000"] + arguments)
    repository = try TemporaryRepository()
    folder = URL(filePath: repository.path).deletingLastPathComponent().appending(path: "shop").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Runs `botfleet` in the folder, or in another one.
  func botfleet(
    _ arguments: String..., in folder: String? = nil, key: String = "app_full",
    environment changes: [String: String] = [:]
  ) async throws -> Ended {
    try await botfleet(arguments: arguments, in: folder, key: key, environment: changes)
  }

  /// The same with arguments that were put together.
  func botfleet(
    arguments: [String], in folder: String? = nil, key: String = "app_full", environment changes: [String: String] = [:]
  ) async throws -> Ended {
    let environment = environment(key).merging(changes) { $1 }.filter { !$0.value.isEmpty }
    return await (try RunningCommand(arguments, in: folder ?? self.folder, environment: environment)).end()
  }

  /// Starts `botfleet` in the folder, on a terminal.
  func startOnTerminal(_ arguments: [String], environment changes: [String: String] = [:]) throws -> TerminalProgram {
    try TerminalProgram(
      builtProgram("botfleet"), arguments, in: folder,
      environment: environment("app_full").merging(changes) { $1 }.filter { !$0.value.isEmpty })
  }

  private func environment(_ key: String) -> [String: String] {
    repository.environment.merging([
      "PTERODACTYL_PANEL_URL": panel.url, "PTERODACTYL_API_KEY": panel.keys[key] ?? "",
    ]) { $1 }
  }

  /// What is in a folder, but for git's own: paths, sorted.
  func files(in folder: String? = nil) -> [String] {
    let root = folder ?? self.folder
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
      return !isFolder.boolValue && !name.hasPrefix(".git/")
    }.sorted()
  }

  func read(_ file: String, in folder: String? = nil) -> String? {
    try? String(contentsOfFile: "\(folder ?? self.folder)/\(file)", encoding: .utf8)
  }
}
