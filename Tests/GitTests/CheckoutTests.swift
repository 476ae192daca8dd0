import Foundation
import Git
import RepositoryFixtures
import Testing

@Suite struct CheckoutTests {
  let made: TemporaryRepository
  let repository: Repository
  let old: ObjectID

  init() async throws {
    made = try TemporaryRepository()
    old = try made.commit(["r/a/1": "1", "r/a/2": "2", "r/b/3": "3", "other": "o"])
    repository = try await made.open()
  }

  @Test func `Index and files follow, and git status is clean`() async throws {
    let new = try await advance(["r/a/1": "one", "r/c/d/4": "4", "r/b/3": nil])
    #expect(try made.git("status", "--porcelain") != "")
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == [])
    // Before git looks for itself: it is told how the files were written.
    #expect(try made.git("diff-files") == "")
    #expect(try made.git("status", "--porcelain", "--ignored") == "")
    #expect(try made.git("diff", "--stat", "HEAD") == "")
    #expect(made.read("r/a/1") == "one")
    #expect(made.read("r/c/d/4") == "4")
    #expect(!FileManager.default.fileExists(atPath: made.path + "/r/b"))
    #expect(try await repository.difference(below: "") == .clean)
    try made.git("fsck", "--strict")
  }

  @Test func `What a person has staged or changed elsewhere stays`() async throws {
    try made.write("staged", to: "r/staged")
    try made.write("O", to: "other")
    try made.git("add", "r/staged")
    try made.write("work", to: "r/a/2")
    let new = try await advance(["r/a/1": "one"])
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == [])
    #expect(try made.git("status", "--porcelain") == " M other\n M r/a/2\nA  r/staged")
    #expect(made.read("r/a/2") == "work")
  }

  @Test func `A file that a person has changed is kept, and told`() async throws {
    try made.write("mine", to: "r/a/1")
    try FileManager.default.removeItem(atPath: made.path + "/r/a/2")
    try made.write("untracked", to: "r/new")
    try made.write("changed, then staged", to: "r/b/3")
    try made.git("add", "r/b/3")
    let new = try await advance(["r/a/1": "one", "r/a/2": "two", "r/new": "new", "r/b/3": nil, "r/ok": "ok"])
    let kept = try await repository.updateCheckout(below: "r", from: old, to: new)
    #expect(kept == ["r/a/1", "r/a/2", "r/b/3", "r/new"])
    #expect(made.read("r/a/1") == "mine")
    #expect(made.read("r/new") == "untracked")
    #expect(made.read("r/ok") == "ok")
  }

  @Test func `A call that was cut short is finished by the next`() async throws {
    let new = try await advance(["r/a/1": "one", "r/a/2": nil, "r/x": "x"])
    try made.write("one", to: "r/a/1")
    try FileManager.default.removeItem(atPath: made.path + "/r/a/2")
    try made.write("x", to: "r/x")
    for _ in 1...2 {
      #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == [])
      #expect(try made.git("status", "--porcelain") == "")
    }
  }

  @Test func `Only what is below the path follows`() async throws {
    let new = try await advance(["r/a/1": "one", "other": "changed"])
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == [])
    #expect(made.read("other") == "o")
    #expect(made.read("r/a/1") == "one")
  }

  @Test func `A symlink in the way of a folder is not followed`() async throws {
    let outside = made.path + "-outside"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    try "1".write(toFile: outside + "/1", atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: made.path + "/r/a")
    try FileManager.default.createSymbolicLink(atPath: made.path + "/r/a", withDestinationPath: outside)
    let new = try await advance(["r/a/1": "one", "r/a/9": "nine"])
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == ["r/a/1", "r/a/9"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside) == ["1"])
    #expect(try String(contentsOfFile: outside + "/1", encoding: .utf8) == "1")
  }

  @Test func `A committed symlink becomes the file that replaces it`() async throws {
    try FileManager.default.createSymbolicLink(atPath: made.path + "/r/link", withDestinationPath: "../other")
    let before = try made.commit([:])
    let new = try await advance(["r/link": "a file"], from: before)
    #expect(try await repository.updateCheckout(below: "r", from: before, to: new) == [])
    #expect(made.read("r/link") == "a file")
    #expect(made.read("other") == "o")
    #expect(try made.git("status", "--porcelain") == "")
  }

  @Test func `A sparse checkout goes on leaving out what it leaves out`() async throws {
    try made.git("sparse-checkout", "set", "--no-cone", "/*", "!/r/a/")
    #expect(made.read("r/a/1") == nil)
    let new = try await advance(["r/a/1": "one", "r/b/3": "three"])
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == [])
    #expect(made.read("r/a/1") == nil)
    #expect(made.read("r/b/3") == "three")
    #expect(try made.git("status", "--porcelain") == "")
  }

  @Test func `A linked worktree follows, and the main one stays`() async throws {
    let linked = try TemporaryRepository(["-C", made.path, "worktree", "add", "-q", "-b", "side"])
    let repository = try await linked.open()
    #expect(try await repository.head() == .branch("side", old))
    let draft = CommitDraft(parent: old, changes: ["r/a/1": .write([0x31, 0x31])], message: "m", author: bot)
    guard case .made(let new) = try await repository.write(draft) else { throw GitFailed(stderr: "nothing changed") }
    try await repository.moveBranch("side", from: old, to: new, because: "m")
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == [])
    #expect(linked.read("r/a/1") == "11")
    #expect(try linked.git("status", "--porcelain") == "")
    #expect(try made.git("status", "--porcelain") == "")
    #expect(made.read("r/a/1") == "1")
  }

  @Test func `A file whose line ends git converts counts as unchanged, and keeps them`() async throws {
    try made.git("config", "core.autocrlf", "true")
    let before = try made.commit(["r/a/1": "1\n2\n"])
    try made.git("rm", "-q", "--cached", "r/a/1")
    try FileManager.default.removeItem(atPath: made.path + "/r/a/1")
    try made.git("checkout", "-q", "HEAD", "--", "r/a/1")
    #expect(made.read("r/a/1") == "1\r\n2\r\n")
    let new = try await advance(["r/a/1": "one\n", "r/a/9": "new\n"], from: before)
    #expect(try await repository.updateCheckout(below: "r", from: before, to: new) == [])
    #expect(made.read("r/a/1") == "one\r\n" && made.read("r/a/9") == "new\r\n")
    #expect(try made.git("status", "--porcelain") == "")
  }

  @Test func `A git directory that lies elsewhere has its files and attributes where they are`() async throws {
    let elsewhere = made.path + "-elsewhere.git"
    let apart = try TemporaryRepository(["init", "-q", "-b", "main", "--separate-git-dir", elsewhere])
    let start = try apart.commit([".gitattributes": "*.txt eol=crlf\n", "r/a": "1", "r/b.txt": "1\n"])
    try apart.write("mine", to: "r/a")
    let repository = try await apart.open()
    let changes = ["r/a": "2", "r/b.txt": "2\n"].mapValues { CommitDraft.Change.write(Array($0.utf8)) }
    guard
      case .made(let new) = try await repository.write(
        CommitDraft(parent: start, changes: changes, message: "m", author: bot))
    else { throw GitFailed(stderr: "nothing changed") }
    try await repository.moveBranch("main", from: start, to: new, because: "results")
    #expect(try await repository.updateCheckout(below: "r", from: start, to: new) == ["r/a"])
    #expect(apart.read("r/a") == "mine" && apart.read("r/b.txt") == "2\r\n")
    try FileManager.default.removeItem(atPath: elsewhere)
  }

  @Test(arguments: ["2", "4"])
  func `What a person changed within the second in which git wrote the index still shows`(version: String) async throws
  {
    try made.git("update-index", "--index-version", version)
    // As on a file system that tells no more than the second.
    try made.git("config", "core.trustCtime", "false")
    try made.git("config", "core.checkStat", "minimal")
    let then = Date(timeIntervalSince1970: 1_700_000_000)
    func age(_ file: String) throws {
      try FileManager.default.setAttributes([.modificationDate: then], ofItemAtPath: "\(made.path)/\(file)")
    }
    try made.write("O", to: "other")
    try age("other")
    try made.git("add", "other")
    try made.write("Q", to: "other")
    try age("other")
    try age(".git/index")
    let new = try await advance(["r/a/1": "one"])
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == [])
    #expect(try made.git("status", "--porcelain") == "MM other")
  }

  @Test func `Who may read the index stays as it was`() async throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: made.path + "/.git/index")
    let new = try await advance(["r/a/1": "one"])
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == [])
    let attributes = try FileManager.default.attributesOfItem(atPath: made.path + "/.git/index")
    #expect(attributes[.posixPermissions] as? Int == 0o666)
  }

  @Test func `A file does not come to be where somebody has staged a folder, nor the other way round`() async throws {
    try made.write("s", to: "r/x/staged")
    try made.write("s", to: "r/y")
    try made.git("add", "r/x/staged", "r/y")
    for path in ["/r/x", "/r/y"] { try FileManager.default.removeItem(atPath: made.path + path) }
    let new = try await advance(["r/x": "a file", "r/y/1": "in a folder", "r/a/1": "one"])
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == ["r/x", "r/y/1"])
    #expect(made.read("r/a/1") == "one" && made.read("r/x") == nil && made.read("r/y/1") == nil)
    try made.git("write-tree")
  }

  @Test func `A file that becomes a folder, or a folder that becomes a file, is left to people`() async throws {
    for path in ["/r/a", "/r/b/3"] { try FileManager.default.removeItem(atPath: made.path + path) }
    let new = try made.commit(["r/a": "a file", "r/b/3/4": "deeper"])
    try made.git("reset", "-q", "--hard", "\(old)")
    try await repository.moveBranch("main", from: old, to: new, because: "results")
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == ["r/a", "r/b/3/4"])
    #expect(made.read("r/a/1") == nil && made.read("r/b/3") == nil)
    try made.git("write-tree")
  }

  @Test func `A file that a sparse checkout leaves out, and that somebody changed all the same, is kept`() async throws
  {
    try made.git("update-index", "--skip-worktree", "r/a/1", "r/a/2")
    try made.write("mine", to: "r/a/1")
    let new = try await advance(["r/a/1": nil, "r/a/2": "two"])
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == ["r/a/1"])
    #expect(made.read("r/a/1") == "mine" && made.read("r/a/2") == "two")
    #expect(try made.git("ls-files", "-v", "r/a/2") == "S r/a/2")
  }

  @Test func `An index that another process is writing is told`() async throws {
    let new = try await advance(["r/a/1": "one"])
    try made.write("", to: ".git/index.lock")
    let error = await #expect(throws: GitError.self) {
      try await repository.updateCheckout(below: "r", from: old, to: new)
    }
    guard case .locked = error else { throw try #require(error) }
  }

  private func advance(_ files: [String: String?], from parent: ObjectID? = nil) async throws -> ObjectID {
    let changes = files.mapValues { $0.map { CommitDraft.Change.write(Array($0.utf8)) } ?? .delete }
    let draft = CommitDraft(parent: parent ?? old, changes: changes, message: "m", author: bot)
    guard case .made(let new) = try await repository.write(draft) else { throw GitFailed(stderr: "nothing changed") }
    try await repository.moveBranch("main", from: parent ?? old, to: new, because: "results")
    return new
  }
}
