import Git
import RepositoryFixtures
import Testing

@testable import Applier

/// Where a protected branch takes no results, they wait on a branch beside it.
@Suite(.timeLimit(.minutes(2)))
struct WaitingResultsTests {
  let fleet: ClonedFleet
  private let waiting = "botfleet/results"

  init() throws {
    fleet = try ClonedFleet()
    try fleet.protectMain()
  }

  /// Records, and expects that the results are set aside.
  @discardableResult
  private func recordAside(
    _ text: String, of order: String, in fleet: ClonedFleet? = nil, forge: Forge = Forge([:])
  ) async throws -> ObjectID {
    let (commit, place, note) = try #require(
      try await (fleet ?? self.fleet).record(text, of: order, forge: forge).commit)
    guard case .aside("origin", let why) = place else { throw GitFailed(said: "\(place)") }
    #expect(why.contains("GH006: Protected branch update failed") && note == nil)
    #expect(try self.fleet.server.id(waiting) == commit)
    return commit
  }

  /// Somebody who may does something to the server's main.
  private func asPeople(_ act: (TemporaryRepository) throws -> Void) throws {
    try fleet.acceptPushes()
    let people = try TemporaryRepository(["clone", "-q", fleet.server.path])
    try act(people)
    try people.git("push", "-q", "origin", "HEAD:main")
    try fleet.protectMain()
  }

  private func result(_ order: String, at revision: String) -> String? {
    try? fleet.server.git("show", "\(revision):fleet/results/01/\(order).yaml")
  }

  @Test func `They are pushed beside the branch, and the checkout stays as it is`() async throws {
    try await recordAside("one", of: "ord-1")
    #expect(try fleet.server.id("main") == fleet.first && fleet.clone.head == fleet.first)
    #expect(try fleet.clone.git("status", "--porcelain") == "")
    #expect(result("ord-1", at: waiting) == "one")
  }

  @Test func `The next runs build on them, and follow the branch`() async throws {
    let first = try await recordAside("one", of: "ord-1")
    try asPeople { try $0.commit(["README": "2\n"], "theirs") }
    let second = try await recordAside("two", of: "ord-2")
    try await recordAside("three", of: "ord-1")
    #expect(result("ord-1", at: waiting) == "three" && result("ord-2", at: waiting) == "two")
    #expect(try fleet.server.git("show", "\(waiting):README") == "2")
    try fleet.server.git("merge-base", "--is-ancestor", "\(first)", "\(second)")
    try fleet.server.git("merge-base", "--is-ancestor", "main", waiting)
    #expect(try fleet.server.git("diff", "--name-only", "main", waiting).split(separator: "\n").count == 2)
    try fleet.server.git("fsck", "--strict")
  }

  @Test func `As soon as the branch takes pushes again it gets all of them, and nothing waits any more`() async throws {
    try await recordAside("one", of: "ord-1")
    try fleet.acceptPushes()
    let (commit, place, note) = try #require(try await fleet.record("two", of: "ord-2").commit)
    #expect(place == .pushed(remote: "origin") && note == nil)
    #expect(result("ord-1", at: "main") == "one" && result("ord-2", at: "main") == "two")
    #expect(try fleet.server.id("main") == commit && fleet.clone.head == commit)
    #expect(try fleet.clone.git("status", "--porcelain") == "")
    #expect(throws: GitFailed.self) { try fleet.server.id(waiting) }
  }

  @Test func `A run with nothing new offers them again, and says that they wait`() async throws {
    try await recordAside("one", of: "ord-1")
    let tip = try fleet.server.id(waiting)
    guard case .stillWaiting("origin") = try await fleet.record("") else { Issue.record("they do not wait"); return }
    #expect(try fleet.server.id(waiting) == tip && fleet.server.id("main") == fleet.first)
    try fleet.acceptPushes()
    let (_, place, _) = try #require(try await fleet.record("").commit)
    #expect(place == .pushed(remote: "origin") && result("ord-1", at: "main") == "one")
    guard case .nothingNew = try await fleet.record("") else { Issue.record("something is new"); return }
  }

  @Test(arguments: ["--no-ff", "--squash"])
  func `Merged by people, in whatever way, they wait no more`(way: String) async throws {
    try await recordAside("one", of: "ord-1")
    try asPeople { people in
      try people.git("merge", "-q", way, "--no-commit", "origin/\(waiting)")
      try people.git("commit", "-q", "-m", "merged")
    }
    try await recordAside("two", of: "ord-2")
    #expect(result("ord-1", at: waiting) == "one" && result("ord-2", at: waiting) == "two")
    try fleet.acceptPushes()
    _ = try await fleet.record("three", of: "ord-3")
    #expect(["ord-1", "ord-2", "ord-3"].map { result($0, at: "main") } == ["one", "two", "three"])
    #expect(throws: GitFailed.self) { try fleet.server.id(waiting) }
  }

  @Test func `A result that people removed or changed on the branch meanwhile stays as they have it`() async throws {
    try asPeople { try $0.commit(["fleet/results/01/ord-1.yaml": "old", "fleet/results/01/ord-2.yaml": "old"], "old") }
    try await recordAside("one", of: "ord-1")
    try await recordAside("two", of: "ord-2")
    try asPeople { people in
      try people.git("rm", "-q", "fleet/results/01/ord-1.yaml")
      try people.commit(["fleet/results/01/ord-2.yaml": "by hand"], "let go")
    }
    try await recordAside("three", of: "ord-3")
    #expect(result("ord-1", at: waiting) == nil && result("ord-2", at: waiting) == "by hand")
  }

  @Test func `A shallow clone with a detached HEAD builds on them too`() async throws {
    try asPeople { try $0.commit(["README": "2\n"], "theirs") }
    let main = Forge(["GITHUB_REF": "refs/heads/main"])
    for (order, text) in [("ord-1", "one"), ("ord-2", "two")] {
      let shallow = try ClonedFleet(of: fleet, "--depth=1", "--branch=main")
      try shallow.clone.git("checkout", "-q", "--detach")
      try await recordAside(text, of: order, in: shallow, forge: main)
      try asPeople { try $0.commit(["README": text], "theirs") }
    }
    #expect(result("ord-1", at: waiting) == "one" && result("ord-2", at: waiting) == "two")
    try fleet.server.git("fsck", "--strict")
  }

  @Test func `A branch of that name with anything else than results is not built upon`() async throws {
    try await recordAside("one", of: "ord-1")
    let people = try TemporaryRepository(["clone", "-q", "--branch=\(waiting)", fleet.server.path])
    try people.commit(["fleet/fleet.yaml": "fleet: mine\n"], "mine")
    try people.git("push", "-q")
    await #expect(throws: ApplyFailure.self) { try await fleet.record("two", of: "ord-2") }
    try people.git("checkout", "-q", "--orphan", "unrelated")
    try people.commit(["x": "y"], "unrelated")
    try people.git("push", "-q", "--force", "origin", "HEAD:\(waiting)")
    await #expect(throws: ApplyFailure.self) { try await fleet.record("two", of: "ord-2") }
  }

  @Test func `Where that branch is refused too, they are kept here`() async throws {
    try fleet.refusePushes()
    let (commit, place, _) = try #require(try await fleet.record("one").commit)
    guard case .refused = place else { Issue.record("\(place)"); return }
    #expect(try fleet.clone.id(waiting) == commit)
  }
}
