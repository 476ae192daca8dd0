import Foundation
import Guarding
import HTTP
import Panel
import Planner
import Testing

@Suite(.timeLimit(.minutes(20)))
struct RequestLimitTests {
  /// Counts as the panel does: a fixed minute that begins with the first counted request.
  private final class Limiter: Sendable {
    private struct State {
      var windowEnd = Duration.zero
      var used = 0
      var refused = 0
    }
    private let state = Guarded(State())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    var refused: Int { state.withLock(\.refused) }

    func admit(at now: Duration) -> Int? {
      state.withLock { state in
        if now >= state.windowEnd {
          state.windowEnd = now + .seconds(60)
          state.used = 0
        }
        guard state.used < limit else {
          state.refused += 1
          return nil
        }
        state.used += 1
        return limit - state.used
      }
    }
  }

  @Test(arguments: [1, 5, 240]) func `No request is sent while the minute is spent`(limit: Int) async throws {
    let limiter = Limiter(limit: limit)
    let clock = ManualClock()
    let panel = try ScriptedPanel(clock: clock) { _ in
      guard let left = limiter.admit(at: clock.elapsed) else {
        return .error(
          429, "ThrottleRequestsException",
          headers: ["x-ratelimit-limit": "\(limit)", "x-ratelimit-remaining": "0", "retry-after": "60"])
      }
      return .json(
        200, serverJSON(), headers: ["x-ratelimit-limit": "\(limit)", "x-ratelimit-remaining": "\(left)"])
    }
    let client = try panel.client()
    let count = limit * 3 + 1
    let answered = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<count { group.addTask { (try? await client.server(ServerID(1))) != nil } }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(answered == count)
    #expect(limiter.refused == 0)
    #expect(clock.elapsed >= .seconds(180) && clock.elapsed < .seconds(200))
  }

  /// A plan or an apply that waited was silent for a minute.
  @Test func `Each wait for the limit is told once, as it begins`() async throws {
    let told = Guarded([Duration]())
    let panel = try ScriptedPanel { _ in
      .json(200, serverJSON(), headers: ["x-ratelimit-limit": "1", "x-ratelimit-remaining": "0"])
    }
    let client = try panel.client(tellOfWait: { wait in told.withLock { $0.append(wait.duration) } })
    _ = try await client.server(ServerID(1))
    #expect(told.withLock(\.self).isEmpty)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<2 { group.addTask { _ = try? await client.server(ServerID(1)) } }
    }
    #expect(panel.lines.count == 3)
    #expect(told.withLock(\.self).map { $0.components.seconds } == [60, 60])
  }

  @Test func `Where the panel counts nothing, nobody waits`() async throws {
    let panel = try ScriptedPanel { _ in .json(200, serverJSON()) }
    let client = try panel.client()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<300 { group.addTask { _ = try? await client.server(ServerID(1)) } }
    }
    #expect(panel.lines.count == 300)
    #expect(panel.clock.elapsed == .zero)
  }

  @Test func `A task that is cancelled while it waits for the limit ends at once`() async throws {
    let (answered, answering) = AsyncStream.makeStream(of: Void.self)
    let panel = try ScriptedPanel { _ in
      answering.yield()
      return .json(200, serverJSON(), headers: ["x-ratelimit-limit": "1", "x-ratelimit-remaining": "0"])
    }
    // A real clock: without the cancellation this would take a minute.
    let client = try panel.client(time: Timekeeper(ContinuousClock()) { 0.5 })
    _ = try await client.server(ServerID(1))
    for await _ in answered { break }
    let waiting = Task { await failure { () async throws(PanelFailure) in try await client.server(ServerID(1)) } }
    try await Task.sleep(for: .milliseconds(50))
    waiting.cancel()
    #expect(await waiting.value == .cancelled(.never))
    #expect(panel.lines.count == 1)
  }
}
