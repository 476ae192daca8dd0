import Foundation
import Testing

/// What a run that was killed leaves to the next one.
@Suite(.timeLimit(.minutes(20)), .tags(.process))
struct KilledTests {
  @Test
  func `A server that was begun for a daemon that hangs is waited for, and made again once the panel took it back`()
    async throws
  {
    let stage = try await Stage(Documents.orders("ord-1"))
    try await stage.panel.control(#"{"do": "daemon", "mode": "ok", "delay": 60}"#)
    let run = try stage.startProcess(["apply", "--yes"])
    while try await stage.panel.servers().isEmpty { try await Task.sleep(for: .milliseconds(20)) }
    kill(run.identifier, SIGKILL)
    _ = await run.end()
    let begun = try #require(try await stage.panel.servers()["ord-1"])
    try await stage.panel.control(#"{"do": "well"}"#)

    let following = try stage.start(["apply", "--yes"])
    while try await stage.panel.requests().last != "GET /api/application/servers/\(begun.id)?include=allocations" {
      try await Task.sleep(for: .milliseconds(50))
    }
    try await stage.panel.control(#"{"do": "wait", "seconds": 31}"#)
    let next = await following.end()
    #expect(next.status == 0, "\(next.people)")
    #expect(next.people.contains("The panel is still creating 1 server that no run has recorded"))
    #expect(try stage.lastSubject == "apply: 1 server created")
    #expect(try await stage.plan().inShort == [])
    let made = try #require(try await stage.panel.servers()["ord-1"])
    #expect(made.uuid != begun.uuid)
    #expect(try stage.result(of: "ord-1").contains(made.uuid))
  }
}
