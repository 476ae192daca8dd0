import Foundation
import Panel
import Planner
import Testing

/// The panel's updates reset what they are not told: whatever is not ours has to go back as it is.
@Suite(.timeLimit(.minutes(20)))
struct UpdateTests {
  private let token =
    #"{"TIER":"starter","DISCORD_TOKEN":"hunter2","EMPTY":"","STARTUP":"node .","P_SERVER_UUID":"x","P_SERVER_ALLOCATION_LIMIT":null}"#

  @Test func `Details keep what is left to the customer, and the external id`() async throws {
    let panel = try ScriptedPanel { _ in .json(200, serverJSON()) }
    let details = DetailsUpdate(name: .keep, description: .set("new"), owner: .keep)
    _ = try await panel.client().update(identity, details: details)
    #expect(panel.lines == ["GET servers/1", "PATCH servers/1/details"])
    #expect(panel.requests[1].body == #"{"description":"new","external_id":"ord-1","name":"bot","user":2}"#)
  }

  @Test func `A build goes with all limits and the address that the server has`() async throws {
    let panel = try ScriptedPanel { _ in .json(200, serverJSON(allocation: 31)) }
    _ = try await panel.client().update(identity, build: build)
    #expect(
      panel.requests[1].body
        == #"{"allocation":31,"feature_limits":{"allocations":0,"backups":3,"databases":1},"#
        + #""limits":{"cpu":100,"disk":2048,"io":500,"memory":1024,"swap":0,"threads":null}}"#)
  }

  @Test func `A startup without changed variables sends none, and so touches none`() async throws {
    let panel = try ScriptedPanel { _ in .json(200, serverJSON()) }
    let startup = StartupUpdate(egg: EggID(15), image: .keep, command: "node bot.js", environment: .untouched)
    _ = try await panel.client().update(identity, startup: startup)
    #expect(
      panel.requests[1].body
        == #"{"egg":15,"environment":{},"image":"img","skip_scripts":false,"startup":"node bot.js"}"#)
  }

  @Test func `A changed variable goes with all others as they were just read`() async throws {
    let panel = try ScriptedPanel { [token] _ in .json(200, serverJSON(environment: token)) }
    let startup = StartupUpdate(
      egg: EggID(15), image: .set("other"), command: "node .",
      environment: .merged(declared: ["TIER": "pro"], initially: ["DISCORD_TOKEN": "set-me", "EMPTY": "first"]))
    let server = try await panel.client().update(identity, startup: startup)
    #expect(
      panel.requests[1].body
        == #"{"egg":15,"environment":{"DISCORD_TOKEN":"hunter2","EMPTY":"first","TIER":"pro"},"image":"other","#
        + #""skip_scripts":false,"startup":"node ."}"#)
    #expect(server.spec.startup.environment == ["TIER": "starter"], "a customer's variable is carried around")
  }

  @Test(
    arguments: [
      (serverJSON(uuid: "6e2b7c1e-0000-4000-8000-000000000002"), Staleness.anotherUUID),
      (serverJSON(externalID: "ORD-1"), .anotherExternalID), (nil, .gone),
    ] as [(String?, Staleness)])
  func `A server that is not the one planned for is not touched`(json: String?, staleness: Staleness) async throws {
    let panel = try ScriptedPanel { _ in json.map { .json(200, $0) } ?? .missing }
    let client = try panel.client()
    let details = DetailsUpdate(name: .keep, description: .keep, owner: .keep)
    let startup = StartupUpdate(egg: EggID(15), image: .keep, command: "x", environment: .untouched)
    let failures = [
      await failure { () async throws(PanelFailure) in try await client.update(identity, details: details) },
      await failure { () async throws(PanelFailure) in try await client.update(identity, build: build) },
      await failure { () async throws(PanelFailure) in try await client.update(identity, startup: startup) },
      await failure { () async throws(PanelFailure) in try await client.suspend(identity) },
      await failure { () async throws(PanelFailure) in try await client.unsuspend(identity) },
      await failure { () async throws(PanelFailure) in try await client.delete(identity) },
    ]
    #expect(failures.allSatisfy { $0 == .stale(staleness) })
    #expect(panel.lines.allSatisfy { $0 == "GET servers/1" })
  }

  @Test func `Only a suspended server is deleted, and never by force`() async throws {
    let running = try ScriptedPanel { _ in .json(200, serverJSON()) }
    let client = try running.client()
    #expect(
      await failure { () async throws(PanelFailure) in try await client.delete(identity) } == .stale(.notSuspended))
    #expect(running.lines == ["GET servers/1"])

    let suspended = try ScriptedPanel { $0.method == "GET" ? .json(200, serverJSON(status: "suspended")) : .empty }
    try await suspended.client().delete(identity)
    #expect(suspended.lines == ["GET servers/1", "DELETE servers/1"])
  }

  @Test func `A delete whose first answer was lost is done when the panel has the server no more`() async throws {
    let panel = try ScriptedPanel { [deletes = Counter()] request in
      if request.method == "GET" { return .json(200, serverJSON(status: "suspended")) }
      return deletes.next() == 0 ? .hangUp : .missing
    }
    try await panel.client().delete(identity)
    #expect(panel.lines == ["GET servers/1", "DELETE servers/1", "DELETE servers/1"])
  }

  @Test func `A daemon's 404 is not the panel's`() async throws {
    let panel = try ScriptedPanel { request in
      request.method == "GET"
        ? .json(200, serverJSON(status: "suspended")) : .error(404, "DaemonConnectionException")
    }
    let client = try panel.client()
    #expect(
      await failure { () async throws(PanelFailure) in try await client.delete(identity) }
        == .daemonFailed(node: NodeID(1), status: 404))
  }

  @Test func `A suspension is sent again after a bad gateway, not after the daemon failed`() async throws {
    let gateway = try ScriptedPanel { [tries = Counter()] request in
      if request.method == "GET" { return .json(200, serverJSON()) }
      return tries.next() < 2 ? .html(502) : .empty
    }
    try await gateway.client().suspend(identity)
    #expect(gateway.lines.filter { $0 == "POST servers/1/suspend" }.count == 3)

    let daemon = try ScriptedPanel { request in
      request.method == "GET" ? .json(200, serverJSON()) : .error(504, "DaemonConnectionException")
    }
    let client = try daemon.client()
    #expect(
      await failure { () async throws(PanelFailure) in try await client.suspend(identity) }
        == .daemonFailed(node: NodeID(1), status: 504))
    #expect(daemon.lines == ["GET servers/1", "POST servers/1/suspend"])
  }

  @Test func `An update is in doubt only when the update itself was sent`() async throws {
    let reading = try ScriptedPanel { _ in .html(502) }
    let reader = try reading.client()
    let before = await failure { () async throws(PanelFailure) in try await reader.update(identity, build: build) }
    #expect(before == .failing(.never, status: 502, code: nil))

    let writing = try ScriptedPanel { [tries = Counter()] request in
      if request.method == "GET" { return .json(200, serverJSON()) }
      return tries.next() == 0 ? .hangUp : .error(401, "AuthenticationException", headers: [:])
    }
    let writer = try writing.client()
    let after = await failure { () async throws(PanelFailure) in try await writer.suspend(identity) }
    #expect(after == .access(.keyRefused))

    let silent = try ScriptedPanel { $0.method == "GET" ? .json(200, serverJSON()) : .hangUp }
    let client = try silent.client()
    let lost = await failure { () async throws(PanelFailure) in try await client.suspend(identity) }
    #expect(lost == .noAnswer(.perhaps, .interruption))
    #expect(silent.lines.count == 5)
  }
}
