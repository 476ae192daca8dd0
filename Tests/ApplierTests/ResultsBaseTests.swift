import Git
import RepositoryFixtures
import Testing

@testable import Applier

@Suite struct ResultsBaseTests {
  /// What results would be written on; nil where that is refused, with the position of `HEAD` in words.
  private func base(_ fleet: ClonedFleet, branch name: String? = nil) async throws -> (ResultsBase?, refused: String?) {
    let workspace = try await fleet.clone.workspace()
    let repository = try workspace.requireRepository()
    let branch = try await ResultsBranch.choose(
      for: .usual, named: name, in: repository, ci: CIEnvironment([:]), pushing: .toUpstream,
      environment: fleet.clone.environment
    )
    do {
      return (try await ResultsBase.find(for: try fleet.clone.head, on: branch, in: workspace, repository), nil)
    } catch ApplyFailure.ordersDiffer(let branch, let position) {
      return (nil, "\(position) \(branch)")
    }
  }

  @Test func `HEAD at the branch's tip is the base`() async throws {
    let fleet = try ClonedFleet()
    let (found, _) = try await base(fleet)
    #expect(found?.commit == fleet.first && found?.tip == found?.commit)
  }

  @Test func `Where the branch has other orders, HEAD is behind`() async throws {
    let fleet = try ClonedFleet()
    try fleet.push(["fleet/orders/ord-1.yaml": "order: ord-1\n"])
    #expect(try await base(fleet).refused == "behind main")
  }

  @Test func `Where HEAD has other orders, it is ahead`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.commit(["fleet/orders/ord-1.yaml": "order: ord-1\n"])
    #expect(try await base(fleet).refused == "ahead main")
  }

  @Test func `Where both have other orders, they have gone apart`() async throws {
    let fleet = try ClonedFleet()
    try fleet.push(["fleet/orders/ord-2.yaml": "order: ord-2\n"])
    try fleet.clone.commit(["fleet/orders/ord-1.yaml": "order: ord-1\n"])
    #expect(try await base(fleet).refused == "diverged main")
  }

  @Test func `Results and whatever lies outside the fleet may differ: the tip is the base`() async throws {
    let fleet = try ClonedFleet()
    let tip = try fleet.push(["README": "2\n", "fleet/results/01/ord-1.yaml": "order: ord-1\n"])
    try fleet.clone.commit(["notes": "mine\n"])
    let (found, _) = try await base(fleet)
    #expect(found?.commit == tip && found?.tip == found?.commit)
  }

  @Test func `A file that only begins like the results' folder is an order's like any other`() async throws {
    let fleet = try ClonedFleet()
    try fleet.push(["fleet/results.yaml": "x: 1\n"])
    #expect(try await base(fleet).refused == "behind main")
  }

  @Test func `A branch that is not there yet begins at HEAD`() async throws {
    let fleet = try ClonedFleet()
    let (found, _) = try await base(fleet, branch: "results")
    #expect(found?.commit == fleet.first && found?.tip == nil)
  }
}
