import Git
import Planner
import RepositoryFixtures
import Testing

@testable import Applier

/// The record of open orders is written beside results, and names those that it was made over.
@Suite(.timeLimit(.minutes(20)))
struct OpenOrdersRecordTests {
  private let path = "fleet/results/open.yaml"

  private func update(alone: Bool = false, servers: Int = 1) -> OpenOrdersUpdate {
    OpenOrdersUpdate(
      orders: OpenOrders(revision: "4f2c1ab", asOf: Instant(seconds: 1_795_348_800).day, servers: servers),
      isDueAlone: alone)
  }

  /// The tree of results as git itself makes it without the record.
  private func tree(_ fleet: ClonedFleet) throws -> String {
    let index = ["GIT_INDEX_FILE": "\(fleet.clone.path)/.git/other"]
    try fleet.clone.git(["read-tree", "origin/main"], with: index)
    try fleet.clone.git(["rm", "-q", "--cached", path], with: index)
    let whole = try fleet.clone.git(["write-tree"], with: index)
    return try fleet.clone.git("rev-parse", "\(whole):fleet/results")
  }

  private func recorded(_ fleet: ClonedFleet) async throws -> OpenOrdersRecord {
    let workspace = try await fleet.clone.workspace()
    let repository = try workspace.requireRepository()
    try fleet.clone.git("fetch", "-q")
    return try await workspace.openOrdersRecord(
      at: try fleet.server.id("main"), in: repository)
  }

  @Test func `It goes into the commit of the results, and names the tree that they are`() async throws {
    let fleet = try ClonedFleet()
    let (commit, _, _) = try #require(try await fleet.record("one", openOrders: update()).commit)
    #expect(
      try fleet.server.git("diff-tree", "--no-commit-id", "-r", "--name-only", "\(commit)")
        == "fleet/results/01/ord-1.yaml\n\(path)")
    guard case .recorded(let record, isOfResults: true) = try await recorded(fleet) else {
      Issue.record("it is not about these results")
      return
    }
    #expect(try record.results == tree(fleet) && record.orders.servers == 1)
    // What people have checked out follows.
    #expect(try fleet.clone.git("status", "--porcelain") == "")
  }

  @Test func `Where a result is edited afterwards, it is about other results`() async throws {
    let fleet = try ClonedFleet()
    _ = try await fleet.record("one", openOrders: update())
    try fleet.push(["fleet/results/01/ord-1.yaml": "by hand"])
    guard case .recorded(_, isOfResults: false) = try await recorded(fleet) else {
      Issue.record("it is still believed")
      return
    }
  }

  @Test func `A branch that moved on in its documents gets it, and one that moved on in its results does not`()
    async throws
  {
    let fleet = try ClonedFleet()
    _ = try await fleet.record("one", openOrders: update()) { try fleet.push(["fleet/orders/ord-9.yaml": "x"]) }
    guard case .recorded(_, isOfResults: true) = try await recorded(fleet) else {
      Issue.record("documents are in its way")
      return
    }
    try fleet.clone.git("pull", "-q")
    _ = try await fleet.record("two", openOrders: update(servers: 2)) {
      try fleet.push(["fleet/results/09/ord-9.yaml": "another's"])
    }
    guard case .recorded(let record, isOfResults: false) = try await recorded(fleet) else {
      Issue.record("it counts what it does not know")
      return
    }
    #expect(record.orders.servers == 1)
  }

  @Test func `Alone it is written only where that is due, and once`() async throws {
    let fleet = try ClonedFleet()
    guard case .nothingNew = try await fleet.record("", openOrders: update()) else {
      Issue.record("a commit was made")
      return
    }
    let commit = try #require(try await fleet.record("", openOrders: update(alone: true)).commit)
    #expect(try fleet.server.git("diff-tree", "--no-commit-id", "-r", "--name-only", "\(commit.0)") == path)
    guard case .nothingNew = try await fleet.record("", openOrders: update(alone: true)) else {
      Issue.record("another commit was made of the same")
      return
    }
  }

  @Test func `A folder in its place keeps no result from being recorded`() async throws {
    let fleet = try ClonedFleet()
    try fleet.push(["\(path)/x": "somebody's"])
    try fleet.clone.git("pull", "-q")
    let (commit, _, _) = try #require(try await fleet.record("one", openOrders: update()).commit)
    #expect(
      try fleet.server.git("diff-tree", "--no-commit-id", "-r", "--name-only", "\(commit)")
        == "fleet/results/01/ord-1.yaml")
    guard case .none = try await recorded(fleet) else {
      Issue.record("a folder is taken for a record")
      return
    }
  }
}
