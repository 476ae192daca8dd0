import Foundation
import Git
import RepositoryFixtures
import Testing

@Suite struct WritingTests {
  @Test func `A commit is written as one pack of exactly its new objects`() async throws {
    let made = try TemporaryRepository()
    let parent = try made.commit(["f/a/1": "1", "f/b/2": "2", "g/x": "x"])
    let draft = CommitDraft(
      parent: parent,
      changes: [
        "f/a/1": .write(Array("one".utf8)), "f/new/3": .write(Array("x".utf8)), "f/b/2": .delete, "f/b/none": .delete,
      ], message: "Results\n\nKey: value\n", author: bot)
    let id = try await commit(draft, in: made)
    #expect(try made.git("ls-tree", "-r", "--name-only", "\(id)") == "f/a/1\nf/new/3\ng/x")
    #expect(try made.git("show", "\(id):f/a/1") == "one")
    let format = "--format=%an <%ae> %at %ai|%cn|%P|%B"
    let expected = "bot <bot@example.com> 1795348800 2026-11-22 13:30:00 +0130|bot|\(parent)|Results\n\nKey: value\n"
    #expect(try made.git("log", "-1", format, "\(id)") == expected)
    // Blob "one", trees f/a, f/new, f, root, and the commit; the blob "x" was there before.
    #expect(try objectsOfOnlyPack(in: made).count == 6)
    try made.git("fsck", "--strict", "--no-dangling")
    #expect(try made.head == parent)
    #expect(try made.git("status", "--porcelain") == "")
  }

  @Test func `No object of a pack is looked for in the others`() async throws {
    let made = try TemporaryRepository()
    let page = String(repeating: "One line as all others are.\n", count: 200)
    let changes = ["a": "first", "b": "second"].mapValues { CommitDraft.Change.write(Array((page + $0).utf8)) }
    _ = try await commit(CommitDraft(parent: nil, changes: changes, message: "m", author: bot), in: made)
    // A delta has two columns more: how many deltas it stands on, and what the last one is of.
    #expect(try objectsOfOnlyPack(in: made).allSatisfy { $0.split(separator: " ").count == 5 })
    #expect(!FileManager.default.fileExists(atPath: made.path + "/.git/config.lock"))
    #expect(try made.git("config", "--get", "--default", "none", "pack.deltaCacheSize") == "none")
  }

  /// As `git verify-pack` lists them: id, kind, size, size in the pack, place.
  private func objectsOfOnlyPack(in made: TemporaryRepository) throws -> [Substring] {
    let packs = try FileManager.default.contentsOfDirectory(atPath: made.path + "/.git/objects/pack")
    #expect(packs.count == 2)
    let index = try #require(packs.first { $0.hasSuffix(".idx") })
    let listed = try made.git("verify-pack", "-v", ".git/objects/pack/\(index)").split(separator: "\n")
    return listed.filter { ObjectID($0.prefix(40)) != nil }
  }

  @Test func `Where nothing could be written is told before it is needed, and trying leaves nothing behind`()
    async throws
  {
    let made = try TemporaryRepository()
    try made.commit(["README": "1"])
    let objects = made.path + "/.git/objects"
    let repository = try await Repository.open(at: made.path, environment: made.environment)
    let before = try FileManager.default.contentsOfDirectory(atPath: objects).sorted()
    try await repository.requireWritable()
    #expect(try FileManager.default.contentsOfDirectory(atPath: objects).sorted() == before)
    try FileManager.default.moveItem(atPath: objects, toPath: objects + "-gone")
    await #expect(throws: GitError.self) { try await repository.requireWritable() }
  }

  @Test func `An executable stays executable, a symlink becomes the file`() async throws {
    let made = try TemporaryRepository()
    try made.write("#!", to: "run")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: made.path + "/run")
    try FileManager.default.createSymbolicLink(atPath: made.path + "/link", withDestinationPath: "run")
    let parent = try made.commit([:])
    let bytes = CommitDraft.Change.write(Array("new".utf8))
    let id = try await commit(
      CommitDraft(parent: parent, changes: ["run": bytes, "link": bytes], message: "m", author: bot), in: made)
    let modes = try made.git("ls-tree", "\(id)").split(separator: "\n").map { $0.prefix(6) }
    #expect(modes == ["100644", "100755"])
  }

  @Test func `The first commit of a history has no parent`() async throws {
    let made = try TemporaryRepository(["init", "-q", "--bare", "-b", "main"])
    let id = try await commit(CommitDraft(parent: nil, changes: [:], message: "empty", author: bot), in: made)
    #expect(try made.git("cat-file", "-p", "\(id)").hasPrefix("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor"))
    try made.git("fsck", "--strict")
  }

  @Test func `The same files make no commit and write nothing`() async throws {
    let made = try TemporaryRepository()
    let parent = try made.commit(["f/a": "a"])
    let draft = CommitDraft(
      parent: parent, changes: ["f/a": .write([0x61]), "f/b": .delete], message: "m", author: bot)
    #expect(try await made.open().write(draft) == .nothingChanged)
    #expect(try FileManager.default.contentsOfDirectory(atPath: made.path + "/.git/objects/pack") == [])
  }

  @Test(arguments: ["../a", "/a", "a/", "a//b", "", ".git/config", "f/.GIT/x", "a\u{0}b", "f/a/b", "f", "link/x"])
  func `A path that leaves the repository or its shape is refused`(path: String) async throws {
    let made = try TemporaryRepository()
    try made.write("x", to: "f/a")
    try FileManager.default.createSymbolicLink(atPath: made.path + "/link", withDestinationPath: "/tmp")
    let parent = try made.commit([:])
    let draft = CommitDraft(parent: parent, changes: [path: .write([])], message: "m", author: bot)
    let repository = try await made.open()
    let error = await #expect(throws: GitError.self) { try await repository.write(draft) }
    guard case .invalid(let part, _) = error, path.hasPrefix(part) else { throw try #require(error) }
  }

  @Test func `Names that git quotes are written as they are`() async throws {
    let made = try TemporaryRepository()
    let name = "f/a\n\"b\" größe 🐟"
    let id = try await commit(
      CommitDraft(parent: nil, changes: [name: .write([1])], message: "m", author: bot), in: made)
    #expect(try made.git("ls-tree", "-r", "-z", "--name-only", "\(id)") == name + "\u{0}")
  }

  @Test func `A branch moves only from where it is expected`() async throws {
    let made = try TemporaryRepository()
    let first = try made.commit(["a": "1"])
    let second = try made.commit(["a": "2"])
    let repository = try await made.open()
    try await repository.moveBranch("results", from: nil, to: first, because: "made")
    await #expect(throws: GitError.moved(branch: "results")) {
      try await repository.moveBranch("results", from: nil, to: second, because: "made again")
    }
    await #expect(throws: GitError.moved(branch: "results")) {
      try await repository.moveBranch("results", from: second, to: first, because: "from elsewhere")
    }
    await #expect(throws: GitError.moved(branch: "none")) {
      try await repository.moveBranch("none", from: first, to: second, because: "from nothing")
    }
    try await repository.moveBranch("results", from: first, to: second, because: "onwards")
    #expect(try made.id("results") == second)
    #expect(try made.git("reflog", "--format=%gs", "results") == "onwards\nmade")
    await #expect(throws: GitError.self) {
      try await repository.moveBranch("a..b", from: nil, to: first, because: "bad name")
    }
  }

  @Test func `A repository that cannot be written to says so`() async throws {
    guard geteuid() != 0 else { return }
    let made = try TemporaryRepository()
    let pack = made.path + "/.git/objects/pack"
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: pack)
    let draft = CommitDraft(parent: nil, changes: ["a": .write([1])], message: "m", author: bot)
    let repository = try await made.open()
    let error = await #expect(throws: GitError.self) { try await repository.write(draft) }
    guard case .permissionDenied = error else { throw try #require(error) }
  }

  private func commit(_ draft: CommitDraft, in made: TemporaryRepository) async throws -> ObjectID {
    guard case .made(let id) = try await made.open().write(draft) else { throw GitFailed(stderr: "nothing changed") }
    return id
  }
}
