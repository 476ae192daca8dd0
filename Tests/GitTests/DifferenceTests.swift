import Foundation
import Git
import RepositoryFixtures
import Testing

@Suite struct DifferenceTests {
  let made: TemporaryRepository
  let repository: Repository

  init() async throws {
    made = try TemporaryRepository()
    try made.commit([".gitignore": "*.log\n", "f/a": "a", "f/b": "b", "g/c": "c", "f*": "star"])
    repository = try await made.open()
  }

  @Test func `An untouched working tree is clean`() async throws {
    #expect(try await repository.difference(below: "f") == .clean)
    #expect(try await repository.difference(below: "") == .clean)
  }

  @Test func `Changed, staged, missing, new and ignored files are told`() async throws {
    try made.write("A", to: "f/a")
    try FileManager.default.removeItem(atPath: made.path + "/f/b")
    try made.write("n", to: "f/new/deep/file")
    try made.write("i", to: "f/x/ignored.log")
    try made.write("s", to: "f/staged")
    try made.git("add", "f/staged")
    let expected = ["f/a", "f/b", "f/new/deep/file", "f/staged", "f/x/ignored.log"]
    #expect(try await repository.difference(below: "f") == .changed(expected))
  }

  @Test func `Only what is below the path counts, and a star is a star`() async throws {
    try made.write("changed", to: "g/c")
    try made.write("new", to: "ff")
    #expect(try await repository.difference(below: "f") == .clean)
    #expect(try await repository.difference(below: "f*") == .clean)
    #expect(try await repository.difference(below: "g") == .changed(["g/c"]))
  }

  @Test
  func `A file that git was told not to look at counts when it is changed, and when no sparse checkout leaves it out`()
    async throws
  {
    try made.git("update-index", "--skip-worktree", "f/a")
    try made.git("update-index", "--assume-unchanged", "f/b")
    #expect(try await repository.difference(below: "f") == .clean)
    try FileManager.default.removeItem(atPath: made.path + "/f/a")
    try made.write("other", to: "f/b")
    #expect(try made.git("status", "--porcelain") == "")
    #expect(try await repository.difference(below: "f") == .changed(["f/b"]))
    #expect(try await repository.leftOut(below: "f") == "f/a")
    #expect(try await repository.leftOut(below: "g") == nil)
    try made.write("there all the same", to: "f/a")
    try FileManager.default.removeItem(atPath: made.path + "/f/b")
    #expect(try await repository.difference(below: "f") == .changed(["f/a", "f/b"]))
  }

  @Test func `An index that cannot be read is told with the setting, and the command that takes it back`() async throws
  {
    try made.git("update-index", "--split-index")
    let split = await #expect(throws: GitError.self) { try await made.open().difference(below: "f") }
    #expect("\(try #require(split))".contains("core.splitIndex"))
    try made.git("update-index", "--no-split-index")
    #expect(try await made.open().difference(below: "f") == .clean)
    let path = made.path + "/.git/index"
    let bytes = try Data(contentsOf: URL(filePath: path))
    try (bytes.dropLast(20) + Data(count: 20)).write(to: URL(filePath: path))
    let unsigned = await #expect(throws: GitError.self) { try await made.open().difference(below: "f") }
    #expect("\(try #require(unsigned))".contains("index.skipHash"))
    try made.git("sparse-checkout", "set", "--cone", "--sparse-index", "g")
    let sparse = await #expect(throws: GitError.self) { try await made.open().difference(below: "f") }
    #expect("\(try #require(sparse))".contains("git sparse-checkout reapply --no-sparse-index"))
    try made.git("sparse-checkout", "reapply", "--no-sparse-index")
    #expect(try await made.open().difference(below: "f") == .clean)
  }

  @Test func `Reading the difference writes nothing`() async throws {
    try made.git("update-index", "--refresh")
    let before = try FileManager.default.attributesOfItem(atPath: made.path + "/.git/index")
    try made.write("a", to: "f/a")
    #expect(try await repository.difference(below: "f") == .clean)
    let after = try FileManager.default.attributesOfItem(atPath: made.path + "/.git/index")
    #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
  }

  @Test func `A file is tracked once it is staged, and as long as HEAD has it`() async throws {
    try made.write("s", to: "secret")
    #expect(try await !repository.isTracked("secret"))
    try made.git("add", "secret")
    #expect(try await repository.isTracked("secret"))
    #expect(try await repository.isTracked("f/a"))
    try made.git("rm", "-q", "--cached", "f/a")
    #expect(try await repository.isTracked("f/a"))
  }
}
