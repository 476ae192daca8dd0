import Foundation
import Git
import RepositoryFixtures
import Testing

@testable import Applier

@Suite(.timeLimit(.minutes(20)))
struct RecorderTests {
  private let result = "fleet/results/01/ord-1.yaml"

  @Test func `Results are pushed as one commit, and the checkout follows`() async throws {
    let fleet = try ClonedFleet()
    let (commit, place, note) = try #require(try await fleet.record("one").commit)
    #expect(place == .pushed(remote: "origin") && note == nil)
    #expect(try fleet.server.id("main") == commit && fleet.clone.head == commit)
    #expect(try fleet.subjects == ["apply: one", "first"])
    #expect(fleet.clone.read(result) == "one")
    #expect(try fleet.clone.git("status", "--porcelain") == "")
    #expect(try fleet.clone.git("rev-parse", "--abbrev-ref", "HEAD") == "main")
  }

  @Test func `The same results again are no commit`() async throws {
    let fleet = try ClonedFleet()
    let (commit, _, _) = try #require(try await fleet.record("one").commit)
    guard case .nothingNew = try await fleet.record("one") else { Issue.record("a commit was made"); return }
    #expect(try fleet.server.id("main") == commit)
  }

  @Test func `Overtaken by others, the commit is written again on their tip, and both are there`() async throws {
    let fleet = try ClonedFleet()
    let recording = try await fleet.record("one") { try fleet.push(["README": "2\n"]) }
    let (commit, place, note) = try #require(recording.commit)
    #expect(place == .pushed(remote: "origin"))
    #expect(try fleet.server.id("main") == commit)
    #expect(try fleet.subjects == ["apply: one", "theirs", "first"])
    #expect(try fleet.server.git("show", "main:README") == "2")
    #expect(try fleet.server.git("show", "main:\(result)") == "one")
    // People's own files changed at the remote: they are not pulled behind anybody's back.
    #expect(note == .pull)
    #expect(try fleet.clone.head == fleet.first && fleet.clone.git("status", "--porcelain") == "")
  }

  @Test func `Overtaken by another run's results, the checkout follows all of it`() async throws {
    let fleet = try ClonedFleet()
    let recording = try await fleet.record("one") { try fleet.push(["fleet/results/02/ord-2.yaml": "two"]) }
    let (commit, _, note) = try #require(recording.commit)
    #expect(try note == nil && fleet.clone.head == commit)
    #expect(fleet.clone.read(result) == "one" && fleet.clone.read("fleet/results/02/ord-2.yaml") == "two")
    #expect(try fleet.clone.git("status", "--porcelain") == "")
  }

  @Test func `Where another fleet's run in the same clone has moved the branch, the checkout follows from there`()
    async throws
  {
    let fleet = try ClonedFleet()
    let recording = try await fleet.record("one") {
      try fleet.push(["fleets/us/results/02/ord-2.yaml": "two"])
      try fleet.clone.git("pull", "-q", "--ff-only")
    }
    let (commit, place, note) = try #require(recording.commit)
    #expect(try place == .pushed(remote: "origin") && note == nil && fleet.clone.head == commit)
    #expect(fleet.clone.read(result) == "one" && fleet.clone.read("fleets/us/results/02/ord-2.yaml") == "two")
    #expect(try fleet.clone.git("status", "--porcelain") == "")
  }

  @Test func `A commit that somebody made here during the run stays where it is`() async throws {
    let fleet = try ClonedFleet()
    let recording = try await fleet.record("one") { try fleet.clone.commit(["README": "mine\n"], "mine") }
    let (_, place, note) = try #require(recording.commit)
    #expect(place == .pushed(remote: "origin") && note == .pull)
    #expect(try fleet.clone.git("log", "-1", "--format=%s") == "mine")
  }

  @Test func `What the remote refuses is never called pushed, is kept, and goes through later`() async throws {
    let fleet = try ClonedFleet()
    try fleet.refusePushes()
    let (refused, place, _) = try #require(try await fleet.record("one").commit)
    guard case .refused("origin", let why) = place else { Issue.record("\(place)"); return }
    #expect(why.contains("no results on Fridays"))
    #expect(try fleet.server.id("main") == fleet.first && fleet.clone.id("botfleet/results") == refused)
    // The branch that people work on holds nothing that the remote does not want.
    #expect(try fleet.clone.head == fleet.first && fleet.clone.git("status", "--porcelain") == "")

    try fleet.acceptPushes()
    let (commit, later, note) = try #require(try await fleet.record("one").commit)
    #expect(later == .pushed(remote: "origin") && note == nil)
    #expect(try fleet.server.id("main") == commit && fleet.clone.head == commit)
    #expect(try fleet.subjects == ["apply: one", "first"])
  }

  @Test func `Without an upstream the results stay here, on the branch that is checked out`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("branch", "--unset-upstream")
    let (commit, place, note) = try #require(try await fleet.record("one").commit)
    #expect(place == .local && note == nil)
    #expect(try fleet.clone.head == commit && fleet.server.id("main") == fleet.first)
    #expect(fleet.clone.read(result) == "one")
    #expect(try fleet.clone.git("status", "--porcelain") == "")
  }

  @Test func `Announcements not to push, the results stay here`() async throws {
    let fleet = try ClonedFleet()
    let (commit, place, _) = try #require(try await fleet.record("one", pushing: .never).commit)
    #expect(place == .local)
    #expect(try fleet.clone.head == commit && fleet.server.id("main") == fleet.first)
  }

  @Test func `A branch that moves on here in the meantime is built upon`() async throws {
    let fleet = try ClonedFleet()
    let recording = try await fleet.record("one", pushing: .never) {
      try fleet.clone.git("commit", "-q", "--allow-empty", "-m", "mine")
    }
    let (commit, _, _) = try #require(recording.commit)
    #expect(try fleet.clone.git("log", "--format=%s") == "apply: one\nmine\nfirst")
    #expect(try fleet.clone.head == commit && fleet.clone.git("status", "--porcelain") == "")
  }

  @Test func `A detached HEAD that nothing names a branch for keeps results in a branch of their own`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("checkout", "-q", "--detach")
    let (commit, place, _) = try #require(try await fleet.record("one", pushing: .never).commit)
    #expect(try place == .local && fleet.clone.id("botfleet/results") == commit)
    #expect(try fleet.clone.head == fleet.first && fleet.clone.git("status", "--porcelain") == "")
  }

  @Test func `From a shallow clone with a detached HEAD results go to the branch of the run`() async throws {
    let fleet = try ClonedFleet("--depth=1")
    try fleet.clone.git("checkout", "-q", "--detach")
    let recording = try await fleet.record("one", ci: CIEnvironment(["GITHUB_REF": "refs/heads/main"])) {
      try fleet.push(["README": "2\n"])
    }
    let (commit, place, note) = try #require(recording.commit)
    #expect(place == .pushed(remote: "origin") && note == nil)
    #expect(try fleet.server.id("main") == commit && fleet.subjects == ["apply: one", "theirs", "first"])
    #expect(try fleet.clone.head == fleet.first)
    try fleet.server.git("fsck", "--strict")
  }

  @Test func `A file of results that was changed here stays as it is, and is named`() async throws {
    let fleet = try ClonedFleet()
    _ = try await fleet.record("one")
    try fleet.clone.write("by hand", to: result)
    let (commit, _, note) = try #require(try await fleet.record("two").commit)
    #expect(note == .kept([result]))
    #expect(try fleet.server.id("main") == commit && fleet.server.git("show", "main:\(result)") == "two")
    #expect(fleet.clone.read(result) == "by hand")
  }

  // A checkout that another program held was reported as "could not be committed", though the remote had the commit.
  @Test func `A checkout that cannot follow does not unsay the push`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.write("", to: ".git/index.lock")
    let (commit, place, note) = try #require(try await fleet.record("one").commit)
    #expect(try place == .pushed(remote: "origin") && fleet.server.id("main") == commit)
    guard case .stuck = note else { Issue.record("\(String(describing: note))"); return }
  }

  // An apply was killed once its results were pushed. The next had nothing to record, and left people's branch behind the remote's.
  @Test func `A run with nothing new lets the checkout follow what a killed one had pushed`() async throws {
    let fleet = try ClonedFleet()
    let pushed = try fleet.push([result: "one"], "apply: one")
    guard case .nothingNew = try await fleet.record("one") else { Issue.record("a commit was made"); return }
    #expect(try fleet.clone.head == pushed && fleet.clone.read(result) == "one")
    #expect(try fleet.clone.git("status", "--porcelain") == "")
  }

  // The branch had moved over two commits, files and index over none of them: git showed the results as reverted, ready to be committed.
  @Test func `A checkout that a killed run had begun is finished, also after people moved on`() async throws {
    let fleet = try ClonedFleet()
    try fleet.push([result: "none", "fleet/results/02/ord-2.yaml": "two"], "apply: others")
    let pushed = try fleet.push([result: "one"], "apply: one")
    try fleet.clone.git("fetch", "-q")
    let workspace = try await fleet.clone.workspace()
    let repository = try workspace.requireRepository()
    try await repository.moveBranch("main", from: fleet.first, to: pushed, because: "botfleet apply")
    try fleet.push(["README": "2\n"])
    try fleet.clone.git("pull", "-q")
    #expect(try fleet.clone.git("status", "--porcelain") != "")
    await workspace.finishEarlierCheckout(of: repository)
    #expect(fleet.clone.read(result) == "one" && fleet.clone.read("fleet/results/02/ord-2.yaml") == "two")
    #expect(try fleet.clone.git("status", "--porcelain") == "")
  }

  @Test func `Where the remote is gone the commit is kept, and people's branch does not move`() async throws {
    let fleet = try ClonedFleet()
    let recording = try await fleet.record("one") {
      try FileManager.default.removeItem(atPath: fleet.server.path)
    }
    let (kept, place, _) = try #require(recording.commit)
    guard case .unpushed = place else { Issue.record("\(place)"); return }
    #expect(try fleet.clone.id("botfleet/results") == kept && fleet.clone.head == fleet.first)
  }
}

extension Recording {
  /// The commit with what is told of it; nil where there is none.
  var commit: (ObjectID, Place, CheckoutNote?)? {
    guard case .committed(let commit, let place, let note) = self else { return nil }
    return (commit, place, note)
  }
}
