import Foundation
import Git
import RepositoryFixtures
import Testing

@Suite struct RepositoryLockTests {
  let made: TemporaryRepository
  let repository: Repository
  let old: ObjectID
  let new: ObjectID

  init() async throws {
    made = try TemporaryRepository()
    old = try made.commit(["r/1": "1"])
    repository = try await made.open()
    let draft = CommitDraft(parent: old, changes: ["r/1": .write([0x31, 0x31])], message: "m", author: bot)
    guard case .made(let new) = try await repository.write(draft) else { throw GitFailed(stderr: "nothing changed") }
    self.new = new
  }

  /// An apply was killed while it moved the branch: until somebody removed main.lock by hand, neither the next one nor `git pull` got on.
  @Test func `What a killed process had locked is taken over by the next`() async throws {
    try await leaveLocks("refs/heads/main.lock", "index.lock")
    try await repository.moveBranch("main", from: old, to: new, because: "results")
    #expect(try await repository.updateCheckout(below: "r", from: old, to: new) == [])
    #expect(made.read("r/1") == "11")
    try made.git("commit", "-q", "--allow-empty", "-m", "people go on")
  }

  /// Killed with the branch locked alone, an apply let people pull by half: files and index, and not the branch.
  @Test func `While the branch that is checked out is locked, so is the index`() async throws {
    let reflog = made.path + "/.git/logs/HEAD"
    try FileManager.default.removeItem(atPath: reflog)
    // Whoever writes to it waits until somebody reads.
    #expect(mkfifo(reflog, 0o600) == 0)
    let moving = Task { [repository, old, new] in
      try await repository.moveBranch("main", from: old, to: new, because: "results")
    }
    while made.read(".git/refs/heads/main.lock") == nil { try await Task.sleep(for: .milliseconds(5)) }
    #expect(made.read(".git/index.lock") != nil)
    let reader = open(reflog, O_RDONLY)
    // It fails in the end, for a pipe cannot be written down to the platter.
    await #expect(throws: GitError.self) { try await moving.value }
    close(reader)
    #expect(made.read(".git/index.lock") == nil && made.read(".git/refs/heads/main.lock") == nil)
  }

  @Test func `An index that somebody else has locked does not keep the branch from moving, and stays locked`()
    async throws
  {
    try made.write("", to: ".git/index.lock")
    await #expect(throws: GitError.self) {
      try await repository.moveBranch("main", from: old, to: new, because: "an edit", requiringIndex: true)
    }
    #expect(try made.head == old)
    try await repository.moveBranch("main", from: old, to: new, because: "results")
    #expect(try made.head == new && made.read(".git/index.lock") == "")
  }

  @Test func `Locks of the dead can be removed, and those of others stay`() async throws {
    try await leaveLocks("refs/heads/main.lock", "index.lock")
    try made.write("", to: ".git/refs/heads/other.lock")
    try await repository.removeDeadLocks(on: ["main", "other"])
    #expect(made.read(".git/refs/heads/main.lock") == nil)
    #expect(made.read(".git/index.lock") == nil)
    #expect(made.read(".git/refs/heads/other.lock") == "")
  }

  @Test func `A lock of somebody else is respected, and the message names the file`() async throws {
    try made.write("", to: ".git/refs/heads/main.lock")
    let error = await #expect(throws: GitError.self) {
      try await repository.moveBranch("main", from: old, to: new, because: "results")
    }
    #expect("\(try #require(error))".contains(".git/refs/heads/main.lock exists"))
    #expect(try made.head == old)
  }

  @Test func `Nothing but the claim is left behind, and git finds nothing wrong`() async throws {
    try await repository.moveBranch("main", from: old, to: new, because: "results")
    _ = try await repository.updateCheckout(below: "r", from: old, to: new)
    let names = try FileManager.default.subpathsOfDirectory(atPath: made.path + "/.git")
    #expect(names.filter { $0.hasSuffix(".lock") || $0.hasPrefix("claim") } == ["claim"])
    #expect(try made.git("status", "--porcelain") == "")
    try made.git("fsck", "--strict")
  }

  @Test func `The reflogs of the branch and of HEAD tell the move`() async throws {
    try made.git("config", "user.name", "Ada")
    try made.git("config", "user.email", "ada@example.com")
    try await repository.moveBranch("main", from: old, to: new, because: "results")
    for name in ["main", "HEAD"] {
      #expect(try made.git("log", "-g", "-1", "--format=%H %gs %gn", name) == "\(new) results Ada")
      #expect(try made.id("\(name)@{1}") == old)
    }
    try await repository.moveBranch("side/way", from: nil, to: new, because: "made")
    #expect(try made.git("log", "-g", "--format=%gs", "side/way") == "made")
    #expect(try made.git("log", "-g", "--format=%gs", "-1", "HEAD") == "results")
  }

  @Test func `A branch is not made where another stands in its way`() async throws {
    try made.git("branch", "a/b")
    try made.git("pack-refs", "--all")
    for name in ["a", "a/b/c", "main/more"] {
      await #expect(throws: GitError.self, "\(name)") {
        try await repository.moveBranch(name, from: nil, to: new, because: "made")
      }
    }
    try made.git("branch", "-D", "a/b")
    try await repository.moveBranch("a", from: nil, to: new, because: "made")
    #expect(try made.id("a") == new)
  }

  @Test func `A packed branch moves on`() async throws {
    try made.git("pack-refs", "--all")
    try await repository.moveBranch("main", from: old, to: new, because: "results")
    #expect(try made.head == new)
  }

  /// As a process leaves them that is killed while it has them.
  private func leaveLocks(_ names: String...) async throws {
    try await repository.moveBranch("unrelated", from: nil, to: old, because: "makes the claim")
    for name in names {
      try FileManager.default.linkItem(atPath: "\(made.path)/.git/claim", toPath: "\(made.path)/.git/\(name)")
    }
  }
}
