import Guarding
import HTTP
import Planner
import Testing

@testable import Panel

/// Several runs of one process on the same panel.
@Suite(.timeLimit(.minutes(20)))
struct SharedConnectionTests {
  private func connections(_ clock: ManualClock) -> PanelConnections {
    PanelConnections(ConnectionOptions(userAgent: "tests/1", time: Timekeeper(clock) { 0.5 }))
  }

  /// Answers three requests a minute, and counts those that it refuses.
  private func limitedPanel(_ clock: ManualClock, refused: Counter) throws -> ScriptedPanel {
    let window = Guarded((end: Duration.zero, used: 0))
    return try ScriptedPanel(clock: clock) { _ in
      let left = window.withLock { window -> Int? in
        if clock.elapsed >= window.end { window = (clock.elapsed + .seconds(60), 0) }
        guard window.used < 3 else { return nil }
        window.used += 1
        return 3 - window.used
      }
      guard let left else {
        _ = refused.next()
        return .error(
          429, "ThrottleRequestsException",
          headers: ["x-ratelimit-limit": "3", "x-ratelimit-remaining": "0", "retry-after": "60"])
      }
      return .json(200, serverJSON(), headers: ["x-ratelimit-limit": "3", "x-ratelimit-remaining": "\(left)"])
    }
  }

  @Test func `Runs on one panel with one key share its request limit, and none is ever refused`() async throws {
    let (clock, refused) = (ManualClock(), Counter())
    let panel = try limitedPanel(clock, refused: refused)
    let connections = connections(clock)
    for _ in 0..<4 {
      // Each as if it were a run of its own; alone, each would think that nothing was used yet.
      let client = try await connections.client(
        of: .pterodactyl, at: panel.url, key: Secret("one"), for: RunOptions(variables: []))
      for _ in 0..<2 { #expect(try await client.server(ServerID(1)) != nil) }
    }
    #expect(refused.value == 0 && panel.lines.count == 8)
    #expect(clock.elapsed >= .seconds(120))
  }

  @Test func `Each run sees its own variables, and is told of its own waits`() async throws {
    let (clock, refused) = (ManualClock(), Counter())
    let panel = try limitedPanel(clock, refused: refused)
    let connections = connections(clock)
    let (waits, others) = (Counter(), Counter())
    let one = try await connections.client(
      of: .pterodactyl, at: panel.url, key: Secret("one"),
      for: RunOptions(variables: ["TIER"], tellOfWait: { _ in _ = waits.next() }))
    let other = try await connections.client(
      of: .pterodactyl, at: panel.url, key: Secret("one"),
      for: RunOptions(variables: [], daemonTimeout: .seconds(60), tellOfWait: { _ in _ = others.next() }))
    #expect(try await one.server(ServerID(1))?.server.spec.startup.environment == ["TIER": "starter"])
    #expect(try await other.server(ServerID(1))?.server.spec.startup.environment == [:])
    #expect(one.takesBackWithin == .seconds(31) && other.takesBackWithin == .seconds(121))
    for _ in 0..<3 { _ = try await one.server(ServerID(1)) }
    #expect(waits.value == 1 && others.value == 0)
  }

  /// A service would never have come back from one bad quarter of an hour.
  @Test func `A run tries a limit again on which an earlier one gave up`() async throws {
    let (clock, requests) = (ManualClock(), Counter())
    let panel = try ScriptedPanel(clock: clock) { _ in
      requests.next() < 5
        ? .error(429, "ThrottleRequestsException", headers: [:])
        : .json(200, serverJSON(), headers: ["x-ratelimit-limit": "240", "x-ratelimit-remaining": "239"])
    }
    let connections = connections(clock)
    func run() async throws -> any PanelClient {
      try await connections.client(
        of: .pterodactyl, at: panel.url, key: Secret("one"), for: RunOptions(variables: []))
    }
    let first = try await run()
    for _ in 0..<2 {
      #expect(await failure { () async throws(PanelFailure) in try await first.server(ServerID(1)) } == .throttled)
    }
    #expect(requests.value == 5)
    #expect(try await run().server(ServerID(1)) != nil)
  }

  @Test func `Of one limit each run leaves its own share to people`() {
    var allowance = RequestAllowance()
    guard case .send(let first) = allowance.enter(at: .zero, leaving: 0) else { Issue.record("not sent"); return }
    allowance.leave(first, .left(100, of: 200), at: .zero)
    if case .send = allowance.enter(at: .zero, leaving: 50) { Issue.record("took from what is left to people") }
    guard case .send = allowance.enter(at: .zero, leaving: 40) else { Issue.record("not sent"); return }
  }
}
