import Git
import RepositoryFixtures
import Testing

/// The commits that a branch took up one after the other.
@Suite struct FirstParentTests {
  @Test func `Those that another commit does not have, a merge as one`() async throws {
    let made = try TemporaryRepository()
    let old = try made.commit(["a": "1"], "old")
    try made.git("checkout", "-q", "-b", "side")
    try made.commit(["b": "1"], "side")
    try made.git("checkout", "-q", "main")
    let own = try made.commit(["c": "1"], "own")
    try made.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    let merge = try made.head
    let repository = try await made.open()
    let line = try await repository.commitsTakenUp(by: merge, since: old, limit: 10)
    #expect(line.commits.map(\.id) == [merge, own] && !line.isCutOff)
    #expect(try await repository.commitsTakenUp(by: merge, since: merge, limit: 10).commits.isEmpty)
    #expect(
      try await repository.commitsTakenUp(by: merge, since: nil, limit: 10).commits.map(\.id) == [merge, own, old])
    let short = try await repository.commitsTakenUp(by: merge, since: nil, limit: 1)
    #expect(short.commits.map(\.id) == [merge] && short.isCutOff)
  }

  /// What was recorded may have come to the branch by the second parent of a merge.
  @Test func `It ends where the other commit reaches it, though that is on another line`() async throws {
    let made = try TemporaryRepository()
    let old = try made.commit(["a": "1"], "old")
    try made.git("checkout", "-q", "-b", "side")
    let side = try made.commit(["b": "1"], "side")
    try made.git("checkout", "-q", "main")
    try made.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    let line = try await made.open().commitsTakenUp(by: try made.head, since: side, limit: 10)
    #expect(line.commits.map(\.id) == [try made.head] && !line.commits.map(\.id).contains(old))
  }

  @Test func `A shallow clone says that it may not have all`() async throws {
    let made = try TemporaryRepository()
    try made.commit(["a": "1"], "one")
    try made.commit(["a": "2"], "two")
    let clone = try TemporaryRepository(["clone", "-q", "--depth=1", "file://\(made.path)"])
    let line = try await clone.open().commitsTakenUp(by: try clone.head, since: nil, limit: 10)
    #expect(line.commits.count == 1 && line.isCutOff)
  }
}
