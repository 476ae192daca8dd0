import Foundation
import Git
import RepositoryFixtures
import Testing

@Suite struct OpeningTests {
  @Test func `A repository is found from a folder deep inside it`() async throws {
    let made = try TemporaryRepository()
    try made.write("x", to: "a/b/c.txt")
    let found = try await Repository.discover(from: made.path + "/a/b", environment: made.environment)
    #expect(found.workTree == made.path)
    #expect(found.gitDirectory == made.path + "/.git")
    #expect(await !found.isBare)
    #expect(await !found.isShallow)
  }

  @Test func `A folder that is no repository is named`() async throws {
    let made = try TemporaryRepository()
    try made.write("x", to: "a/b.txt")
    let path = made.path + "/a"
    await #expect(throws: GitError.notARepository(path: path)) {
      try await Repository.open(at: path, environment: made.environment)
    }
  }

  @Test func `A bare repository has no working tree`() async throws {
    let made = try TemporaryRepository(["init", "-q", "--bare", "-b", "main"])
    let repository = try await made.open()
    #expect(await repository.isBare)
    #expect(repository.workTree == nil)
    await #expect(throws: GitError.noWorkTree(gitDirectory: made.path + "/")) {
      try await repository.difference(below: "")
    }
  }

  @Test func `A bare repository is opened where it is named, and not where it is merely met`() async throws {
    let made = try TemporaryRepository(["init", "-q", "--bare", "-b", "main"])
    for folder in [made.path, made.path + "/refs"] {
      await #expect(throws: GitError.unnamedBareRepository(path: made.path)) {
        try await Repository.discover(from: folder, environment: made.environment)
      }
    }
    let named = try await Repository.discover(from: made.path, naming: .folder, environment: made.environment)
    #expect(named.gitDirectory == made.path)
    let environment = made.environment.merging(["GIT_DIR": "../repository"]) { $1 }
    let meant = try await Repository.discover(from: made.path + "/refs/..", environment: environment)
    #expect(meant.gitDirectory == made.path)
  }

  @Test func `A working tree beside a bare repository, and the git directory of a working tree, are found`()
    async throws
  {
    let made = try TemporaryRepository()
    try made.commit(["a/b.txt": "x"])
    let inside = try await Repository.discover(from: made.path + "/.git/refs", environment: made.environment)
    #expect(inside.workTree == made.path)
    try made.git("worktree", "add", "-q", "beside")
    let beside = try await Repository.discover(from: made.path + "/beside/a", environment: made.environment)
    #expect(beside.workTree == made.path + "/beside")
    try made.git("clone", "-q", "--bare", ".", "kept/.bare")
    try made.write("gitdir: ./.bare\n", to: "kept/.git")
    let kept = try await Repository.discover(from: made.path + "/kept", environment: made.environment)
    #expect(kept.gitDirectory == made.path + "/kept/.bare")
  }

  @Test func `A sha256 repository is refused with its reason`() async throws {
    let made = try TemporaryRepository(["init", "-q", "--object-format=sha256"])
    let error = await #expect(throws: GitError.self) { try await made.open() }
    guard case .unsupportedRepository = error else { throw try #require(error) }
    #expect("\(try #require(error))".contains("sha256"))
  }

  @Test func `A repository with reftable is refused with its reason`() async throws {
    let made = try TemporaryRepository()
    try made.git("config", "core.repositoryformatversion", "1")
    try made.git("config", "extensions.refStorage", "reftable")
    let error = await #expect(throws: GitError.self) { try await made.open() }
    guard case .unsupportedRepository = error else { throw try #require(error) }
  }

  @Test func `A repository of another user opens only where git trusts it`() async throws {
    guard geteuid() == 0 else { return }
    let made = try TemporaryRepository()
    #expect(chown(made.path, 12345, 12345) == 0)
    await #expect(throws: GitError.unsafeOwnership(path: made.path)) { try await made.open() }
    var trusting = made.environment
    trusting["GIT_CONFIG_COUNT"] = "1"
    trusting["GIT_CONFIG_KEY_0"] = "safe.directory"
    trusting["GIT_CONFIG_VALUE_0"] = "*"
    await #expect(throws: Never.self) { _ = try await Repository.open(at: made.path, environment: trusting) }
  }

  @Test func `HEAD is unborn, then a branch, then detached`() async throws {
    let made = try TemporaryRepository()
    let repository = try await made.open()
    #expect(try await repository.head() == .unborn(branch: "main"))
    let commit = try made.commit(["a.txt": "a"])
    #expect(try await repository.head() == .branch("main", commit))
    try made.git("checkout", "-q", "--detach")
    #expect(try await repository.head() == .detached(commit))
  }

  @Test func `A revision is resolved to its commit, tags peeled`() async throws {
    let made = try TemporaryRepository()
    let first = try made.commit(["a.txt": "a"])
    try made.git("tag", "-a", "v1", "-m", "one")
    let second = try made.commit(["a.txt": "b"])
    let repository = try await made.open()
    #expect(try await repository.resolve("v1") == first)
    #expect(try await repository.resolve("main~1") == first)
    #expect(try await repository.resolve(String(second.description.prefix(10))) == second)
  }

  @Test func `What a shallow clone may lack is told with how to get it`() async throws {
    let made = try TemporaryRepository()
    let first = try made.commit(["a.txt": "a"])
    try made.commit(["a.txt": "b"])
    let shallow = try TemporaryRepository(["clone", "-q", "--depth=1", "file://\(made.path)"])
    let repository = try await shallow.open()
    for revision in ["\(first)", "main~1", "v1"] {
      let error = await #expect(throws: GitError.self) { try await repository.resolve(revision) }
      let said = "\(try #require(error))"
      #expect(said.contains("'\(revision)'") && said.contains("git fetch --unshallow"), "\(said)")
    }
  }

  @Test func `The command that a shallow clone of one branch is told brings the other branches as well`() async throws {
    let made = try TemporaryRepository()
    let first = try made.commit(["a.txt": "a"])
    try made.git("branch", "release")
    try made.commit(["a.txt": "b"])
    let shallow = try TemporaryRepository(["clone", "-q", "--depth=1", "file://\(made.path)"])
    let error = await #expect(throws: GitError.self) { try await shallow.open().resolve("origin/release") }
    let malformed = await #expect(throws: GitError.self) { try await shallow.open().resolve("HEAD^{tree}") }
    #expect(try !"\(#require(malformed))".contains("unshallow"))
    let words = "\(try #require(error))".split(separator: "`")[1].replacing("'", with: "").split(separator: " ")
    try #require(words.count == 5)
    try shallow.git(String(words[1]), String(words[2]), String(words[3]), String(words[4]))
    #expect(try await shallow.open().resolve("origin/release") == first)
  }

  @Test(arguments: ["HEAD^{tree}", "HEAD:a.txt", "", "a..b", "0000"])
  func `Why a revision is none is told in words of ours`(revision: String) async throws {
    let made = try TemporaryRepository()
    try made.commit(["a.txt": "a"])
    let error = await #expect(throws: GitError.self) { try await made.open().resolve(revision) }
    let ours = ["this clone has no branch, tag or commit of that name", "is not the name of a branch"]
    let said = "\(try #require(error))"
    #expect(ours.contains(where: said.contains), "\(said)")
  }

  @Test(arguments: ["nothing", "main^{tree}:x", "deadbeef", "HEAD:a.txt", "main\u{0}x", ""])
  func `A revision that names no commit is an error that names it`(revision: String) async throws {
    let made = try TemporaryRepository()
    try made.commit(["a.txt": "a"])
    let repository = try await made.open()
    let error = await #expect(throws: GitError.self) { try await repository.resolve(revision) }
    switch try #require(error) {
    case .unknownRevision(revision, .complete, _), .invalid(revision, _): break
    default: throw try #require(error)
    }
  }
}
