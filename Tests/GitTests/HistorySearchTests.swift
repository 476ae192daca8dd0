import Git
import RepositoryFixtures
import Testing

/// Commits are found through the `git` program, along a branch's own line.
@Suite(.timeLimit(.minutes(10)))
struct HistorySearchTests {
  let made: TemporaryRepository

  init() throws { made = try TemporaryRepository() }

  private func search() async throws -> HistorySearch {
    HistorySearch(in: try await made.open(), through: try await GitProgram.find(in: made.environment))
  }

  @Test func `A merge stands for what it brings, and a name with stars is a name`() async throws {
    let first = try made.commit(["a*.txt": "1", "ab.txt": "1"], "first")
    try made.git("checkout", "-q", "-b", "side")
    let inner = try made.commit(["a*.txt": "2"], "inner")
    try made.git("checkout", "-q", "main")
    try made.commit(["ab.txt": "2"], "other")
    try made.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    let merge = try made.head
    let search = try await search()
    #expect(try await search.changes(of: "a*.txt", from: merge) == [merge, first])
    #expect(try await search.changes(of: "a*.txt", from: merge, limit: 1) == [merge])
    #expect(try await search.brought(by: inner, without: made.id("main~1")) == [inner])
    let repository = try await made.open()
    let line = try await repository.firstParents(from: merge)
    #expect(line.map(\.id) == [merge, try made.id("main~1"), first] && line.last?.parents == [])
    #expect(try await repository.firstParents(from: merge, before: first).count == 2)
    #expect(try await repository.firstParents(from: merge, limit: 1).count == 1)
    #expect(try await search.newest(from: merge, notAfter: line[0].time) == merge)
    #expect(try await search.newest(from: merge, notAfter: line[2].time - 1) == nil)
  }

  @Test func `Where a file came and went is found in whatever folder it was`() async throws {
    let first = try made.commit(["o/x/a.yaml": "1"], "first")
    try made.commit(["o/x/a.yaml": "2"], "edited")
    try made.git("mv", "o/x", "o/y")
    let moved = try made.commit([:], "moved")
    try made.git("rm", "-q", "-r", "o")
    let gone = try made.commit(["b": "1"], "gone")
    #expect(try await search().comings(of: "a.yaml", below: "o", from: gone) == [gone, moved, first])
    #expect(try await search().comings(of: "*.yaml", below: "o", from: gone) == [])
  }

  @Test func `git's index of commits is looked for, and written`() async throws {
    try made.commit(["a": "1"], "first")
    let search = try await search()
    #expect(!search.hasIndex(now: 0))
    try made.git("commit-graph", "write", "--reachable")
    #expect(!search.hasIndex(now: 0))
    try await search.writeIndex()
    #expect(search.hasIndex(now: 0))
    // A month later there is too much that it does not have.
    #expect(!search.hasIndex(now: 99_000_000_000))
    try made.git("commit-graph", "write", "--reachable", "--changed-paths", "--split=replace")
    #expect(search.hasIndex(now: 0))
  }

  @Test func `A remote branch that was moved away from its commits is noticed`() async throws {
    try made.commit(["a": "1"], "first")
    let clone = try TemporaryRepository(["clone", "-q", made.path])
    let old = try made.commit(["a": "2"], "second")
    try clone.git("fetch", "-q")
    let repository = try await clone.open()
    #expect(try await repository.rewrites(of: "refs/remotes/origin/main", limit: 100).isEmpty)
    try made.git("reset", "-q", "--hard", "HEAD~1")
    let new = try made.commit(["a": "3"], "third")
    try clone.git("fetch", "-q")
    let moves = try await repository.rewrites(of: "refs/remotes/origin/main", limit: 100)
    #expect(moves.map(\.from) == [old] && moves.map(\.to) == [new])
  }

  @Test func `A folder and the bytes of a file in a commit are read`() async throws {
    let first = try made.commit(["o/a": "1", "b": "22"], "first")
    let repository = try await made.open()
    #expect(try await repository.folder(at: "o", of: first) == made.id("HEAD:o"))
    #expect(try await repository.folder(at: "b", of: first) == nil)
    #expect(try await repository.folder(at: "x", of: first) == nil)
    #expect(try await repository.bytes(at: "o/a", of: first, limit: 9) == Array("1".utf8))
    #expect(try await repository.bytes(at: "b", of: first, limit: 1) == nil)
    #expect(try await repository.bytes(at: "o", of: first, limit: 9) == nil)
  }
}
