import RepositoryFixtures
import Testing

@testable import Applier

@Suite struct ResultsBranchTests {
  private let ci = CIEnvironment(["CI_COMMIT_BRANCH": "main"])

  private func choose(
    _ made: TemporaryRepository, named: String? = nil, ci: CIEnvironment = CIEnvironment([:]),
    pushing: Pushing = .toUpstream
  ) async throws -> ResultsBranch {
    try await ResultsBranch.choose(
      for: .usual, named: named, in: try await made.open(), ci: ci, pushing: pushing, environment: made.environment)
  }

  @Test func `The branch that is checked out goes to its upstream, whatever the forge says`() async throws {
    let fleet = try ClonedFleet()
    let branch = try await choose(fleet.clone, ci: CIEnvironment(["CI_COMMIT_BRANCH": "other"]))
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
    let branch = try await choose(fleet.clone)
    #expect(branch.choice == .checkedOut && branch.name == "mine" && branch.remote == nil)
  }

  @Test func `A named branch goes before the one that is checked out, to origin where it has no upstream`() async throws
  {
    let fleet = try ClonedFleet()
    let branch = try await choose(fleet.clone, named: "results", ci: ci)
    #expect(branch.choice == .named && branch.name == "results" && branch.remote?.name == "origin")
  }

  @Test func `With a detached HEAD the forge's branch is taken, at origin`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("checkout", "-q", "--detach")
    let branch = try await choose(fleet.clone, ci: ci)
    #expect(branch.choice == .forge && branch.name == "main" && branch.remote?.name == "origin")
    try fleet.clone.git("remote", "remove", "origin")
    #expect(try await choose(fleet.clone, ci: ci).remote == nil)
  }

  /// Woodpecker and Drone make the branch anew that they check out: its results went nowhere.
  @Test func `In a forge's run a branch without an upstream goes to origin where the run is for it, and else nowhere`()
    async throws
  {
    let fleet = try ClonedFleet()
    try fleet.clone.git("branch", "--unset-upstream")
    let branch = try await choose(fleet.clone, ci: ci)
    #expect(branch.choice == .checkedOut && branch.name == "main" && branch.remote?.name == "origin")
    for run in [["CI_COMMIT_BRANCH": "other"], ["CI": "true"], ["CI_COMMIT_TAG": "v1"]] {
      await #expect(throws: ApplyFailure.self, "\(run)") { try await choose(fleet.clone, ci: CIEnvironment(run)) }
    }
  }

  /// Results of such runs were lost with the runner, and a deletion's day began anew each time.
  @Test func `With a remote, and nothing that names a branch, none is chosen`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("checkout", "-q", "--detach")
    for run in [[:], ["CI": "true"], ["GITHUB_REF": "refs/pull/7/merge"]] {
      let error = await #expect(throws: ApplyFailure.self) { try await choose(fleet.clone, ci: CIEnvironment(run)) }
      guard case .noBranch? = error else { throw try #require(error) }
    }
    #expect(try await choose(fleet.clone, named: "main").remote?.name == "origin")
  }

  @Test func `The only remote is taken whatever it is called, and of several none is guessed`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("checkout", "-q", "--detach")
    try fleet.clone.git("remote", "rename", "origin", "upstream")
    #expect(try await choose(fleet.clone, ci: ci).remote?.name == "upstream")
    try fleet.clone.git("remote", "add", "another", fleet.server.path)
    try fleet.clone.git("branch", "--unset-upstream", "main")
    await #expect(throws: ApplyFailure.self) { try await choose(fleet.clone, ci: ci) }
  }

  @Test(arguments: ["main", "refs/heads/main", "origin/main"])
  func `A branch is named by its name, its full name, or as the remote's is called here`(name: String) async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("tag", "main")
    try fleet.clone.git("tag", "origin/main")
    let branch = try await choose(fleet.clone, named: name)
    #expect(branch.name == "main" && branch.remote?.name == "origin")
  }

  @Test(arguments: ["-x", "", "HEAD:x", "a..b", "main~1", "@{u}", "refs/tags/v1", "a b"])
  func `What is not the name of a branch is refused, whoever names it`(name: String) async throws {
    let fleet = try ClonedFleet()
    await #expect(throws: ApplyFailure.self) { try await choose(fleet.clone, named: name) }
    try fleet.clone.git("checkout", "-q", "--detach")
    await #expect(throws: ApplyFailure.self) {
      try await choose(fleet.clone, ci: CIEnvironment(["CI_COMMIT_BRANCH": name]))
    }
  }

  @Test func `A branch of ours that is called as the remote's is here is refused with both named`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("branch", "origin/main")
    let error = await #expect(throws: ApplyFailure.self) { try await choose(fleet.clone, named: "origin/main") }
    #expect("\(try #require(error))".contains("refs/heads/origin/main, refs/remotes/origin/main"))
  }

  @Test func `With nothing to go by, nor a remote, there is a branch of results, which stays here`() async throws {
    let fleet = try ClonedFleet()
    try fleet.clone.git("checkout", "-q", "--detach")
    #expect(try await choose(fleet.clone, pushing: .never).choice == .fallback)
    try fleet.clone.git("remote", "remove", "origin")
    let branch = try await choose(fleet.clone)
    #expect(branch.choice == .fallback && branch.name == "botfleet/results" && branch.remote == nil)
  }

  @Test func `Announcements not to push, there is no remote`() async throws {
    let fleet = try ClonedFleet()
    #expect(try await choose(fleet.clone, pushing: .never).remote == nil)
  }
}
