import Git
import Planner

/// One run's way to the lock at a remote: it tries, looks who holds the lock, waits, and takes over what it may take
/// over.
struct LockAcquisition: Sendable {
  let lock: RemoteLock
  /// The lock's name there.
  let ref: String
  let remote: String
  let file: LockFile
  let request: LockRequest
  /// When to stop waiting for somebody else.
  let deadline: Duration

  /// The longest wait between two looks.
  private static let pause = Duration.seconds(2)

  /// Takes the lock; returns what was taken over.
  func acquire() async throws(LockFailure) -> LockTakeover? {
    var sighting: Sighting?
    var mayClaim = true
    while true {
      if Task.isCancelled { throw .git(.cancelled(step: "waiting for the lock")) }
      if mayClaim, try await claim(over: sighting?.seen, sighting?.right) { return await lock.taking }
      guard let seen = try await git({ () throws(GitError) in try await lock.look() }) else {
        sighting = nil
        mayClaim = true
        continue
      }
      sighting = Sighting(of: seen, after: sighting, at: request.time.elapsed())
      mayClaim = try await decide(&sighting)
    }
  }

  /// Returns once nobody else works; takes nothing.
  func look() async throws(LockFailure) {
    var sighting: Sighting?
    while true {
      let seen: RemoteLock.Seen?
      do throws(GitError) { seen = try await lock.look() } catch {
        return request.tell(.notLookedAt(remote: remote, why: "\(error)"))
      }
      guard let seen else { return }
      sighting = Sighting(of: seen, after: sighting, at: request.time.elapsed())
      if try await decide(&sighting) { return }
    }
  }

  /// What is at the remote, and since when it has been seen there.
  private struct Sighting {
    let seen: RemoteLock.Seen
    let since: Duration
    /// The first holder that was met: only that one may be broken.
    let first: Identity
    /// It was seen being renewed: whatever the clocks say, its holder is alive.
    let isAlive: Bool
    var right: LockTakeover.Right?
    var told: Identity?

    enum Identity: Equatable {
      case nonce(String)
      case commit(ObjectID)
    }

    init(of seen: RemoteLock.Seen, after last: Sighting?, at time: Duration) {
      self.seen = seen
      let same = last?.seen.commit == seen.commit
      since = same ? last?.since ?? time : time
      first = last?.first ?? Self.identity(of: seen)
      let isSameHolder = last?.identity == Self.identity(of: seen)
      isAlive = isSameHolder && (!same || last?.isAlive == true)
      told = last?.told
    }

    var identity: Identity { Self.identity(of: seen) }

    private static func identity(of seen: RemoteLock.Seen) -> Identity {
      seen.claim.map { .nonce($0.nonce) } ?? .commit(seen.commit)
    }
  }

  /// Whether the lock that was seen may be taken now; waits before it answers no, and throws when waiting is over.
  private func decide(_ sighting: inout Sighting?) async throws(LockFailure) -> Bool {
    guard var seen = sighting else { return true }
    defer { sighting = seen }
    let unchanged = request.time.elapsed() - seen.since
    let verdict = request.terms.judge(seen.seen.claim, now: request.time.now(), unchanged: unchanged)
    seen.right = right(to: seen, verdict)
    switch verdict {
    case .free: return true
    case .expired: return true
    case .expiring, .held: if seen.right != nil { return true }
    }
    let holder = self.holder(of: seen.seen)
    var left = deadline - request.time.elapsed()
    if case .expiring(let watch) = verdict, !seen.isAlive { left = max(left, watch) }
    guard left > .zero, !Task.isCancelled else { throw .held(holder) }
    if seen.told != seen.identity {
      if case .expiring(let watch) = verdict {
        request.tell(.watching(holder, watch))
      } else {
        request.tell(.waiting(holder))
      }
      seen.told = seen.identity
    }
    await request.time.sleep(min(Self.pause, left))
    return false
  }

  private func right(to sighting: Sighting, _ verdict: LockTerms.Verdict) -> LockTakeover.Right? {
    if case .free = verdict { return nil }
    if let nonce = sighting.seen.claim?.nonce, file.abandoned.contains(nonce) { return .abandoned }
    if request.force == .breakLock, sighting.identity == sighting.first { return .broken }
    return verdict == .expired ? .expired : nil
  }

  private func holder(of seen: RemoteLock.Seen) -> LockHolder {
    seen.claim.map { .run($0, remote: remote) }
      ?? .unreadable(remote: remote, ref: ref, commit: seen.commit.description)
  }

  private func claim(over seen: RemoteLock.Seen?, _ right: LockTakeover.Right?) async throws(LockFailure) -> Bool {
    switch try await git({ () throws(GitError) in try await lock.claim(over: seen, right) }) {
    case .mine: return true
    case .moved: return false
    case .refused(let why): throw .refused(remote: remote, ref: ref, why: why)
    }
  }

  private func git<Value: Sendable>(
    _ step: () async throws(GitError) -> Value
  ) async throws(LockFailure) -> Value {
    do { return try await step() } catch { throw .git(error) }
  }
}
