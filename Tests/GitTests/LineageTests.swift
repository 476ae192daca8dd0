import RepositoryFixtures
import Testing

@testable import Git

/// When a branch came to have what it has.
@Suite struct LineageTests {
  @Test func `A commit came to its branch no earlier than those before it, and not in the future`() {
    #expect(arrivals(of: [30, 20, 10], now: 100) == [30, 20, 10])
    #expect(arrivals(of: [30, 5, 20, 10], now: 100) == [30, 20, 20, 10])
    #expect(arrivals(of: [30, 500, 20, 10], now: 100) == [30, 30, 20, 10])
    #expect(arrivals(of: [500, 600, 20], now: 100) == [100, 100, 20])
  }

  @Test func `A file's versions are found along first parents, until it was not there`() async throws {
    let made = try TemporaryRepository()
    let none = try made.commit(["x": "1"])
    let first = try made.commit(["a/f": "1"])
    try made.commit(["x": "2"])
    try made.git("checkout", "-q", "-b", "side")
    let side = try made.commit(["a/f": "2"])
    try made.git("checkout", "-q", "main")
    try made.git("merge", "-q", "--no-ff", "-m", "merged", "side")
    let merge = try made.head
    let repository = try await made.open()
    let versions = try await repository.lineages(of: ["a/f", "b"], from: merge, now: 4_000_000_000)
    #expect(versions["a/f"]?.map(\.commit) == [merge, first, none] && side != merge)
    #expect(versions["a/f"]?.map { $0.blob == nil } == [false, false, true])
    #expect(versions["a/f"]?.contains { $0.isCutOff } == false)
    let shallow = try TemporaryRepository(["clone", "-q", "--depth=1", "file://\(made.path)"])
    let cut = try await shallow.open().lineages(of: ["a/f"], from: merge, now: 4_000_000_000)
    #expect(cut["a/f"]?.map(\.isCutOff) == [true])
  }
}
