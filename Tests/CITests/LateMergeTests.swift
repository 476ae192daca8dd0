import ForgeStandIn
import Git
import RepositoryFixtures
import Testing

@testable import CI

/// A forge that does not know yet by which pull request a commit came: what the commit does tells it.
@Suite(.timeLimit(.minutes(20))) struct LateMergeTests {
  /// A place whose forge answers for a long time as if nobody knew of a merge.
  private func place(_ kind: ForgeStandIn.Kind) throws -> CoveragePlace {
    let place = try CoveragePlace(kind)
    place.bench.forge.state.withLock { $0.mergeLag = 1000 }
    return place
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A squashed pull request is found by what it does, and nobody waits`(kind: ForgeStandIn.Kind) async throws {
    let place = try place(kind)
    try place.push(orderFile("ord-1"))
    let head = try place.push(orderFile("ord-2"))
    let squashed = try place.repository.commit(
      orderFile("ord-1").merging(orderFile("ord-2")) { $1 }, "A title that somebody edited")
    place.merge(squashed, head: head.description)
    let covered = try await place.find()
    #expect(covered.commits.map(\.origin) == [.pullRequests([7])] && covered.requests.map(\.number) == [7])
    #expect(place.waits.withLock { $0 } == [])
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `So are all commits of one that was rebased`(kind: ForgeStandIn.Kind) async throws {
    let place = try place(kind)
    try place.push(orderFile("ord-1").merging(orderFile("ord-3")) { $1 })
    let head = try place.push(orderFile("ord-1", "pro").merging(orderFile("ord-2")) { $1 })
    try place.repository.commit(["README.md": "b\n"], "meanwhile")
    try place.repository.git("cherry-pick", "\(place.recorded)..\(head)")
    place.merge(try place.repository.head, head: head.description)
    let covered = try await place.find()
    #expect(covered.commits.map(\.origin) == [.pullRequests([7]), .pullRequests([7])])
    #expect(place.waits.withLock { $0 } == [])
  }

  /// Its commits are the branch's own; GitLab and Forgejo merge so where nothing was merged meanwhile.
  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `So is one whose commits became the branch's`(kind: ForgeStandIn.Kind) async throws {
    let place = try place(kind)
    try place.push(orderFile("ord-1"))
    let head = try place.push(orderFile("ord-2"))
    try place.repository.git("merge", "-q", "--ff-only", "add")
    place.merge(head, head: head.description)
    let covered = try await place.find()
    #expect(covered.commits.map(\.origin) == [.pullRequests([7]), .pullRequests([7])])
    #expect(place.waits.withLock { $0 } == [])
  }

  @Test func `Where both sides changed a file, the commit is compared with the merge`() async throws {
    let place = try place(.gitHub)
    let lines = (1...9).map { "line-\($0): a\n" }
    let file = { (changed: [Int]) in
      [
        "fleet/catalog.yaml": lines.enumerated().map { changed.contains($0.offset) ? "changed: b\n" : $0.element }
          .joined()
      ]
    }
    try place.repository.commit(file([]), "a catalog")
    let head = try place.push(file([0]))
    try place.repository.commit(file([8]), "meanwhile")
    let squashed = try place.repository.commit(file([0, 8]), "The top of the catalog")
    place.merge(squashed, head: head.description)
    let covered = try await place.find()
    #expect(covered.commits.map(\.origin) == [.pullRequests([7]), .push, .push])
  }

  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `What was pushed is not waited for, whatever is open`(kind: ForgeStandIn.Kind) async throws {
    let place = try place(kind)
    try place.push(orderFile("ord-1"))
    try place.repository.commit(orderFile("ord-2"), "pushed (#7)")
    // One that has what was pushed did not bring it.
    let pushed = try place.repository.commit(orderFile("ord-3"), "pushed, too")
    try place.repository.git("checkout", "-q", "add")
    try place.repository.git("merge", "-q", "--no-ff", "-m", "up to date", "main")
    place.bench.forge.state.withLock { [head = try? place.repository.head] in $0.pulls[7]?.head = "\(head ?? pushed)" }
    try place.repository.git("checkout", "-q", "main")
    let covered = try await place.find()
    #expect(covered.commits.map(\.origin) == [.push, .push] && covered.requests == [])
    #expect(place.waits.withLock { $0 } == [])
  }

  @Test func `What an open pull request does is waited for, and is nobody's if the forge does not call it merged`()
    async throws
  {
    let place = try place(.gitHub)
    try place.push(orderFile("ord-1"))
    try place.repository.commit(orderFile("ord-1"), "the same")
    let covered = try await place.find()
    #expect(
      covered.commits.map(\.origin) == [
        .unknown(why: "it does what pull request 7 does, which the forge does not call merged")
      ])
    #expect(place.waits.withLock { $0.count } == 3 && covered.requests == [])
  }

  @Test func `A removed order is compared, too`() async throws {
    let place = try CoveragePlace(.gitHub)
    let kept = try place.repository.commit(orderFile("ord-1"), "an order")
    try place.repository.git("checkout", "-q", "-b", "add")
    try place.repository.git("rm", "-q", "fleet/orders/ord-1.yaml")
    let head = try place.repository.commit([:], "gone")
    try place.repository.git("checkout", "-q", "main")
    try place.repository.git("merge", "-q", "--squash", "add")
    let squashed = try place.repository.commit([:], "squashed")
    place.merge(squashed, head: head.description)
    place.bench.forge.state.withLock { state in
      state.merges = [:]
      state.pulls[7]?.isMerged = true
    }
    #expect(try await place.find().commits.map(\.origin) == [.pullRequests([7]), .push])
    #expect(kept != squashed)
  }
}
