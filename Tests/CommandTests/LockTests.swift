import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// What two people, or two machines, see of each other.
@Suite(.timeLimit(.minutes(20)))
struct LockTests {
  private let lock = "refs/botfleet/lock"

  private func isLocked(_ stage: Stage) -> Bool { (try? stage.server.git("rev-parse", "-q", "--verify", lock)) != nil }

  private struct NeverLocked: Error { let ended: String }

  /// An apply whose lock stands at the remote.
  private func startLocked(_ stage: Stage) async throws -> RunningProgram {
    let run = try stage.startProcess(["apply", "--yes"])
    while !isLocked(stage) {
      guard run.isRunning else { throw NeverLocked(ended: "\(await run.end())") }
      try await Task.sleep(for: .milliseconds(20))
    }
    return run
  }

  /// Kills an apply as soon as its lock stands at the remote.
  private func killWhileLocked(_ stage: Stage) async throws {
    let run = try await startLocked(stage)
    kill(run.identifier, SIGKILL)
    _ = await run.end()
  }

  @Test func `While another run holds the lock an apply is refused or waits, and a plan is made`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"))
    let claim = """
      lock: ada@build-7 applies

      Lock-Owner: ada@build-7
      Lock-Run: https://ci.example.com/runs/7
      Lock-Since: 2026-11-22T12:00:00Z
      Lock-Expires: 9999-11-22T12:05:00Z
      Lock-Nonce: 0123456789abcdef0123456789abcdef
      Lock-State: held
      """
    let tree = try stage.server.git("hash-object", "-t", "tree", "-w", "/dev/null")
    try stage.server.git("update-ref", lock, try stage.server.git("commit-tree", "-m", claim, tree))
    let refused = try await stage.apply(expecting: 4)
    #expect(refused.answer.isEmpty)
    #expect(
      refused.people.contains("ada@build-7, since 2026-11-22T12:00:00Z, https://ci.example.com/runs/7; it expires"))
    #expect(refused.people.contains("--lock-timeout") && refused.people.contains("--break-lock"))
    #expect(try await stage.plan().inShort == ["create ord-1"])
    #expect(try await stage.panel.servers().isEmpty)

    let waiting = try stage.start(["apply", "--yes", "--lock-timeout", "120"])
    try await Task.sleep(for: .seconds(1))
    try stage.server.git("update-ref", "-d", lock)
    let ended = await waiting.end()
    #expect(ended.status == 0, "\(ended.people)")
    #expect(try stage.lastSubject == "apply: 1 server created" && !isLocked(stage))
  }

  @Test func `Whatever ends an apply gives the lock back`() async throws {
    let cautious = Documents.fleet.replacing("maxChanged: 100%", with: "maxChanged: 1%, always: 0")
    let stage = try await Stage(Documents.orders("ord-1", "ord-2", "ord-3"), fleet: cautious)
    try await stage.apply()
    #expect(!isLocked(stage))
    try stage.merge(["ord-1": Documents.order("ord-1", tier: "pro"), "ord-2": Documents.order("ord-2", tier: "pro")])
    try await stage.apply(expecting: 4)
    #expect(!isLocked(stage))
    #expect(try await stage.botfleet("apply", environment: ["PTERODACTYL_API_KEY": "ptla_wrong"]).status == 5)
    #expect(!isLocked(stage))
  }

  @Test(.tags(.process)) func `Interrupted before it begins, an apply does nothing and gives the lock back`()
    async throws
  {
    // Long enough that it is still being planned when this test, on a busy machine, has seen the lock.
    let stage = try await Stage(Documents.orders("ord-1"), panel: ["--latency", "20000"])
    let run = try await startLocked(stage)
    run.interrupt()
    let ended = await run.end()
    try await stage.panel.control(#"{"do":"latency","milliseconds":0}"#)
    #expect(ended.status == 130 && ended.people.contains("Stopped: nothing was done."))
    #expect(!isLocked(stage))
    #expect(try await stage.panel.servers().isEmpty)
  }

  @Test(.tags(.process))
  func `A run that was killed is followed at once in its clone, and elsewhere when its lock is broken`()
    async throws
  {
    let stage = try await Stage(Documents.orders("ord-1"), panel: ["--latency", "1000"])
    let other = try TemporaryRepository(["clone", "-q", stage.server.path])
    try await killWhileLocked(stage)
    #expect(try await stage.botfleet("apply", "--yes", in: other.path).status == 4)
    let next = try await stage.apply()
    #expect(next.people.contains("The lock was taken over: abandoned") && !isLocked(stage))
    #expect(try stage.result(of: "ord-1").contains("phase: running"))

    try await killWhileLocked(stage)
    try stage.merge(["ord-2": Documents.order("ord-2")])
    try other.git("pull", "-q")
    let broken = try await stage.botfleet("apply", "--yes", "--break-lock", in: other.path)
    #expect(broken.status == 0, "\(broken.people)")
    let trailer = try stage.server.git("log", "-1", "--format=%(trailers:key=Lock-Took-Over,valueonly)", "main")
    #expect(trailer.hasPrefix("broken, of ") && !isLocked(stage))
  }
}
