import RepositoryFixtures
import Testing

@testable import Applier

@Suite struct ResultsBranchTests {
  private let forge = Forge(["CI_COMMIT_BRANCH": "main"])

  private func choose(
    _ made: TemporaryRepository, named: String? = nil, forge: Forge = Forge([:]), pushing: Pushing = .toUpstream
  ) async throws -> ResultsBranch {
    try await ResultsBranch.choose(
      named: named, in: try await made.open(), forge: forge, pushing: pushing, environment: made.environment)
  }

  @Test func `The branch that is checked out goes to its upstream, whatever the forge says`() async throws {
    let fleet = try ClonedFleet()
    let branch = try await choose(fleet.clone, forge: Forge(["CI_COMMIT_BRANCH": "other"]))
    #expect(branch.choice == .checkedOut && branch.name == "main" && branch.remote?.name == "origin")
  }

  @Test func `The upstream may have another name than the branch here`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("checkout", "-q", "-b", "mine", "--track", "origin/main")
    let branch = try await choose(fleet.clone)
    #expect(branch.name == "main" && branch.localName == "mine" && branch.remote?.name == "origin")
  }

  @Test func `A checked-out branch without an upstream stays here`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("checkout", "-q", "-b", "mine", "--no-track")
    let branch = try await choose(fleet.clone, forge: forge)
    #expect(branch.choice == .checkedOut && branch.name == "mine" && branch.remote == nil)
  }

  @Test func `A named branch goes before the one that is checked out, to origin where it has no upstream`() async throws
  {
    let fleet = try ClonedFleet()
    let branch = try await choose(fleet.clone, named: "results", forge: forge)
    #expect(branch.choice == .named && branch.name == "results" && branch.remote?.name == "origin")
  }

  @Test func `With a detached HEAD the forge's branch is taken, at origin`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("checkout", "-q", "--detach")
    let branch = try await choose(fleet.clone, forge: forge)
    #expect(branch.choice == .forge && branch.name == "main" && branch.remote?.name == "origin")
    try fleet.clone.git("remote", "remove", "origin")
    #expect(try await choose(fleet.clone, forge: forge).remote == nil)
  }

  @Test func `With nothing to go by there is a branch of results, which stays here`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("checkout", "-q", "--detach")
    let branch = try await choose(fleet.clone)
    #expect(branch.choice == .fallback && branch.name == "botfleet/results" && branch.remote == nil)
  }

  @Test func `Told not to push, there is no remote`() async throws {
    let fleet = try ClonedFleet()
    #expect(try await choose(fleet.clone, pushing: .never).remote == nil)
  }
}
