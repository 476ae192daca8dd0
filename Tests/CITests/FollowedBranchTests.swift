import Applier
import Git
import Logging
import RepositoryFixtures
import Testing

/// A checkout that became older while its job waited is brought to the branch's tip, where that loses nothing.
@Suite(.timeLimit(.minutes(20))) struct FollowedBranchTests {
  private struct Place {
    let server: TemporaryRepository
    let people: TemporaryRepository
    let job: TemporaryRepository

    /// A job's clone, after which somebody pushes.
    init(_ clone: String...) throws {
      let seed = try TemporaryRepository()
      try seed.commit(["fleet/fleet.yaml": "name: a\n"], "one")
      server = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
      people = try TemporaryRepository(["clone", "-q", server.path])
      try people.commit(["fleet/fleet.yaml": "name: b\n"], "two")
      try people.git("push", "-q", "origin", "main")
      job = try TemporaryRepository(["clone", "-q"] + clone + ["file://\(server.path)"])
      try people.commit(["fleet/fleet.yaml": "name: c\n"], "three")
      try people.git("push", "-q", "origin", "main")
    }

    func follow(moving: Bool = true) async throws -> FollowedBranch {
      let workspace = try await Workspace.open(
        job.path, fleetPath: "fleet", environmentFile: nil, environment: job.environment,
        log: Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() })
      return try await workspace.follow("main", moving: moving)
    }
  }

  @Test func `HEAD on the branch moves with files and branch`() async throws {
    let place = try Place()
    let followed = try await place.follow()
    guard case .moved = followed.checkout else { return #expect(Bool(false), "\(followed.checkout)") }
    #expect(try place.job.head == place.people.head && followed.tip == place.people.head)
    #expect(place.job.read("fleet/fleet.yaml") == "name: c\n")
    #expect(try place.job.git("symbolic-ref", "HEAD") == "refs/heads/main")
    #expect(try place.job.git("status", "--porcelain") == "")
    guard case .current = try await place.follow().checkout else { return #expect(Bool(false)) }
  }

  @Test func `A shallow clone with a detached HEAD, as a runner makes it, moves too, and gets its history`()
    async throws
  {
    let place = try Place("--depth=1")
    try place.job.git("checkout", "-q", "--detach")
    guard case .moved = try await place.follow().checkout else { return #expect(Bool(false)) }
    #expect(try place.job.head == place.people.head)
    #expect(try place.job.git("rev-list", "--count", "HEAD") == "3")
    #expect(try place.job.git("status", "--porcelain") == "")
  }

  @Test func `Where somebody's file is in the way, nothing moves`() async throws {
    let place = try Place()
    let before = try place.job.head
    try place.job.write("name: mine\n", to: "fleet/fleet.yaml")
    guard case .stuck(let error) = try await place.follow().checkout else { return #expect(Bool(false)) }
    #expect("\(error)".contains("fleet/fleet.yaml"), "\(error)")
    #expect(try place.job.head == before && place.job.read("fleet/fleet.yaml") == "name: mine\n")
  }

  @Test func `Commits that the branch does not have, and another branch, stay where they are`() async throws {
    let place = try Place()
    try place.job.git("checkout", "-q", "-b", "mine")
    guard case .elsewhere = try await place.follow().checkout else { return #expect(Bool(false)) }
    try place.job.git("checkout", "-q", "main")
    let own = try place.job.commit(["a": "1"], "mine")
    guard case .elsewhere = try await place.follow().checkout else { return #expect(Bool(false)) }
    #expect(try place.job.head == own)
  }

  @Test func `Whoever only looks moves nothing`() async throws {
    let place = try Place()
    let before = try place.job.head
    let followed = try await place.follow(moving: false)
    #expect(try followed.tip == place.people.head && place.job.head == before)
  }

  @Test func `No hook of the clone is run`() async throws {
    let place = try Place()
    try writeProgram("#!/bin/sh\ntouch \(place.job.path)/ran\n", to: "\(place.job.path)/.git/hooks/post-merge")
    guard case .moved = try await place.follow().checkout else { return #expect(Bool(false)) }
    #expect(place.job.read("ran") == nil)
  }
}
