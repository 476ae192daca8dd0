import Foundation
import Git
import Planner
import RepositoryFixtures
import Testing

@testable import Applier

@Suite(.timeLimit(.minutes(20)))
struct ApplyLockTests {
  let locked: LockedFleet
  let one: TemporaryRepository
  let two: TemporaryRepository

  init() throws {
    locked = try LockedFleet()
    one = try locked.clone()
    two = try locked.clone()
  }

  @Test func `It stands at the remote while it is held, says whose it is, and is gone afterwards`() async throws {
    let lock = try await locked.acquire(in: one, variables: ["BOTFLEET_RUN_URL": "https://ci.example.com/7"])
    let claim = try #require(locked.claim)
    #expect(claim.owner == "ada@one" && claim.run == "https://ci.example.com/7" && claim.state == .held)
    #expect(claim.expires.seconds - claim.since.seconds == 300)
    #expect(await lock.isSafe && lock.taking == nil)
    #expect(await lock.release() == nil)
    #expect(!locked.isLocked)
    try locked.server.git("fsck", "--strict")
  }

  @Test func `Who comes second is told who works, since when, from which run and until when`() async throws {
    let lock = try await locked.acquire(in: one, variables: ["BOTFLEET_RUN_URL": "https://ci.example.com/7"])
    let failure = await #expect(throws: LockFailure.self) { try await locked.acquire(in: two, as: "bob@two") }
    let told = try #require(failure?.holder).description
    #expect(told.contains("ada@one, since 2026-11-22T12:00:00Z, https://ci.example.com/7"))
    #expect(told.contains("expires at 2026-11-22T12:05:00Z"))
    #expect(locked.claim?.owner == "ada@one")
    await lock.release()
    await (try locked.acquire(in: two, as: "bob@two")).release()
    #expect(!locked.isLocked)
  }

  @Test func `Two runs in one clone are kept apart, with the process to look for`() async throws {
    let lock = try await locked.acquire(in: one)
    let failure = await #expect(throws: LockFailure.self) { try await locked.acquire(in: one, force: .breakLock) }
    #expect(try #require(failure?.holder).description.contains("process 4711, ada@one"))
    await lock.release()
    await (try locked.acquire(in: one)).release()
  }

  @Test func `Who waits is told once, and goes on as soon as the other is done`() async throws {
    let lock = try await locked.acquire(in: one)
    let news = News()
    let time = ManualTime { elapsed in if elapsed > .seconds(5) { await lock.release() } }
    let second = try await locked.acquire(in: two, as: "bob@two", patience: .seconds(60), time: time, news: news)
    #expect(locked.claim?.owner == "bob@two" && news.waits == 1 && time.elapsed < .seconds(10))
    #expect(second.taking == nil)
  }

  @Test func `Waiting ends when its time is over`() async throws {
    try locked.leaveBehind()
    let time = ManualTime()
    let failure = await #expect(throws: LockFailure.self) {
      try await locked.acquire(in: one, patience: .seconds(60), time: time)
    }
    #expect(failure?.holder != nil && time.elapsed == .seconds(60))
    #expect(locked.claim?.owner == "eve@gone")
  }

  @Test func `An expired lock is watched and then taken over, and the lock says so`() async throws {
    let left = try locked.leaveBehind(expiresAfter: 300)
    let time = ManualTime(wrongBy: .seconds(400))
    let news = News()
    let lock = try await locked.acquire(in: one, time: time, news: news)
    #expect(time.elapsed >= .seconds(45) && news.watches == 1)
    #expect(lock.taking == LockTakeover(commit: "\(left)", owner: "eve@gone", right: .expired))
    let message = try locked.server.git("log", "-1", "--format=%B", LockedFleet.ref)
    #expect(message.contains("Lock-Took-Over: expired, of eve@gone, \(left)"))
    #expect(try locked.server.id("\(LockedFleet.ref)^") == left)
  }

  @Test func `A clock that is hours ahead takes nothing from a run that still renews its lock`() async throws {
    let holding = ManualTime()
    let lock = try await locked.acquire(in: one, time: holding)
    // As long as the other watches, the first one renews.
    let renewals = Renewals(of: lock, every: .seconds(30))
    let time = ManualTime(wrongBy: .seconds(7200)) { elapsed in
      holding.pass(.seconds(2))
      await renewals.renew(at: elapsed)
    }
    let failure = await #expect(throws: LockFailure.self) {
      try await locked.acquire(in: two, as: "bob@two", patience: .seconds(200), time: time)
    }
    #expect(failure?.holder != nil && time.elapsed >= .seconds(200))
    #expect(locked.claim?.owner == "ada@one")
  }

  @Test func `A clock that is hours behind takes an abandoned lock over after a whole lease`() async throws {
    try locked.leaveBehind(expiresAfter: 300)
    let time = ManualTime(wrongBy: .seconds(-7200))
    let lock = try await locked.acquire(in: one, patience: .seconds(600), time: time)
    #expect(lock.taking?.right == .expired && time.elapsed >= .seconds(330))
  }

  @Test func `A lock is broken on demand, at once, and its holder finds out and does nothing more`() async throws {
    let lock = try await locked.acquire(in: one)
    let breaker = try await locked.acquire(in: two, as: "bob@two", force: .breakLock)
    #expect(breaker.taking?.right == .broken && breaker.taking?.owner == "ada@one")
    #expect(locked.claim?.owner == "bob@two")
    #expect(await lock.renewal() == .takenOver(locked.claim))
    #expect(await !lock.isSafe)
    // What is not its own any more it does not give back.
    await lock.release()
    #expect(locked.claim?.owner == "bob@two")
    await breaker.release()
    #expect(!locked.isLocked)
  }

  @Test func `A run that died is followed at once in its own clone, and nowhere else`() async throws {
    var lock: ApplyLock? = try await locked.acquire(in: one)
    #expect(lock != nil)
    lock = nil
    #expect(locked.isLocked)
    let failure = await #expect(throws: LockFailure.self) { try await locked.acquire(in: two) }
    #expect(failure?.holder != nil)
    // A copy of the clone knows as little: its file is another one.
    try FileManager.default.removeItem(atPath: "\(two.path)/.git/botfleet-lock")
    try FileManager.default.copyItem(
      atPath: "\(one.path)/.git/botfleet-lock", toPath: "\(two.path)/.git/botfleet.lock")
    await #expect(throws: LockFailure.self) { try await locked.acquire(in: two) }

    let next = try await locked.acquire(in: one, as: "bob@one")
    #expect(next.taking?.right == .abandoned && next.taking?.owner == "ada@one")
    await next.release()
    #expect(!locked.isLocked)
  }

  @Test(arguments: ["lock: forged\n\nLock-Owner: eve\u{1b}[31m", "x\n\nLock-Expires: 2000-01-01T00:00:00Z"])
  func `What no botfleet wrote is told as such, and can be broken`(message: String) async throws {
    try locked.put(message)
    let failure = await #expect(throws: LockFailure.self) { try await locked.acquire(in: one) }
    let told = try #require(failure?.holder).description
    #expect(told.contains("cannot be read") && !told.contains("\u{1b}"))
    let lock = try await locked.acquire(in: one, force: .breakLock)
    #expect(lock.taking?.right == .broken && lock.taking?.owner == nil)
  }

  @Test func `Something else than a commit in the lock's place is a broken lock`() async throws {
    let other = try locked.clone()
    let blob = try other.git("hash-object", "-w", ".git/config")
    try other.git("push", "-q", "origin", "\(blob):\(LockedFleet.ref)")
    await #expect(throws: LockFailure.self) { try await locked.acquire(in: one) }
    await (try locked.acquire(in: one, force: .breakLock)).release()
    #expect(!locked.isLocked)
  }

  @Test func `Where the remote lets nothing be deleted or rewritten, the lock says that it is free`() async throws {
    try locked.refuseAllButProgress()
    let lock = try await locked.acquire(in: one)
    #expect(await lock.release() == nil)
    #expect(locked.claim?.state == .released)
    let second = try await locked.acquire(in: two, as: "bob@two")
    #expect(locked.claim?.owner == "bob@two" && locked.claim?.state == .held && second.taking == nil)
    await #expect(throws: LockFailure.self) { try await locked.acquire(in: one) }
    await second.release()
    #expect(locked.claim?.state == .released)
  }

  @Test func `A remote that refuses the reference is told with what it wants, and nothing stays behind`() async throws {
    try locked.fleet.refusePushes()
    let failure = await #expect(throws: LockFailure.self) { try await locked.acquire(in: one) }
    guard case .refused("origin", "refs/botfleet/lock", let why) = failure else { throw try #require(failure) }
    #expect(why.contains("no results on Fridays") && failure?.advice?.contains("refs/botfleet/") == true)
    try locked.fleet.acceptPushes()
    await (try locked.acquire(in: one)).release()
  }

  @Test func `A remote that is gone is a failure`() async throws {
    try FileManager.default.removeItem(atPath: locked.server.path)
    let failure = await #expect(throws: LockFailure.self) { try await locked.acquire(in: one) }
    guard case .git(.remoteFailed) = failure else { throw try #require(failure) }
  }

  @Test func `A holder that cannot reach the remote stops before anybody may take over`() async throws {
    let time = ManualTime()
    let lock = try await locked.acquire(in: one, time: time)
    try FileManager.default.moveItem(atPath: locked.server.path, toPath: locked.server.path + "-away")
    time.pass(.seconds(200))
    #expect(await lock.renewal() == nil)
    #expect(await lock.isSafe)
    time.pass(.seconds(40))
    guard case .notRenewed = await lock.renewal() else { Issue.record("it is still held"); return }
    #expect(await !lock.isSafe)
    try FileManager.default.moveItem(atPath: locked.server.path + "-away", toPath: locked.server.path)
  }

  @Test func `A lock that somebody removed is lost`() async throws {
    let lock = try await locked.acquire(in: one)
    try locked.server.git("update-ref", "-d", LockedFleet.ref)
    #expect(await lock.renewal() == .removed)
  }

  @Test func `A run that pushes nothing respects the remote's lock, and leaves none there`() async throws {
    let first = try await locked.acquire(in: one)
    await #expect(throws: LockFailure.self) { try await locked.acquire(in: two, pushing: .never) }
    await first.release()
    let lock = try await locked.acquire(in: two, pushing: .never)
    #expect(!locked.isLocked)
    await #expect(throws: LockFailure.self) { try await locked.acquire(in: two, pushing: .never) }
    await lock.release()
    // In an emergency, with the remote down, it works all the same.
    try FileManager.default.removeItem(atPath: locked.server.path)
    let news = News()
    await (try locked.acquire(in: two, pushing: .never, news: news)).release()
    #expect(news.warnings == 1)
  }

  @Test func `Without a remote the clone's file is the lock`() async throws {
    try one.git("remote", "remove", "origin")
    let lock = try await locked.acquire(in: one)
    let failure = await #expect(throws: LockFailure.self) { try await locked.acquire(in: one) }
    #expect(failure?.holder?.description.contains("process 4711") == true)
    await lock.release()
    await (try locked.acquire(in: one)).release()
  }

  @Test func `Of five that ask at once one gets the lock, again and again`() async throws {
    let clones = try (0..<5).map { _ in try locked.clone() }
    for round in 0..<3 {
      let winners: [ApplyLock] = await withTaskGroup(of: ApplyLock?.self) { group in
        for (number, clone) in clones.enumerated() {
          group.addTask { try? await locked.acquire(in: clone, as: "run \(round)-\(number)") }
        }
        return await group.reduce(into: []) { if let lock = $1 { $0.append(lock) } }
      }
      #expect(winners.count == 1)
      for lock in winners { await lock.release() }
      #expect(!locked.isLocked)
    }
  }
}

/// Renews a lock whenever so much time has gone by.
private actor Renewals {
  private let lock: ApplyLock
  private let period: Duration
  private var last = Duration.zero

  init(of lock: ApplyLock, every period: Duration) {
    self.lock = lock
    self.period = period
  }

  func renew(at elapsed: Duration) async {
    guard elapsed - last >= period else { return }
    last = elapsed
    _ = await lock.renewal()
  }
}
