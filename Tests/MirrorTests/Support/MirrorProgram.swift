import CommandFixtures
import Foundation
import PanelProcess
import Postgres

/// A machine with `botfleet-server mirror` on it, which mirrors a story's branch into a database.
final class MirrorProgram: Sendable {
  private let folder: String
  private let environment: [String: String]

  init(_ story: MirrorStory, into shop: SupabaseDatabase) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "mirror-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    environment = story.made.environment.merging(["DATABASE_URL": shop.url(), "TMPDIR": folder]) { $1 }
    let file = "repository: { remote: \(story.made.path) }\nstate: state\nmirror: { urlFrom: DATABASE_URL }\n"
    try Data(file.utf8).write(to: URL(filePath: "\(folder)/server.yaml"))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Starts it.
  func start(_ arguments: [String] = []) throws -> RunningProgram {
    try RunningProgram(
      builtProgram("botfleet-server"), ["mirror", "--config", "server.yaml"] + arguments, in: folder,
      environment: environment)
  }

  /// What is left in its folder, beside what belongs there.
  var leftovers: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder).filter { !["server.yaml", "state"].contains($0) }
    }
  }
}

extension RunningProgram {
  /// Ends it as the machine's own end would, and what it has started with it.
  func killAll() {
    kill(identifier, SIGSTOP)
    for child in children(of: identifier) { kill(child, SIGKILL) }
    kill(identifier, SIGKILL)
  }
}

private func children(of process: Int32) -> [Int32] {
  let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
  let own = threads.flatMap { thread -> [Int32] in
    let list = try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/children", encoding: .utf8)
    return (list ?? "").split(separator: " ").compactMap { Int32($0) }
  }
  return own + own.flatMap(children(of:))
}
