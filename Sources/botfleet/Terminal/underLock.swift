import Applier
import Git

/// Takes the lock of a run, keeps it while `body` works, and gives it back however that ends.
func underLock<Value>(
  of workspace: Workspace, for branch: ResultsBranch, _ request: LockRequest, _ stop: ShutdownSignal,
  _ console: Console,
  _ body: (ApplyLock) async throws -> Value
) async throws -> Value {
  let acquiring = Task { () async -> Result<ApplyLock, LockFailure> in
    do throws(LockFailure) {
      return .success(try await workspace.acquireLock(for: branch, request))
    } catch {
      return .failure(error)
    }
  }
  await stop.prepared {
    acquiring.cancel()
    if case .success(let lock) = await acquiring.value { await lock.release() }
  }
  let acquired = await acquiring.value
  await stop.suspendUntilExit()
  let lock: ApplyLock
  switch acquired {
  case .success(let mine): lock = mine
  case .failure(let failure): try console.end(with: failure)
  }
  await stop.require { await lock.isSafe }
  await lock.keep { loss in
    console.complain(
      "error: \(escapedLinesForDisplay("\(loss)")). What is under way is finished; nothing new is begun.")
  }
  let ending: Result<Value, any Error>
  do { ending = .success(try await body(lock)) } catch { ending = .failure(error) }
  await stop.suspendUntilExit()
  if let why = await stop.stage.cancelling(at: .lock, { await lock.release() }) {
    console.complain(
      "The lock could not be given back: \(escapedLinesForDisplay(why)). It expires by itself within five minutes.")
  }
  return try ending.get()
}

/// Tells what happens on the way to the lock.
func tellLockNews(on console: Console) -> @Sendable (LockNews) -> Void {
  { news in
    switch news {
    case .waiting(let holder): console.say("Waiting: \(holder).")
    case .watching(let holder, let time):
      console.say(
        "It has expired, and is watched for \(time.components.seconds) s to be sure that nobody works: \(holder).")
    case .tookOver(let taking): console.complain("The lock was taken over: \(taking).")
    case .notLookedAt(let remote, let why):
      console.complain(
        "warning: the lock of \(remote) could not be looked at, and results are not pushed; going on: \(escapedLinesForDisplay(why))"
      )
    }
  }
}
