import Git
import Logging
public import Planner

/// The lock of one run, held from before it looks at anything until it has recorded what it did.
public actor ApplyLock {
  /// What was taken over, if anything: the run's commit records it.
  nonisolated public let taking: LockTakeover?
  /// Why the lock is no longer this run's.
  public private(set) var loss: LockLoss?

  private let file: LockFile
  private let remote: RemoteLock?
  private let request: LockRequest
  private let log: Logger
  private var renewing: Task<Void, Never>?
  private var hasFailed = false

  init(file: LockFile, remote: RemoteLock?, taking: LockTakeover?, _ request: LockRequest, _ log: Logger) {
    self.file = file
    self.remote = remote
    self.taking = taking
    self.request = request
    self.log = log
  }

  /// Whether the run may begin something new under it.
  public var isSafe: Bool {
    get async {
      guard loss == nil else { return false }
      return await remote?.isSafe ?? true
    }
  }

  /// Renews the lock in the background until it is given back; calls `lost` once where that fails for good.
  public func keep(orElse lost: @escaping @Sendable (LockLoss) -> Void) {
    guard remote != nil else { return }
    renewing = Task {
      while !Task.isCancelled {
        // After a failure it tries again sooner.
        await request.time.sleep(hasFailed ? request.terms.renewal / 3 : request.terms.renewal)
        if Task.isCancelled { return }
        if let loss = await renewal(), !Task.isCancelled { return lost(loss) }
      }
    }
  }

  /// Renews the lock once; says so when it is lost.
  func renewal() async -> LockLoss? {
    guard let remote else { return nil }
    let failure = await failureToRenew(remote)
    hasFailed = failure != nil
    loss = await lossAfter(failure, remote)
    return loss
  }

  private enum RenewalFailure {
    case moved
    case failed(String)
  }

  private func failureToRenew(_ remote: RemoteLock) async -> RenewalFailure? {
    do throws(GitError) {
      switch try await remote.renew() {
      case .mine: return nil
      case .moved: return .moved
      case .refused(let why): return .failed(why)
      }
    } catch {
      log.debug("lock: not renewed: \(error)")
      return .failed("\(error)")
    }
  }

  /// A remote that cannot be reached for a moment takes nothing away; one that has another lock does.
  private func lossAfter(_ failure: RenewalFailure?, _ remote: RemoteLock) async -> LockLoss? {
    switch failure {
    case nil: return nil
    case .moved:
      let seen = try? await remote.look()
      return seen.map { .takenOver($0.claim) } ?? .removed
    case .failed(let why): return await remote.isSafe ? nil : .notRenewed(why)
    }
  }

  /// Gives the lock back; returns why where that failed. It then expires.
  @discardableResult
  public func release() async -> String? {
    renewing?.cancel()
    await renewing?.value
    renewing = nil
    if let remote {
      let releasing = Task { () -> GitError? in
        do throws(GitError) {
          try await remote.release()
          return nil
        } catch {
          return error
        }
      }
      let failure = await withTaskCancellationHandler {
        await releasing.value
      } onCancel: {
        releasing.cancel()
      }
      if let failure { return "\(failure)" }
    }
    file.leave([])
    log.debug("lock: this clone is unlocked")
    return nil
  }
}

/// Why a run no longer has its lock. Changes under way are finished; nothing new is begun.
public enum LockLoss: Hashable, Sendable {
  /// Somebody else has it; nil where its claim cannot be read.
  case takenOver(LockClaim?)
  /// Somebody removed it.
  case removed
  /// It could not be renewed in time, and may be somebody else's by now.
  case notRenewed(String)
}

extension LockLoss: CustomStringConvertible {
  public var description: String {
    switch self {
    case .takenOver(let claim):
      "the lock was taken over\(claim.map { " by \(escapedForDisplay($0.owner, upTo: 200)), at \($0.since)" } ?? "")"
    case .removed: "the lock was removed at the remote"
    case .notRenewed(let why): "the lock could not be renewed in time: \(why)"
    }
  }
}
