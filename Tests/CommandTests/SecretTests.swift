import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

@Suite(.timeLimit(.minutes(2)))
struct SecretTests {
  @Test func `The key is in no output, no file and no git object of a whole run`() async throws {
    let stage = try await Stage(Documents.orders("ord-1", "ord-2"))
    var said: [Ended] = []
    for arguments in [
      ["plan", "--verbose", "--out", "plan.json"], ["apply", "--yes", "--verbose"], ["plan", "--format", "json"],
      ["apply", "--yes", "--format", "json"], ["validate", "--format", "sarif"],
    ] {
      said.append(await (try stage.start(arguments)).end())
    }
    #expect(said.map(\.status) == [0, 0, 0, 0, 0])
    for ended in said { #expect(!ended.answer.contains(stage.key) && !ended.people.contains(stage.key)) }
    for repository in [stage.clone, stage.server] {
      #expect(try !repository.git("cat-file", "--batch", "--batch-all-objects").contains(stage.key))
      #expect(try files(below: repository.path).allSatisfy { try !contains(stage.key, $0) })
    }
  }

  @Test func `An environment file that git tracks is refused, and its key is not told`() async throws {
    let stage = try await Stage()
    try stage.commit([".env.local": "PTERODACTYL_API_KEY=\(stage.key)\n"])
    let ended = try await stage.botfleet("plan", environment: ["PTERODACTYL_API_KEY": ""])
    #expect(ended.status == 1 && ended.people.contains(".env.local is tracked by git"))
    #expect(try await stage.panel.requests().isEmpty)
  }

  private func files(below folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).map { "\(folder)/\($0)" }
  }

  private func contains(_ secret: String, _ path: String) throws -> Bool {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
      return false
    }
    return try Data(contentsOf: URL(filePath: path)).range(of: Data(secret.utf8)) != nil
  }
}
