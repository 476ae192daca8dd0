import Foundation
import Git
import Guarding
import Logging
import Planner
import RepositoryFixtures

@testable import Applier

/// A server, and runs in clones of it that ask for the lock.
struct LockedFleet {
  let fleet: ClonedFleet
  static let ref = "refs/botfleet/lock"

  init() throws { fleet = try ClonedFleet() }

  var server: TemporaryRepository { fleet.server }

  /// Another machine's clone.
  func clone() throws -> TemporaryRepository { try TemporaryRepository(["clone", "-q", server.path]) }

  /// Asks for the lock in a clone.
  func acquire(
    in clone: TemporaryRepository, as owner: String = "ada@one", patience: Duration = .zero,
    force: LockRequest.Force = .none, pushing: Pushing = .toUpstream, time: ManualTime = ManualTime(),
    terms: LockTerms = .standard, variables: [String: String] = [:], news: News = News(), log: Logger = .silent
  ) async throws(LockFailure) -> ApplyLock {
    let workspace: Workspace
    let branch: ResultsBranch
    do {
      workspace = try await clone.workspace(variables: variables, log: log)
      branch = try await ResultsBranch.choose(
        for: .usual, named: nil, in: workspace.requireRepository(), ci: CIEnvironment([:]), pushing: pushing,
        environment: clone.environment, log: log)
    } catch {
      preconditionFailure("\(error)")
    }
    return try await workspace.acquireLock(
      for: branch,
      LockRequest(
        owner: owner, process: 4711, nonce: randomNonce(), patience: patience, force: force, terms: terms,
        time: time.forLock, tell: { news.note($0) }))
  }

  /// What the lock at the server says; nil where there is none, or nothing that can be read.
  var claim: LockClaim? { (try? server.git("log", "-1", "--format=%B", Self.ref)).flatMap { readLockMessage($0) } }

  var isLocked: Bool { (try? server.git("rev-parse", "--verify", "-q", Self.ref)) != nil }

  /// A claim of somebody who was killed, put there by hand.
  @discardableResult
  func leaveBehind(by owner: String = "eve@gone", expiresAfter seconds: Int = 300) throws -> ObjectID {
    let start = Instant(seconds: 1_795_348_800)
    let claim = LockClaim(
      owner: owner, run: nil, since: start, expires: Instant(seconds: start.seconds + seconds), nonce: randomNonce())
    return try put(lockMessage(for: claim))
  }

  /// Lets the server refuse to delete or rewrite any reference.
  func refuseAllButProgress() throws {
    let hook = server.path + "/hooks/update"
    let script = """
      #!/bin/sh
      case $2$3 in *0000000000000000000000000000000000000000) echo 'nothing is deleted here' >&2; exit 1 ;; esac
      case $2 in 0000000000000000000000000000000000000000) exit 0 ;; esac
      git merge-base --is-ancestor "$2" "$3"
      """
    try writeProgram(script, to: hook)
  }

  /// Any commit without files as the lock.
  @discardableResult
  func put(_ message: String) throws -> ObjectID {
    let other = try clone()
    let tree = try other.git("hash-object", "-t", "tree", "-w", "/dev/null")
    let commit = try other.id(try other.git("commit-tree", "-m", message, tree))
    try other.git("push", "-q", "--force", "origin", "\(commit):\(Self.ref)")
    return commit
  }
}

/// What a run was told on its way to the lock.
final class News: Sendable {
  private let all = Guarded<[LockNews]>([])

  func note(_ news: LockNews) { all.withLock { $0.append(news) } }

  var waits: Int { all.withLock { $0.count { if case .waiting = $0 { true } else { false } } } }
  var watches: Int { all.withLock { $0.count { if case .watching = $0 { true } else { false } } } }
  var warnings: Int { all.withLock { $0.count { if case .notLookedAt = $0 { true } else { false } } } }
}

func randomNonce() -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: (0..<32).map { _ in digits[Int.random(in: 0..<16)] }, as: UTF8.self)
}

extension LockFailure {
  /// Who holds it; nil for any other failure.
  var holder: LockHolder? {
    guard case .held(let holder) = self else { return nil }
    return holder
  }
}
