import Git
import Logging
import Planner

extension Workspace {
  /// Takes the lock that keeps two runs from working at once: first the clone's, then the remote's.
  ///
  /// Leaves nothing behind where that fails, or where the task is cancelled.
  func acquireLock(for branch: ResultsBranch, _ request: LockRequest) async throws(LockFailure) -> ApplyLock {
    guard let repository else { preconditionFailure("a results branch was chosen without a repository") }
    let start = request.time.now()
    let claim = LockClaim(
      owner: request.owner, run: CIEnvironment(runEnvironment.variables).runURL, since: start, expires: start,
      nonce: request.nonce)
    let deadline = request.time.elapsed() + request.patience
    let file = try await lockFile(in: repository.commonDirectory, until: deadline, request)
    log.debug("lock: this clone is locked for this process")
    try file.note(claim, process: request.process, beside: file.abandoned)
    switch branch.lockPlace {
    case .here:
      try file.note(claim, process: request.process, beside: [])
      return ApplyLock(file: file, remote: nil, taking: nil, request, log)
    case .lookedAt(let remote):
      let lock = RemoteLock(folder.lockRef, at: remote.within(.seconds(10)), of: repository, claim, request, log)
      try await LockAcquisition(
        lock: lock, ref: folder.lockRef, remote: remote.shownName, file: file, request: request, deadline: deadline
      )
      .look()
      return ApplyLock(file: file, remote: nil, taking: nil, request, log)
    case .held(let remote):
      let lock = RemoteLock(folder.lockRef, at: remote.within(.seconds(20)), of: repository, claim, request, log)
      let hunt = LockAcquisition(
        lock: lock, ref: folder.lockRef, remote: remote.shownName, file: file, request: request, deadline: deadline)
      let taking: LockTakeover?
      do throws(LockFailure) { taking = try await hunt.acquire() } catch {
        // An attempt whose answer was lost may have succeeded. Runs outside of a task that may be cancelled.
        let isReleased = await Task { (try? await lock.release()) != nil }.value
        file.leave(isReleased ? file.abandoned : file.abandoned.union([claim.nonce]))
        throw error
      }
      try file.note(claim, process: request.process, beside: [])
      if let taking { request.tell(.tookOver(taking)) }
      return ApplyLock(file: file, remote: lock, taking: taking, request, log)
    }
  }

  private func lockFile(
    in directory: String, until deadline: Duration, _ request: LockRequest
  ) async throws(LockFailure) -> LockFile {
    var told = false
    while true {
      switch try LockFile.lock(in: directory, named: folder.lockFileName) {
      case .locked(let file): return file
      case .held(let process, let claim):
        let holder = LockHolder.process(process, claim)
        guard request.time.elapsed() < deadline, !Task.isCancelled else { throw .held(holder) }
        if !told {
          log.debug("lock: this clone is locked by \(process.map { "process \($0)" } ?? "another process")")
          request.tell(.waiting(holder))
        }
        told = true
        await request.time.sleep(.milliseconds(200))
      }
    }
  }
}
