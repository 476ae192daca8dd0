import Git
import Planner
import RepositoryFixtures
import Testing

@testable import Applier

/// Where a protected branch takes no results, they wait on a branch beside it.
@Suite(.timeLimit(.minutes(20)))
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
    _ text: String, of order: String, in fleet: ClonedFleet? = nil, ci: CIEnvironment = CIEnvironment([:]),
    takingOver: [OrderResult] = []
  ) async throws -> ObjectID {
    let (commit, place, note) = try #require(
      try await (fleet ?? self.fleet).record(text, of: order, ci: ci, takingOver: takingOver).commit)
    guard case .aside("origin", let why) = place else { throw GitFailed(stderr: "\(place)") }
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

  private func ended(_ order: String) -> OrderResult {
    OrderResult(
      order: orderID(order), phase: .terminated, since: Day(number: 20_000), server: nil, applied: nil,
      terminatingSince: nil, failure: nil)
  }

  @Test func `They are pushed beside the branch, and the checkout stays as it is`() async throws {
    try await recordAside("one", of: "ord-1")
    #expect(try fleet.server.id("main") == fleet.first && fleet.clone.head == fleet.first)
    #expect(try fleet.clone.git("status", "--porcelain") == "")
    #expect(result("ord-1", at: waiting) == "one")
  }

  @Test func `What is taken over is a commit of our own on the branch's tip, and nothing of what waited follows`()
    async throws
  {
    let first = try await recordAside("one", of: "ord-1")
    try asPeople { try $0.commit(["README": "2\n"], "theirs") }
    let second = try await recordAside("two", of: "ord-02", takingOver: [ended("ord-01")])
    #expect(result("ord-01", at: waiting)?.contains("phase: terminated") == true)
    #expect(throws: GitFailed.self) { try fleet.server.git("merge-base", "--is-ancestor", "\(first)", "\(second)") }
    #expect(
      try fleet.server.git("log", "--format=%s|%an|%ad", "--date=short", "main..\(waiting)")
        == "apply: two|botfleet|2026-11-22\napply: 1 result taken over from botfleet/results|botfleet|2026-11-22"
    )
    #expect(try fleet.server.git("show", "\(waiting):README") == "2")
    try fleet.server.git("fsck", "--strict")
  }

  @Test func `As soon as the branch takes pushes again it gets all of them, and nothing waits any more`() async throws {
    try await recordAside("one", of: "ord-1")
    try fleet.acceptPushes()
    let (commit, place, note) = try #require(
      try await fleet.record("two", of: "ord-2", takingOver: [ended("ord-01")]).commit)
    #expect(place == .pushed(remote: "origin") && note == nil)
    #expect(result("ord-01", at: "main") != nil && result("ord-2", at: "main") == "two")
    #expect(try fleet.server.id("main") == commit && fleet.clone.head == commit)
    #expect(try fleet.clone.git("status", "--porcelain") == "")
    #expect(throws: GitFailed.self) { try fleet.server.id(waiting) }
  }

  @Test func `A run with nothing new offers them again, and says that they wait`() async throws {
    try await recordAside("one", of: "ord-1")
    let tip = try fleet.server.id(waiting)
    guard case .stillWaiting("origin") = try await fleet.record("", takingOver: [ended("ord-01")]) else {
      Issue.record("they do not wait")
      return
    }
    #expect(try fleet.server.id(waiting) == tip && fleet.server.id("main") == fleet.first)
    try fleet.acceptPushes()
    let (_, place, _) = try #require(try await fleet.record("", takingOver: [ended("ord-01")]).commit)
    #expect(place == .pushed(remote: "origin") && result("ord-01", at: "main") != nil)
    guard case .nothingNew = try await fleet.record("", takingOver: [ended("ord-01")]) else {
      Issue.record("something is new")
      return
    }
  }

  @Test func `A result that the branch changed while the run was at work stays as it is there`() async throws {
    try fleet.acceptPushes()
    _ = try await fleet.record("two", of: "ord-02", takingOver: [ended("ord-01"), ended("ord-11")]) {
      try fleet.push(["fleet/results/01/ord-01.yaml": "by hand"])
    }
    #expect(result("ord-01", at: "main") == "by hand" && result("ord-02", at: "main") == "two")
    #expect(try fleet.server.git("show", "main:fleet/results/11/ord-11.yaml").contains("terminated"))
  }

  @Test func `Where that branch is refused too, they are kept here`() async throws {
    try fleet.refusePushes()
    let (commit, place, _) = try #require(try await fleet.record("one").commit)
    guard case .refused = place else { Issue.record("\(place)"); return }
    #expect(try fleet.clone.id(waiting) == commit)
  }
}
