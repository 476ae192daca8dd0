import Foundation
import Glibc
import PanelProcess
import RepositoryFixtures
import Testing

@Suite(.timeLimit(.minutes(20)), .tags(.process))
struct DemoTests {
  @Test func `The demo runs through, and leaves no folder and no process behind`() async throws {
    let home = try TemporaryRepository()
    let temporary = home.path + "/tmp"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    var environment = home.environment
    environment["TMPDIR"] = temporary
    let ended = await
      (try RunningProgram(
        builtProgram("botfleet"), ["demo", "--sample", Self.sample], in: home.path, environment: environment)).end()
    #expect(ended.status == 0, "\(ended.people)")
    #expect(ended.answer.contains("drift") && ended.answer.contains("Next steps"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
    #expect(try programs(knowing: temporary) == [])
  }

  /// The sample fleet in the repository that these tests are from.
  private static let sample = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "fleet").path

  /// The processes that were started with a word in their environment.
  private func programs(knowing word: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
      guard Int32(name) != nil, let data = FileManager.default.contents(atPath: "/proc/\(name)/environ") else {
        return false
      }
      return data.range(of: Data(word.utf8)) != nil
    }
  }
}
