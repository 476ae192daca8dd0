import Applier
import Foundation
import Git
import Guarding
import Logging
import Planner
import Postgres
import RepositoryFixtures

@testable import Mirror

/// A fleet's branch that a test writes commit by commit, and mirrors.
final class MirrorStory: Sendable {
  let made: TemporaryRepository
  let repository: Repository
  private let state: Guarded<State>

  private struct State {
    var tip: ObjectID?
    /// When the next commit is made.
    var time: Int64 = 1_795_000_000
  }

  static let fleet = """
    fleet: codecraft
    server: { nest: 5, egg: 15, owner: 1, image: "ghcr.io/parkervcp/yolks:nodejs_22", startup: node index.js }
    placement: { nodes: [1] }

    """
  static let catalog = """
    tiers:
      starter: { memory: 256MiB, cpu: 50%, disk: 512MiB, databases: 0, backups: 1, guilds: 1 }
      pro: { memory: 512MiB, cpu: 100%, disk: 1GiB, databases: 1, backups: 3, guilds: 3 }
    addons:
      extra: { memory: +128MiB }

    """

  init() async throws {
    made = try TemporaryRepository()
    repository = try await made.open()
    state = Guarded(State())
    try await commit(["fleet/fleet.yaml": Self.fleet, "fleet/catalog.yaml": Self.catalog], "The fleet")
  }

  var tip: ObjectID { state.withLock(\.tip)! }
  var now: Instant { Instant(seconds: Int(state.withLock(\.time))) }

  func pass(seconds: Int64) { state.withLock { $0.time += seconds } }

  /// Writes a commit on the branch; nil as a file's text removes it. One that changes nothing is none.
  @discardableResult
  func commit(
    _ files: [String: String?], _ message: String = "a commit", by name: String = "Ada",
    merging merged: ObjectID? = nil,
    on parent: ObjectID? = nil
  ) async throws -> ObjectID {
    let (old, time) = state.withLock { state in
      state.time += 60
      return (state.tip, state.time)
    }
    let who = Signature(name: name, email: "\(name.lowercased())@example.com", time: time)
    let draft = CommitDraft(
      parent: parent ?? old, merging: merged,
      changes: files.mapValues { $0.map { .write(Array($0.utf8)) } ?? .delete }, message: message, author: who,
      committer: who)
    guard case .made(let commit) = try await repository.write(draft) else { return tip }
    if parent == nil { try await move(to: commit) }
    return commit
  }

  /// Puts the branch elsewhere, as a push by force does.
  func move(to commit: ObjectID) async throws {
    let old = state.withLock(\.tip)
    try await repository.moveBranch("main", from: old, to: commit, because: "a test")
    state.withLock { $0.tip = commit }
  }

  static func order(_ id: String, customer: String? = "cus-1", tier: String = "starter", more: String = "") -> String {
    """
    order: \(id)
    \(customer.map { "customer: \($0)\n" } ?? "")status: quote_accepted
    payment: confirmed
    tier: \(tier)
    guilds: ["112233445566778899"]
    \(more)

    """
  }

  /// What is recorded of a server.
  func result(
    _ id: String, tier: String = "starter", memory: String = "256", phase: OrderResult.Phase = .running,
    change: String = "1", failure: OrderResult.Failure? = nil, variables: [String: String] = [:]
  ) -> [String: String?] {
    var spec: [Field: String] = [.memory: memory, .suspended: phase == .suspended ? "yes" : "no"]
    for (name, value) in variables { spec[.variable(name)] = value }
    let tail = String(Digest(of: id.utf8).hexadecimal.prefix(12))
    let result = OrderResult(
      order: OrderID(id)!, phase: phase, since: now.day,
      server: .init(
        id: ServerID(7), uuid: "6e2b4c1a-0000-4000-8000-\(tail)", identifier: "6e2b4c1a", node: NodeID(3),
        address: "203.0.113.7:25565", installation: .done),
      applied: .init(
        revision: "\(tip)", change: Digest(of: change.utf8), at: now, tier: TierName(tier), addons: [],
        spec: FieldValues(spec)), terminatingSince: nil, failure: failure)
    return ["fleet/\(resultPath(of: result.order))": String(decoding: writeResult(result), as: UTF8.self)]
  }

  /// A mirror of the branch.
  ///
  /// - Parameter fetching: what a fetch finds; nil for the branch's tip.
  func mirror(
    into client: PostgresClient, at moment: Instant? = nil, fetching: (@Sendable () async -> ObjectID)? = nil
  ) async throws -> GitMirror {
    let workspace = try await Workspace.open(
      made.path, naming: .folder, fleetPath: "fleet", environmentFile: nil, environment: made.environment,
      log: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    let source = MirrorSource(
      workspace, in: repository, through: try await GitProgram.find(in: made.environment)
    ) { () throws(GitError) in
      await fetching?() ?? self.tip
    }
    return GitMirror(source, into: client, now: { moment ?? self.now })
  }
}
