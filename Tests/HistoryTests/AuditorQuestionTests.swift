import CommandFixtures
import Foundation
import RepositoryFixtures
import Testing

/// Each question of docs/auditing.md has its answer, by the command that stands beside it.
@Suite(.timeLimit(.minutes(5)))
struct AuditorQuestionTests {
  /// By the question's number, what its answer has in it.
  static let answers: [Int: [String]] = [
    1: ["2026-11-18T", "asked", "by Ada", "merged by Grace", "#11"],
    2: ["edited", "#17", "approved by Grace <grace@example.com>, grace"],
    3: ["updated", "plan c1aabb", "https://ci.example.com/13", "of "],
    4: ["tier starter -> pro", "build.memory 256MiB -> 512MiB", "2026-11-18T"],
    5: ["events in november.csv"],
    6: ["exception: intake", "no-pull-request"],
    7: ["no-pull-request", "Mallory", "exception: intake", "shop 812; approved by Grace after 5 h"],
    8: ["deleted", "ord-2", "after 1 h", "#16", "approved by grace"],
    9: ["ord-2", "accepted acd8b9: we close the shop", "approved by grace"],
    10: ["failed", "ord-3", "no address, nowhere", "repaired", "after 1 h"],
    11: ["ord-1  build.memory", "declared  300MiB", "by Eve", "in fleet/catalog.yaml", "#20", "applied  300MiB"],
    12: ["ord-1", "starter", "orders"],
    13: ["ord-1", "after 2 h"],
    14: ["of apply's", "no-pull-request"],
    15: ["unsigned"],
    16: ["of apply's"],
    17: ["drift-reverted", "ord-1", "set back"],
    19: ["catalog", "tiers.starter changed", "reached ord-1", "#20"],
  ]

  /// Number, command and answer of each row of the page's table.
  private func questions() throws -> [(number: Int, command: String)] {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/auditing.md")
    let rows = try String(contentsOf: page, encoding: .utf8).matches(of: /\| ([0-9]+) \| [^|]+ \| `botfleet ([^`]+)`/)
    return rows.compactMap { row in Int(row.output.1).map { ($0, String(row.output.2)) } }
  }

  @Test func `Every question is one command, and its answer is there`() async throws {
    let story = try await FleetStory.eventful()
    let keys = try SigningKeys()
    let questions = try questions()
    // A proof needs a panel: ProveTests has that question. Restarts are no declared change.
    #expect(questions.map(\.number) == Array(1...19))
    for (number, command) in questions where number != 18 {
      let words = command.replacing("ord-1042", with: "ord-1").replacing("FILE", with: keys.allowed)
      let ended = try await RunningCommand(
        words.split(separator: " ").map(String.init), in: story.made.path, environment: story.made.environment
      ).end()
      let said = ended.answer + ended.people
      let isAudit = command.hasPrefix("audit")
      #expect(isAudit ? [1, 5].contains(ended.status) : ended.status == 0, "\(number): \(ended.status) \(said)")
      for answer in Self.answers[number] ?? ["?"] {
        #expect(said.contains(answer), "\(number): '\(answer)' in \(said)")
      }
    }
  }
}
