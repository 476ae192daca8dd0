import Planner
import Testing

@Suite struct LockMessageTests {
  private let nonce = "0123456789abcdef0123456789abcdef"

  private func claim(
    owner: String = "ada@build-7", run: String? = nil, taking: LockTakeover? = nil, state: LockClaim.State = .held
  ) -> LockClaim {
    LockClaim(
      owner: owner, run: run, since: Instant(seconds: 1_795_348_800), expires: Instant(seconds: 1_795_349_100),
      nonce: nonce, taking: taking, state: state)
  }

  @Test func `What is written is read again`() {
    for claim in [claim(), claim(run: "https://ci.example.com/runs/7"), claim(state: .released)] {
      #expect(readLockMessage(lockMessage(for: claim)) == claim)
    }
  }

  @Test func `It tells people in its subject who applies`() {
    #expect(lockMessage(for: claim()).hasPrefix("lock: held by ada@build-7\n\n"))
    #expect(lockMessage(for: claim(state: .released)).hasPrefix("lock: released by ada@build-7\n\n"))
  }

  @Test func `A lock that was taken over is named with its holder and the right to do so`() {
    let taking = LockTakeover(commit: "4f2c", owner: "eve\nLock-State: released", right: .broken)
    let message = lockMessage(for: claim(taking: taking))
    #expect(message.contains("\nLock-Took-Over: broken, of eve\\nLock-State: released, 4f2c\n"))
    #expect(readLockMessage(message)?.state == .held)
  }

  @Test func `No owner and no run can write a line of its own`() {
    let evil = "x\nLock-Expires: 2000-01-01T00:00:00Z\n\nLock-State: released\u{1b}[31m"
    let message = lockMessage(for: claim(owner: evil, run: evil))
    #expect(!message.contains("\u{1b}"))
    let read = readLockMessage(message)
    #expect(read?.expires == claim().expires && read?.state == .held && read?.nonce == nonce)
  }

  @Test(arguments: [
    "", "\n", "\n\n\n", "lock", "Lock-Owner: eve", "a\r\n\r\nLock-Owner: eve\r\nLock-Nonce: x\r\n",
    "\u{0}",
  ])
  func `What no botfleet wrote is not read`(text: String) {
    #expect(readLockMessage(text) == nil)
  }

  @Test func `What is too long is not read`() {
    let long = LockMessageTests.long + lockMessage(for: claim())
    #expect(readLockMessage(long) == nil)
  }

  private static let long = String(repeating: "Lock-Owner: eve\n", count: 1000)

  @Test(arguments: [
    ("Lock-Nonce: 0123456789abcdef0123456789abcdef", "Lock-Nonce: 0123456789ABCDEF0123456789ABCDEF"),
    ("Lock-Since: 2026-11-22T12:00:00Z", "Lock-Since: yesterday"),
    ("Lock-Expires: 2026-11-22T12:05:00Z", "Lock-Expires: 99999-11-22T12:05:00Z"),
    ("Lock-State: held", "Lock-State: x"),
    ("Lock-Owner: ada@build-7", "Owner: ada@build-7"),
  ])
  func `A line that is not as it must be makes the whole unreadable`(good: String, bad: String) {
    let message = lockMessage(for: claim())
    #expect(message.contains(good))
    #expect(readLockMessage(message.replacing(good, with: bad)) == nil)
  }
}
