import ForgeStandIn
import Forges
import Git
import Planner
import RepositoryFixtures
import Testing

@testable import CI

/// A merge queue's group: whose it is, and whether what was shown still holds.
@Suite(.timeLimit(.minutes(20))) struct QueueTests {
  @Test func `What was shown holds where the group does just that, whatever else it does`() throws {
    let (one, two) = (try change("ord-1"), try change("ord-2"))
    let shown = ReviewedPlan.shown(ShownDigests([one]))
    #expect(QueueMember(7, shown, in: try plan([one, two])).state == .holds)
    let moved = try change("ord-1", .update, [.suspend])
    #expect(QueueMember(7, shown, in: try plan([moved, two])).state == .differs([one.order]))
    // A pull request before it in the queue did it already.
    #expect(QueueMember(7, shown, in: try plan([two])).state == .differs([one.order]))
    #expect(QueueMember(7, .nothing(why: "it has none"), in: try plan([])).state == .nothingShown(why: "it has none"))
  }

  @Test func `Its pull requests are those of its commits that are open for its branch`() async throws {
    let repository = try TemporaryRepository()
    let base = try repository.commit(["a": "1"], "base (#6)")
    try repository.git("checkout", "-q", "-b", "add")
    let head = try repository.commit(["b": "1"], "b")
    try repository.git("checkout", "-q", "main")
    try repository.git("merge", "-q", "--no-ff", "-m", "Merge pull request #7 from shop/add", "add")
    try repository.commit(["c": "1"], "C (#8)")
    try repository.commit(["d": "1"], "D (#9)")
    let bench = try ForgeBench(.gitHub)
    bench.forge.state.withLock { state in
      state.pulls[7]?.head = head.description
      state.pulls[8] = .init(number: 8, title: "C", author: 2, head: String(repeating: "c", count: 40), headBranch: "c")
      state.pulls[9] = .init(
        number: 9, title: "D", author: 2, head: String(repeating: "d", count: 40), headBranch: "d", base: "staging")
      state.pulls[6] = .init(number: 6, title: "A", author: 2, head: String(repeating: "f", count: 40), headBranch: "a")
    }
    let event = MergeQueueEvent(
      head: try repository.head.description, base: base.description, baseBranch: "main", numbers: [8])
    let found = try await findMembers(of: event, in: try await repository.open(), from: bench.client)
    #expect(found.members.map(\.number) == [7, 8] && found.isWhole)
    // Another head than the one that is merged is another pull request's plan.
    bench.forge.state.withLock { $0.pulls[7]?.head = String(repeating: "e", count: 40) }
    let other = try await findMembers(of: event, in: try await repository.open(), from: bench.client)
    #expect(other.members.map(\.number) == [8])
  }
}
