import Foundation
import Git
import Planner
import RepositoryFixtures

@testable import Applier

/// A bare server with a commit of a fleet, and a clone of it that results are recorded in.
struct ClonedFleet {
  let server: TemporaryRepository
  let clone: TemporaryRepository
  let first: ObjectID
  let main = "refs/heads/main"

  init(_ cloning: String...) throws {
    let seed = try TemporaryRepository()
    first = try seed.commit(["fleet/fleet.yaml": "fleet: example\n", "README": "1\n"], "first")
    server = try TemporaryRepository(["clone", "-q", "--bare", seed.path])
    clone = try TemporaryRepository(["clone", "-q"] + cloning + ["file://\(server.path)"])
  }

  /// Another clone of the same server.
  init(of other: ClonedFleet, _ cloning: String...) throws {
    (first, server) = (other.first, other.server)
    clone = try TemporaryRepository(["clone", "-q"] + cloning + ["file://\(server.path)"])
  }

  /// Somebody else's commit on the server's main.
  @discardableResult
  func push(_ files: [String: String], _ message: String = "theirs") throws -> ObjectID {
    let other = try TemporaryRepository(["clone", "-q", server.path])
    let theirs = try other.commit(files, message)
    try other.git("push", "-q", "origin", "HEAD:main")
    return theirs
  }

  /// Lets the server refuse every push.
  func refusePushes() throws {
    try writeProgram("#!/bin/sh\necho 'no results on Fridays' >&2\nexit 1\n", to: hook)
  }

  /// Lets the server refuse pushes to main as code hosts do.
  func protectMain() throws {
    let script = """
      #!/bin/sh
      grep -q ' refs/heads/main$' || exit 0
      echo 'GH006: Protected branch update failed for refs/heads/main.' >&2
      exit 1
      """
    try writeProgram(script, to: hook)
  }

  func acceptPushes() throws { try FileManager.default.removeItem(atPath: hook) }

  private var hook: String { server.path + "/hooks/pre-receive" }

  /// What becomes of one file of results when it is recorded as `botfleet apply` does it.
  ///
  /// - Parameter meanwhile: happens after the results branch's tip was read.
  func record(
    _ text: String, of order: String = "ord-1", ci: CIEnvironment = CIEnvironment([:]),
    pushing: Pushing = .toUpstream,
    takingOver: [OrderResult] = [], openOrders: OpenOrdersUpdate? = nil, meanwhile: () throws -> Void = {}
  ) async throws -> Recording {
    let workspace = try await clone.workspace()
    let repository = try workspace.requireRepository()
    let head = try await repository.head()
    guard let commit = head.commit else { throw GitFailed(stderr: "no commit") }
    let branch = try await ResultsBranch.choose(
      for: .usual, named: nil, in: repository, ci: ci, pushing: pushing, environment: clone.environment)
    let signer = try await Signer.find(for: repository, in: workspace.runEnvironment.variables)
    let base = try await ResultsBase.find(for: commit, on: branch, in: workspace, repository)
    try meanwhile()
    let recorder = Recorder(
      repository: repository, branch: branch, head: head, workspace: workspace,
      author: Signature(name: "botfleet", email: "botfleet@example.com", time: 1_795_348_800), signer: signer,
      takingOver: TakingOver(takingOver, in: workspace), openOrders: openOrders, pause: { _ in })
    let changes: [String: CommitDraft.Change] =
      text.isEmpty ? [:] : ["fleet/results/01/\(order).yaml": .write(Array(text.utf8))]
    return await recorder.record(changes, message: "apply: \(text)", on: base)
  }

  /// The subjects on the server's main, newest first.
  var subjects: [String] {
    get throws { try server.git("log", "--format=%s", "main").split(separator: "\n").map(String.init) }
  }
}
