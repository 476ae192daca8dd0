import ForgeStandIn
import Forges
import Git
import Testing

@testable import CI

/// Which pull requests the commits since the last recorded revision came by.
@Suite(.timeLimit(.minutes(20))) struct CoveredPullRequestsTests {
  @Test(arguments: ForgeStandIn.Kind.allCases)
  func `A commit is a pull request's where the forge says so`(kind: ForgeStandIn.Kind) async throws {
    let place = try CoveragePlace(kind)
    place.merge(try place.repository.commit(orderFile("ord-1"), "Add an order"))
    let covered = try await place.find()
    #expect(covered.requests.map(\.number) == [7] && !covered.isCutOff)
    #expect(covered.commits.map(\.origin) == [.pullRequests([7])])
    #expect(covered.touched(by: try await place.bench.request()).orders.map(\.text) == ["ord-1"])
  }

  @Test func `A subject that names a pull request proves nothing`() async throws {
    let place = try CoveragePlace()
    place.merge(place.recorded)
    try place.repository.commit(orderFile("ord-1"), "Add an order (#7)")
    let covered = try await place.find()
    #expect(covered.requests == [] && covered.commits.map(\.origin) == [.push])
  }

  @Test func `A merge commit whose second parent is the head is found by its subject, although the forge lags`()
    async throws
  {
    let place = try CoveragePlace()
    let repository = place.repository
    try repository.git("checkout", "-q", "-b", "add")
    let head = try repository.commit(orderFile("ord-1"), "one")
    try repository.git("checkout", "-q", "main")
    try repository.git("merge", "-q", "--no-ff", "-m", "Merge pull request #7 from shop/add", "add")
    place.merge(try repository.head, head: head.description)
    place.bench.forge.state.withLock { $0.mergeLag = 100 }
    #expect(try await place.find().requests.map(\.number) == [7])
    #expect(place.waits.withLock { $0 } == [])
  }

  @Test func `A pull request that was merged into another branch did not bring the commit`() async throws {
    let place = try CoveragePlace()
    place.merge(try place.repository.commit(orderFile("ord-1"), "Add an order"), base: "staging")
    #expect(try await place.find().requests == [])
  }

  @Test func `Where nothing can be compared, a commit is asked for again, for a forge learns of a merge a little late`()
    async throws
  {
    let place = try CoveragePlace()
    place.merge(try place.repository.commit(orderFile("ord-1"), "Add an order"))
    place.bench.forge.state.withLock { $0.mergeLag = 2 }
    #expect(try await place.find(canFetch: false).requests.map(\.number) == [7])
    #expect(place.waits.withLock { $0.count } == 2)
    place.bench.forge.state.withLock { $0.mergeLag = 10 }
    #expect(try await place.find(canFetch: false).requests == [])
    #expect(place.waits.withLock { $0.count } == 5)
  }

  @Test func `What does not concern the fleet is not asked for`() async throws {
    let place = try CoveragePlace()
    try place.repository.commit(["README.md": "b\n", "fleet/notes.txt": "b\n", "else/orders/ord-1.yaml": "b\n"])
    #expect(try await place.find() == CoveredPullRequests())
    #expect(place.bench.forge.asked == [])
  }

  @Test func `Without a token it is not known how a commit came`() async throws {
    let place = try CoveragePlace()
    try place.repository.commit(orderFile("ord-1"))
    let search = CoverageSearch(
      client: nil, whyNoClient: "there is no token", branch: "main", applyStatus: "", fetch: { _ in nil },
      sleep: { _ in })
    let covered = try await search.run(
      try await place.repository.open(), folder: "fleet", from: place.recorded, to: try place.repository.head)
    #expect(covered.commits.map(\.origin) == [.unknown(why: "there is no token")])
  }

  @Test func `A forge that fails leaves everything unknown, and is not asked for each commit`() async throws {
    let place = try CoveragePlace()
    for number in 0..<20 { try place.repository.commit(orderFile("ord-\(number)")) }
    let bench = try ForgeBench(.gitHub, token: "nobody")
    let covered = try await place.find(bench.client)
    #expect(covered.commits.count == 20 && covered.unknownCount == 20)
    #expect(covered.unknown == ["the forge does not accept the token: it is unknown, revoked or expired"])
    #expect(bench.forge.asked.count == 1)
  }

  @Test func `Only so many commits are asked for; how many were not is said`() async throws {
    let place = try CoveragePlace()
    for number in 0..<60 { try place.repository.commit(orderFile("ord-\(number)")) }
    let covered = try await place.find()
    #expect(covered.unknownCount == 10 && covered.unknown.count == 1)
  }

  @Test
  func `Gitea knows only the last commit of a rebase; those of the same hand below it are the pull request's too`()
    async throws
  {
    let place = try CoveragePlace(.gitea)
    try place.repository.commit(orderFile("ord-1"), "one")
    place.merge(try place.repository.commit(orderFile("ord-2"), "two"))
    #expect(try await place.find().commits.map(\.origin) == [.pullRequests([7]), .pullRequests([7])])
    // GitHub names each of them, and what it does not name was pushed.
    let github = try CoveragePlace(.gitHub)
    try github.repository.commit(orderFile("ord-1"), "one")
    github.merge(try github.repository.commit(orderFile("ord-2"), "two"))
    #expect(try await github.find().commits.map(\.origin) == [.pullRequests([7]), .push])
  }

  @Test func `A catalog concerns all orders, and a folder that is gone may have held any`() async throws {
    let place = try CoveragePlace()
    try place.repository.commit(orderFile("eu/ord-1").merging(orderFile("us/ord-2")) { $1 })
    try place.repository.commit(["fleet/catalog.yaml": "tiers: {}\n"])
    try place.repository.git("rm", "-rq", "fleet/orders/eu")
    try place.repository.commit([:], "gone")
    let touched = try await place.find().commits.map(\.touched)
    #expect(touched.map(\.isUncertain) == [true, false, false] && touched.map(\.isShared) == [false, true, false])
    #expect(touched[2].orders.map(\.text).sorted() == ["ord-1", "ord-2"] && !touched[2].mayEditResults)
  }
}
