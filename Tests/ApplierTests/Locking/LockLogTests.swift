import LogLines
import RepositoryFixtures
import Testing

@testable import Applier

/// What `--verbose` shows of the lock.
@Suite(.timeLimit(.minutes(20)))
struct LockLogTests {
  @Test func `Claiming, renewing, waiting, breaking, losing and giving back are a line each`() async throws {
    let locked = try LockedFleet()
    let (one, two) = (try locked.clone(), try locked.clone())
    let (ours, theirs) = (LogLines(), LogLines())
    let time = ManualTime()
    let lock = try await locked.acquire(in: one, time: time, log: ours.log)
    time.pass(.seconds(60))
    #expect(await lock.renewal() == nil)
    let other = try await locked.acquire(in: two, as: "bob@two", force: .breakLock, time: time, log: theirs.log)
    #expect(await lock.renewal() != nil)
    await lock.release()
    await other.release()
    #expect(
      steps(ours) == [
        "lock: this clone is locked for this process", "lock: claimed, until 2026-11-22T12:05:00Z",
        "lock: renewed, until 2026-11-22T12:06:00Z", "lock: not renewed, it changed at the remote meanwhile",
        "lock: refs/botfleet/lock of origin is ID, until 2026-11-22T12:06:00Z",
        "lock: it was not this run's any more", "lock: this clone is unlocked",
      ])
    #expect(
      steps(theirs) == [
        "lock: this clone is locked for this process", "lock: not claimed, it changed at the remote meanwhile",
        "lock: refs/botfleet/lock of origin is ID, until 2026-11-22T12:06:00Z",
        "lock: claimed, until 2026-11-22T12:06:00Z", "lock: given back", "lock: this clone is unlocked",
      ])
  }

  private func steps(_ lines: LogLines) -> [String] {
    lines.all.filter { $0.hasPrefix("lock: ") }.map { $0.replacing(/is [0-9a-f]{7}/, with: "is ID") }
  }
}
