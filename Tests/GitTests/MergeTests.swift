import Foundation
import Git
import RepositoryFixtures
import Testing

/// A merge in memory is the one that git makes, and leaves nothing on disk.
@Suite struct MergeTests {
  private let noon: Int64 = 1_795_350_000

  /// A repository whose branches `main` and `side` have each moved on from a first commit.
  private func forked(
    _ first: [String: String], main: [String: String], side: [String: String]
  ) throws -> TemporaryRepository {
    let made = try TemporaryRepository()
    try made.commit(first)
    try made.git("branch", "side")
    try made.commit(main, "main")
    try made.git("checkout", "-q", "side")
    try made.commit(side, "side")
    try made.git("checkout", "-q", "main")
    return made
  }

  private func merge(_ made: TemporaryRepository, at path: String? = nil) async throws -> Merge {
    let repository = try await Repository.open(at: path ?? made.path, environment: made.environment)
    return try await repository.merge(repository.resolve("side"), into: repository.resolve("main"), at: noon)
  }

  private func clean(
    _ made: TemporaryRepository, at path: String? = nil
  ) async throws -> (commit: ObjectID, repository: Repository) {
    guard case .clean(let commit, let repository) = try await merge(made, at: path) else {
      throw Unmerged()
    }
    return (commit, repository)
  }

  private struct Unmerged: Error {}

  /// The files of the merge, with contents.
  private func files(_ commit: ObjectID, _ repository: Repository) async throws -> [String: String] {
    let entries = try await repository.entries(at: commit, below: "")
    return try await repository.readFiles(entries, limit: 1000, into: [:]) { files, file in
      if case .bytes(let bytes) = file.contents { files[file.entry.path] = String(decoding: bytes, as: UTF8.self) }
    }
  }

  /// Everything below a git directory, by path, with sizes.
  private func everything(below directory: String) throws -> [String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: directory)
    return try paths.map { path in
      let size = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(path)")[.size] as? Int
      return "\(path) \(size ?? 0)"
    }.sorted()
  }

  private func lines(_ changed: [Int: String]) -> String {
    (1...9).map { (changed[$0] ?? "line \($0)") + "\n" }.joined()
  }

  @Test func `Both sides are in the merge, as git merges them, and nothing is written`() async throws {
    let made = try forked(
      ["f/both": lines([:]), "f/moved": lines([2: "x"]), "f/gone": "1", "g/x": "x"],
      main: ["f/both": lines([1: "one"]), "f/main": "main"], side: ["f/both": lines([9: "nine"]), "f/side": "side"])
    try made.git("mv", "f/moved", "f/elsewhere")
    try made.commit([:], "moved on main")
    try made.git("checkout", "-q", "side")
    try made.git("rm", "-q", "f/gone")
    try made.commit(["f/moved": lines([2: "x", 8: "eight"])], "edited on side")
    try made.git("checkout", "-q", "main")
    let before = try everything(below: made.path + "/.git")
    let (commit, repository) = try await clean(made)
    let found = try await files(commit, repository)
    #expect(
      found == [
        "f/both": lines([1: "one", 9: "nine"]), "f/main": "main", "f/side": "side", "g/x": "x",
        "f/elsewhere": lines([2: "x", 8: "eight"]),
      ])
    let merged = try await repository.commit(commit)
    #expect(try merged.parents == [made.id("main"), made.id("side")] && merged.committer.time == noon)
    #expect(try everything(below: made.path + "/.git") == before)
    #expect(throws: (any Error).self) { try made.git("cat-file", "-e", "\(commit)") }
    try made.git("merge", "-q", "-m", "by git", "side")
    let ours = try await repository.entries(at: commit, below: "").map { "\($0.id)\t\($0.path)" }
    let theirs = try made.git("ls-tree", "-r", "--format=%(objectname)%x09%(path)", "HEAD")
    #expect(ours == theirs.split(separator: "\n").map(String.init))
  }

  @Test func `Another thread reads the same merge`() async throws {
    let made = try forked(["both": lines([:])], main: ["both": lines([1: "one"])], side: ["both": lines([9: "nine"])])
    let (commit, repository) = try await clean(made)
    let other = try repository.opened()
    #expect(try await files(commit, other) == files(commit, repository))
    #expect(try await files(commit, other.opened())["both"] == lines([1: "one", 9: "nine"]))
  }

  @Test func `Its history is the base's, with what the head brings as of the merge`() async throws {
    let made = try forked(["a": "1"], main: ["b": "1"], side: ["c": "1"])
    let (commit, repository) = try await clean(made)
    let lineages = try await repository.lineages(of: ["b", "c"], from: commit, now: noon)
    #expect(lineages["b"]?.map(\.commit).contains(try made.id("main")) == true)
    #expect(lineages["c"]?.first?.commit == commit && lineages["c"]?.first?.time == noon)
    #expect(try await repository.isAncestor(made.id("side"), of: commit))
  }

  @Test func `Attributes are those of the merge, whichever side brings them`() async throws {
    for (main, side) in [("f/.gitattributes", "f/x"), ("f/x", "f/.gitattributes")] {
      let made = try forked(["f/a": "1"], main: [main: "a filter=lfs\n"], side: [side: "a filter=lfs\n"])
      let (commit, repository) = try await clean(made)
      let paths = try await repository.entries(at: commit, below: "f").map(\.path)
      #expect(try await repository.filtered(paths, below: "f", at: commit)["f/a"] == "filter=lfs")
    }
  }

  @Test func `What both change is told by its paths`() async throws {
    let made = try forked(
      ["f/b": "1", "f/a": "1", "f/gone": lines([:]), "ok": "1"],
      main: ["f/b": "main", "f/a": "main", "f/new": "main"],
      side: ["f/b": "side", "f/a": "side", "f/new": "side", "f/gone": lines([1: "edited"])])
    try made.git("rm", "-q", "f/gone")
    try made.commit([:], "gone")
    guard case .conflict(let paths) = try await merge(made) else { throw Unmerged() }
    #expect(paths == ["f/a", "f/b", "f/gone", "f/new"])
  }

  @Test func `A bare repository on a disk that cannot be written merges as well`() async throws {
    let made = try forked(["both": lines([:])], main: ["both": lines([1: "1"])], side: ["both": lines([9: "9"])])
    let bare = try TemporaryRepository(["clone", "-q", "--bare", made.path])
    let before = try everything(below: bare.path)
    let (commit, repository) = try await clean(bare)
    #expect(try await files(commit, repository)["both"] == lines([1: "1", 9: "9"]))
    #expect(try everything(below: bare.path) == before)
  }

  @Test func `A head that the base has already brings nothing, and one that follows it brings all of itself`()
    async throws
  {
    let made = try TemporaryRepository()
    let first = try made.commit(["a": "1"])
    let second = try made.commit(["a": "2"])
    let repository = try await made.open()
    for (head, base) in [(first, second), (second, first), (second, second)] {
      guard case .clean(let commit, let merged) = try await repository.merge(head, into: base, at: noon) else {
        throw Unmerged()
      }
      #expect(try await files(commit, merged) == ["a": "2"])
    }
  }

  @Test func `Branches that merged one another are merged by both of their ancestors`() async throws {
    let made = try forked(["f": lines([:])], main: ["f": lines([1: "one"])], side: ["f": lines([9: "nine"])])
    let (main, side) = (try made.id("main"), try made.id("side"))
    try made.git("merge", "-q", "-m", "side into main", "\(side)")
    try made.git("checkout", "-q", "side")
    try made.git("merge", "-q", "-m", "main into side", "\(main)")
    try made.commit(["f": lines([1: "ONE", 9: "nine"])], "on side")
    try made.git("checkout", "-q", "main")
    try made.commit(["f": lines([1: "one", 9: "NINE"])], "on main")
    let (commit, repository) = try await clean(made)
    #expect(try await files(commit, repository)["f"] == lines([1: "ONE", 9: "NINE"]))
  }

  @Test func `Histories that have nothing in common are told`() async throws {
    let made = try TemporaryRepository()
    let main = try made.commit(["a": "1"])
    try made.git("checkout", "-q", "--orphan", "other")
    let other = try made.commit(["b": "1"])
    let repository = try await made.open()
    await #expect(throws: GitError.noCommonAncestor(main, other, .complete)) {
      try await repository.merge(other, into: main, at: noon)
    }
  }

  @Test func `A shallow clone merges what it has, and says which depth it lacks`() async throws {
    let made = try forked(["f": lines([:])], main: ["f": lines([1: "one"])], side: ["f": lines([9: "nine"])])
    func clone(depth: Int) throws -> TemporaryRepository {
      let clone = try TemporaryRepository([
        "clone", "-q", "--bare", "--depth", "\(depth)", "--no-single-branch", "file://" + made.path,
      ])
      return clone
    }
    let (commit, repository) = try await clean(clone(depth: 2))
    #expect(try await files(commit, repository)["f"] == lines([1: "one", 9: "nine"]))
    let (main, side) = (try made.id("main"), try made.id("side"))
    let error = await #expect(throws: GitError.noCommonAncestor(main, side, .shallow)) {
      _ = try await merge(clone(depth: 1))
    }
    #expect(error.map { "\($0)".contains("fetch-depth: 0") } == true)
  }
}
