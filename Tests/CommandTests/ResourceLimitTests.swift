import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// With few descriptors or threads the program crashed or waited for ever, in the middle of what it did.
@Suite(.timeLimit(.minutes(20)), .tags(.process))
struct ResourceLimitTests {
  private func run(_ arguments: [String], under limits: String, in stage: Stage) async throws -> Ended {
    let command = "\(limits); exec \"$0\" \"$@\""
    let program = try RunningProgram(
      URL(filePath: "/bin/sh"), ["-c", command, builtProgram("botfleet").path] + arguments, in: stage.clone.path,
      environment: stage.environment)
    return await program.end()
  }

  @Test func `Where too few files may be open, it says so before anything is done`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    for arguments in [["validate"], ["plan"], ["apply", "--yes"]] {
      let ended = try await run(arguments, under: "ulimit -Sn 20; ulimit -Hn 20", in: stage)
      #expect(ended.status == 1 && ended.answer.isEmpty, "\(ended)")
      #expect(ended.people.contains("only 20 files may be open at once, but 64 are needed"), "\(ended.people)")
    }
    // What only the soft limit forbids can be had.
    let ended = try await run(["apply", "--yes"], under: "ulimit -Sn 20", in: stage)
    #expect(ended.status == 0, "\(ended.people)")
  }

  /// Nobody limits what root may begin.
  @Test(.enabled(if: geteuid() != 0))
  func `Where too few threads may be begun, it says so before anything is done`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    for arguments in [["validate"], ["plan"], ["apply", "--yes"]] {
      let ended = try await run(arguments, under: "ulimit -u 3", in: stage)
      #expect(ended.status == 1 && ended.answer.isEmpty, "\(ended)")
      #expect(ended.people.contains("threads could be begun, and 8 are needed"), "\(ended.people)")
    }
  }
}
