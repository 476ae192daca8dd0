import Git
import Logging
import Planner

/// The lock at a remote, while one run asks for it, holds it and gives it back.
///
/// The remote decides: each step is one push that names the commit that must be there, or says that none may be. Each
/// claim and each renewal is a commit of its own, because a push of what the remote has already looks like success.
actor RemoteLock {
  private let remote: Remote
  private let ref: String
  private let repository: Repository
  private let request: LockRequest
  private let log: Logger
  private var claim: LockClaim
  /// The commit that the remote has confirmed.
  private var mine: ObjectID?
  /// Commits that were pushed without an answer; one of them may be there.
  private var inDoubt: Set<ObjectID> = []
  /// When the last successful push began.
  private var renewedAt: Duration

  /// - Parameter ref: the lock's full name at the remote.
  init(
    _ ref: String, at remote: Remote, of repository: Repository, _ claim: LockClaim, _ request: LockRequest,
    _ log: Logger
  ) {
    self.ref = ref
    self.remote = remote
    self.repository = repository
    self.claim = claim
    self.request = request
    self.log = log
    renewedAt = request.time.elapsed()
  }

  /// What came of an attempt to move the lock.
  enum Move: Sendable {
    case mine
    case moved
    case refused(String)
  }

  /// Claims the lock: where there is none, or in place of the one that was seen.
  func claim(over seen: Seen?, _ right: LockTakeover.Right?) async throws(GitError) -> Move {
    if let seen, let right {
      claim = claim.over(LockTakeover(commit: seen.commit.description, owner: seen.claim?.owner, right: right))
    } else {
      claim = claim.over(nil)
    }
    claim.expires = expiry
    let parent = seen.flatMap { $0.isCommit ? $0.commit : nil }
    let commit = try await write(after: parent)
    return logged("claimed", try await push(.put(commit, at: ref, over: seen?.commit, after: parent), commit))
  }

  /// What was taken over, if anything.
  var taking: LockTakeover? { claim.taking }

  /// What is at the remote; nil where nothing is.
  func look() async throws(GitError) -> Seen? {
    let seen = try await lookUnlogged()
    let words = seen.map { "\($0.commit.description.prefix(7))\($0.claim.map { ", until \($0.expires)" } ?? "")" }
    log.debug("lock: \(ref) of \(remote.shownName) is \(words ?? "free")")
    return seen
  }

  private func lookUnlogged() async throws(GitError) -> Seen? {
    let commit: ObjectID
    switch try await remote.fetchNote(ref) {
    case nil: return nil
    case .somethingElse(let tip): return Seen(commit: tip, claim: nil, isCommit: false)
    case .note(let tip): commit = tip
    }
    do throws(GitError) {
      let message = try await repository.commit(commit).message
      return Seen(commit: commit, claim: readLockMessage(message), isCommit: true)
    } catch {
      // Something other than a commit: whoever may push can put anything there.
      return Seen(commit: commit, claim: nil, isCommit: false)
    }
  }

  /// What was seen at the remote.
  struct Seen: Sendable {
    let commit: ObjectID
    let claim: LockClaim?
    let isCommit: Bool
  }

  /// Shows that this run still works. Gives `.moved` where the lock is now somebody else's, or nobody's.
  func renew() async throws(GitError) -> Move {
    // Twice, because the lock may be at a renewal whose answer was lost.
    for _ in 0..<2 {
      guard let old = mine else { return logged("renewed", .moved) }
      claim.expires = expiry
      let commit = try await write(after: old)
      let move = try await push(.advance(ref: ref, from: old, to: commit), commit)
      guard case .mine = move, mine != commit else { return logged("renewed", move) }
    }
    return logged("renewed", .mine)
  }

  /// Whether it is safe to begin something: nobody can have taken the lock over yet.
  var isSafe: Bool {
    mine != nil && request.time.elapsed() < renewedAt + request.terms.lease - request.terms.caution
  }

  /// Gives the lock back, if it is this run's; throws where the remote did not accept that.
  func release() async throws(GitError) {
    if let mine, try await release(from: mine) { return }
    guard !inDoubt.isEmpty, let tip = try await remote.tip(of: ref), inDoubt.contains(tip) else { return }
    _ = try await release(from: tip)
  }

  /// Whether the lock was at this commit, and is given back.
  private func release(from commit: ObjectID) async throws(GitError) -> Bool {
    switch try await remote.push(.delete(ref: ref, from: commit), hook: .skip) {
    case .pushed, .alreadyThere:
      log.debug("lock: given back")
      return true
    case .overtaken:
      log.debug("lock: it was not this run's any more")
      return false
    case .refused: break
    }
    // A remote that allows no deletion: the lock says that it is free.
    claim.state = .released
    let released = try await write(after: commit)
    let update = RefUpdate.advance(ref: ref, from: commit, to: released)
    guard case .refused(let why, _) = try await remote.push(update, hook: .skip) else {
      log.debug("lock: marked as given back, for the remote lets nothing be deleted")
      return true
    }
    throw .invalid(ref, why: "cannot be given back: \(why)")
  }

  private func logged(_ verb: String, _ move: Move) -> Move {
    switch move {
    case .mine: log.debug("lock: \(verb), until \(claim.expires)")
    case .moved: log.debug("lock: not \(verb), it changed at the remote meanwhile")
    case .refused(let why): log.debug("lock: not \(verb): \(why)")
    }
    return move
  }

  private var expiry: Instant {
    Instant(seconds: request.time.now().seconds + Int(request.terms.lease.components.seconds))
  }

  private func write(after parent: ObjectID?) async throws(GitError) -> ObjectID {
    let who = Signature(name: "botfleet", email: "botfleet@localhost", time: Int64(request.time.now().seconds))
    return try await repository.writeNote(lockMessage(for: claim), parent: parent, by: who)
  }

  private func push(_ update: RefUpdate, _ commit: ObjectID) async throws(GitError) -> Move {
    inDoubt.insert(commit)
    let began = request.time.elapsed()
    switch try await remote.push(update, hook: .skip) {
    case .pushed, .alreadyThere:
      mine = commit
    case .refused(let why, let stderr):
      return .refused(stderr.isEmpty ? why : "\(why); \(stderr)")
    case .overtaken:
      // The answer to an earlier attempt may have been lost, though the attempt succeeded.
      guard let tip = try await remote.tip(of: ref), inDoubt.contains(tip) else { return .moved }
      mine = tip
    }
    if mine == commit { (inDoubt, renewedAt) = ([], began) }
    return .mine
  }
}

extension LockClaim {
  fileprivate func over(_ taking: LockTakeover?) -> LockClaim {
    LockClaim(owner: owner, run: run, since: since, expires: expires, nonce: nonce, taking: taking, state: state)
  }
}
