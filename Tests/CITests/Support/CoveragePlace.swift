import ForgeStandIn
import Forges
import Git
import Guarding
import RepositoryFixtures

@testable import CI

/// A repository with a recorded commit, and a forge with pull request 7.
struct CoveragePlace {
  let repository: TemporaryRepository
  let bench: ForgeBench
  let recorded: ObjectID
  let waits = Guarded([Duration]())

  init(_ kind: ForgeStandIn.Kind = .gitHub) throws {
    repository = try TemporaryRepository()
    recorded = try repository.commit(["fleet/fleet.yaml": "name: a\n", "README.md": "a\n"], "the fleet")
    bench = try ForgeBench(kind)
  }

  /// Looks for what brought the commits of the branch `main`, in a clone that has everything, or cannot fetch.
  func find(_ client: (any ForgeClient)? = nil, canFetch: Bool = true) async throws -> CoveredPullRequests {
    let search = CoverageSearch(
      client: client ?? bench.client, whyNoClient: "there is no token", branch: "main", applyStatus: "botfleet/apply",
      fetch: { _ in canFetch ? [:] : nil }, sleep: { [waits] pause in waits.withLock { $0.append(pause) } })
    return try await search.run(
      try await repository.open(), folder: "fleet", from: recorded, to: try repository.head)
  }

  /// Merges pull request 7 as a commit.
  func merge(_ commit: ObjectID, head: String? = nil, base: String = "main") {
    bench.forge.state.withLock { state in
      state.merges[commit.description] = [7]
      state.pulls[7]?.isOpen = false
      state.pulls[7]?.isMerged = true
      state.pulls[7]?.base = base
      if let head { state.pulls[7]?.head = head }
    }
  }

  /// Commits to the branch of pull request 7, which is its head then.
  @discardableResult
  func push(_ files: [String: String], from base: String = "main") throws -> ObjectID {
    let isNew = (try? repository.id("refs/heads/add")) == nil
    try repository.git(["checkout", "-q"] + (isNew ? ["-b", "add", base] : ["add"]), with: [:])
    let head = try repository.commit(files, "a change")
    bench.forge.state.withLock { $0.pulls[7]?.head = head.description }
    try repository.git("checkout", "-q", "main")
    return head
  }
}

/// An order's document, by its path.
func orderFile(_ id: String, _ tier: String = "starter") -> [String: String] {
  ["fleet/orders/\(id).yaml": "id: \(id)\ntier: \(tier)\n"]
}
