import Foundation
import Git
import RepositoryFixtures
import Testing

@Suite struct RemoteTests {
  let server: TemporaryRepository
  let made: TemporaryRepository
  let repository: Repository
  let first: ObjectID
  let main = "refs/heads/main"

  init() async throws {
    let seed = try TemporaryRepository()
    first = try seed.commit(["f": "1"], "first")
    server = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
    made = try TemporaryRepository(["clone", "-q", server.path])
    repository = try await made.open()
  }

  @Test func `A commit is pushed, and read back`() async throws {
    let new = try await commit("2", on: first)
    let origin = try await remote()
    #expect(try await origin.tip(of: main) == first)
    #expect(try await origin.push(.advance(ref: main, from: first, to: new)) == .pushed)
    #expect(try await origin.tip(of: main) == new)
    #expect(try server.id("main") == new)
    try server.git("fsck", "--strict")
    #expect(try await origin.push(.advance(ref: main, from: first, to: new)) == .alreadyThere)
  }

  @Test func `A push that was overtaken loses nothing of the other`() async throws {
    let other = try TemporaryRepository(["clone", "-q", server.path])
    let theirs = try other.commit(["g": "theirs"], "theirs")
    try other.git("push", "-q", "origin", "main")
    let ours = try await commit("2", on: first)
    let origin = try await remote()
    let outcome = try await origin.push(.advance(ref: main, from: first, to: ours))
    #expect(outcome == .overtaken(why: "stale info"))
    #expect(try server.id("main") == theirs)
    // The way on: fetch, write again on the new tip, push.
    #expect(try await origin.fetch(main) == theirs)
    let again = try await commit("2", on: theirs)
    #expect(try await origin.push(.advance(ref: main, from: theirs, to: again)) == .pushed)
    #expect(try server.git("log", "--format=%s", "main") == "results\ntheirs\nfirst")
  }

  /// Whoever may push put a tree of hundreds of megabytes where the lock stands, and every apply fetched it.
  @Test(arguments: [0, 1, 3])
  func `Where notes belong, nothing but notes is brought`(notesAbove: Int) async throws {
    try server.git("config", "uploadpack.allowFilter", "true")
    let other = try TemporaryRepository(["clone", "-q", server.path])
    let heavy = try other.commit(["heavy": "tons"], "heavy")
    let blob = try #require(ObjectID(other.git("rev-parse", "HEAD:heavy")))
    let empty = try other.git("hash-object", "-t", "tree", "-w", "/dev/null")
    var tip = heavy.description
    for number in 0..<notesAbove { tip = try other.git("commit-tree", empty, "-p", tip, "-m", "note \(number)") }
    try other.git("push", "-q", "origin", "\(tip):refs/botfleet/lock")
    let configuration = made.read(".git/config")
    let origin = try await remote()
    guard case .somethingElse(let found) = try await origin.fetchNote("refs/botfleet/lock") else {
      Issue.record("taken for a note")
      return
    }
    #expect(found.description == tip)
    #expect(try await !repository.has(blob))
    #expect(try await !repository.has(heavy))
    #expect(made.read(".git/config") == configuration)
  }

  @Test func `Notes are brought, also from a remote that leaves nothing out`() async throws {
    let other = try TemporaryRepository(["clone", "-q", server.path])
    let empty = try other.git("hash-object", "-t", "tree", "-w", "/dev/null")
    let note = try other.git("commit-tree", empty, "-m", "a note")
    try other.git("push", "-q", "origin", "\(note):refs/botfleet/lock")
    guard case .note(let found) = try await remote().fetchNote("refs/botfleet/lock") else {
      Issue.record("not taken for a note")
      return
    }
    #expect(found.description == note)
    #expect(try await repository.commit(found).message == "a note\n")
    #expect(try await remote().fetchNote("refs/botfleet/nothing") == nil)
  }

  /// A `git fetch` was killed with its apply: every later one in that clone failed until somebody removed the file.
  @Test func `A lock that a killed git left on the tracking branch is in nobody's way`() async throws {
    let new = try await commit("2", on: first)
    let origin = try await remote()
    try made.write("", to: ".git/refs/remotes/origin/main.lock")
    #expect(try await origin.fetch(main) == first)
    #expect(try await origin.push(.advance(ref: main, from: first, to: new)) == .pushed)
    let other = try TemporaryRepository(["clone", "-q", server.path])
    let theirs = try other.commit(["g": "theirs"], "theirs")
    try other.git("push", "-q", "origin", "main")
    #expect(try await origin.fetch(main) == theirs)
    #expect(try await repository.entries(at: theirs, below: "").contains { $0.path == "g" })
    #expect(made.read(".git/refs/remotes/origin/main.lock") == "")
  }

  @Test func `Of ten pushes at once one wins, and it alone is there`() async throws {
    let origin = try await remote()
    var drafts: [ObjectID] = []
    for number in 0..<10 { drafts.append(try await commit("race \(number)", on: first)) }
    let outcomes = try await withThrowingTaskGroup(of: (ObjectID, PushOutcome).self) { group in
      for id in drafts { group.addTask { (id, try await origin.push(.advance(ref: main, from: first, to: id))) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let winners = outcomes.filter { $0.1 == .pushed }
    #expect(winners.count == 1)
    #expect(try server.id("main") == winners.first?.0)
    for case (_, .refused(let why, let said)) in outcomes { Issue.record("refused: \(why), \(said)") }
  }

  @Test func `History is never rewritten by an advance, even with the right lease`() async throws {
    let second = try await commit("2", on: first)
    let origin = try await remote()
    #expect(try await origin.push(.advance(ref: main, from: first, to: second)) == .pushed)
    let aside = try await commit("3", on: first)
    await #expect(throws: GitError.rewritesHistory(ref: main)) {
      try await origin.push(.advance(ref: main, from: second, to: aside))
    }
    #expect(try server.id("main") == second)
  }

  @Test func `Any reference is made, replaced and removed under a lease`() async throws {
    let lock = "refs/locks/one"
    let mine = try await commit("mine", on: nil)
    let theirs = try await commit("theirs", on: nil)
    let origin = try await remote()
    #expect(try await origin.tip(of: lock) == nil)
    #expect(try await origin.fetch(lock) == nil)
    #expect(try await origin.push(.create(ref: lock, to: mine)) == .pushed)
    #expect(try await origin.push(.create(ref: lock, to: mine)) == .alreadyThere)
    #expect(try await origin.push(.create(ref: lock, to: theirs)) == .overtaken(why: "stale info"))
    #expect(try await origin.push(.replace(ref: lock, from: theirs, to: first)) == .overtaken(why: "stale info"))
    #expect(try await origin.fetch(lock) == mine)
    #expect(try await origin.push(.replace(ref: lock, from: mine, to: theirs)) == .pushed)
    #expect(try await origin.push(.delete(ref: lock, from: mine)) == .overtaken(why: "stale info"))
    #expect(try await origin.push(.delete(ref: lock, from: theirs)) == .pushed)
    #expect(try await origin.push(.delete(ref: lock, from: theirs)) == .overtaken(why: "stale info"))
    #expect(try await origin.tip(of: lock) == nil)
  }

  @Test func `A shallow clone with a detached HEAD fetches and pushes`() async throws {
    let second = try await commit("2", on: first)
    let origin = try await remote()
    #expect(try await origin.push(.advance(ref: main, from: first, to: second)) == .pushed)
    let shallow = try TemporaryRepository(["clone", "-q", "--depth=1", "file://\(server.path)"])
    try shallow.git("checkout", "-q", "--detach")
    let repository = try await shallow.open()
    #expect(try await repository.head() == .detached(second))
    let third = try await commit("3", on: second, in: repository)
    let remote = try await remote(of: repository, shallow)
    #expect(try await remote.push(.advance(ref: main, from: second, to: third)) == .pushed)
    #expect(try await origin.fetch(main) == third)
    let fourth = try await commit("4", on: third)
    #expect(try await origin.push(.advance(ref: main, from: third, to: fourth)) == .pushed)
    #expect(try await remote.fetch(main) == fourth)
    #expect(await repository.isShallow)
    try server.git("fsck", "--strict")
  }

  @Test func `A hook that refuses is heard, and nothing is there`() async throws {
    let hook = server.path + "/hooks/pre-receive"
    try writeProgram("#!/bin/sh\necho 'no results on Fridays' >&2\nexit 1\n", to: hook)
    let new = try await commit("2", on: first)
    let outcome = try await remote().push(.advance(ref: main, from: first, to: new))
    guard case .refused("pre-receive hook declined", let said) = outcome else {
      throw GitFailed(stderr: "\(outcome)")
    }
    #expect(said.contains("no results on Fridays"))
    #expect(try server.id("main") == first)
  }

  /// A hook that printed for two minutes once filled `/tmp` with gigabytes.
  @Test func `Of what a hook prints little is kept, and its end is told`() async throws {
    let hook = made.path + "/.git/hooks/pre-push"
    let script = """
      #!/bin/sh
      head -c 100000000 /dev/zero | tr '\\0' '\\n' >&2
      # A busy machine takes its time.
      for try in $(seq 60); do
        sleep 0.5
        blocks=$(stat -L -c %b /proc/self/fd/2)
        [ "$blocks" -le 4096 ] && break
      done
      echo "kept $((blocks / 2)) KiB" >&2
      exit 1

      """
    try FileManager.default.createDirectory(
      atPath: made.path + "/.git/hooks", withIntermediateDirectories: true)
    try writeProgram(script, to: hook)
    let new = try await commit("2", on: first)
    let error = await #expect(throws: GitError.self) {
      try await remote().push(.advance(ref: main, from: first, to: new))
    }
    guard case .remoteFailed(_, _, let said) = error else { throw try #require(error) }
    let kept = try #require(said.split(separator: "kept ").last?.prefix { $0.isNumber })
    #expect(try #require(Int(kept)) <= 2 << 10)
  }

  @Test func `A remote that does not exist is told, credentials masked`() async throws {
    try made.git("remote", "add", "gone", made.path + "-gone")
    let error = await #expect(throws: GitError.self) { try await remote("gone").tip(of: main) }
    guard case .remoteFailed(_, .noSuchRemote, _) = error else { throw try #require(error) }
    let url = "http://ada:hunter2@127.0.0.1:1/x.git"
    let refused = await #expect(throws: GitError.self) { try await remote(url).fetch(main) }
    guard case .remoteFailed(_, .unreachable, let said) = refused else { throw try #require(refused) }
    #expect(said.contains("127.0.0.1"))
    #expect(!"\(try #require(refused))".contains("hunter2"))
  }

  @Test func `A step that takes too long is killed, with all that it started`() async throws {
    let mark = made.path + "-mark"
    let script = "#!/bin/sh\necho $$ >>'\(mark)'\nsleep 60 &\necho $! >>'\(mark)'\nwait\n"
    try made.write(script, to: "slow.sh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: made.path + "/slow.sh")
    try made.git("remote", "add", "slow", "ext::\(made.path)/slow.sh")
    try made.git("config", "protocol.ext.allow", "always")
    let slow = try await remote("slow", within: .seconds(1))
    let start = ContinuousClock.now
    let error = await #expect(throws: GitError.self) { try await slow.tip(of: main) }
    guard case .timedOut = error else { throw try #require(error) }
    #expect(ContinuousClock.now - start < .seconds(10))
    let started = try String(contentsOfFile: mark, encoding: .utf8).split(separator: "\n")
    #expect(started.count == 2)
    for line in started {
      #expect(try await hasEnded(#require(Int32(line))))
    }
  }

  @Test func `A cancelled step ends at once`() async throws {
    try made.git("remote", "add", "slow", "ext::sleep 60")
    try made.git("config", "protocol.ext.allow", "always")
    let slow = try await remote("slow")
    let task = Task { try await slow.tip(of: main) }
    try await Task.sleep(for: .milliseconds(300))
    let start = ContinuousClock.now
    task.cancel()
    let result = await task.result
    #expect(throws: GitError.cancelled(step: "reading \(main) of slow")) { try result.get() }
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func `A name that is an option or no full name is refused`() async throws {
    let origin = try await remote()
    for ref in ["main", "--all", "refs/heads/*", "refs/heads/a b", "refs/heads/a:b", "refs/heads/a..b"] {
      await #expect(throws: GitError.invalid(ref, why: "is not a full reference name")) {
        try await origin.tip(of: ref)
      }
    }
  }

  private func remote(_ name: String = "origin", within limit: Duration = .seconds(60)) async throws -> Remote {
    Remote(name, of: repository, through: try await GitProgram.find(in: made.environment), within: limit)
  }

  private func remote(of repository: Repository, _ made: TemporaryRepository) async throws -> Remote {
    Remote(
      "origin", of: repository, through: try await GitProgram.find(in: made.environment), within: .seconds(60))
  }

  private func commit(
    _ text: String, on parent: ObjectID?, in repository: Repository? = nil
  ) async throws -> ObjectID {
    let draft = CommitDraft(parent: parent, changes: ["r": .write(Array(text.utf8))], message: "results", author: bot)
    guard case .made(let id) = try await (repository ?? self.repository).write(draft) else {
      throw GitFailed(stderr: "nothing changed")
    }
    return id
  }

  private func hasEnded(_ process: Int32) async throws -> Bool {
    for _ in 0..<50 {
      if kill(process, 0) != 0 || isZombie(process) { return true }
      try await Task.sleep(for: .milliseconds(100))
    }
    return false
  }

  private func isZombie(_ process: Int32) -> Bool {
    (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.contains(") Z ") ?? true
  }
}
