import Foundation
import Guarding
import Panel
import Planner
import Testing

/// Servers that are asked for before it is known what else is wanted, and which variables are.
@Suite(.timeLimit(.minutes(20)))
struct EarlyObservationTests {
  private func panel(environment: String) throws -> ScriptedPanel {
    try ScriptedPanel { request in
      switch request.path {
      case "servers": .list([serverJSON(1), serverJSON(2, externalID: "ord-2", environment: environment)])
      case "nodes": .list([])
      case "users":
        .list([#"{"object":"user","attributes":{"id":2,"external_id":null,"email":"a@b.c","username":"a"}}"#])
      default: .missing
      }
    }
  }

  private func observe(
    _ panel: ScriptedPanel, reading variables: Set<String>, and more: Set<String> = []
  ) async throws -> Result<[ObservedServer], PanelFailure> {
    let client = try await panel.client().serving(RunOptions(variables: variables))
    do throws(PanelFailure) {
      return .success(
        try await client.observe(.init()) { () throws(PanelFailure) in .init(eggs: [], variables: more) }.servers)
    } catch {
      return .failure(error)
    }
  }

  /// - Parameter isSound: whether the panel's answer can be read at all; it is asked once more then, to say why not.
  @Test(arguments: [
    (#"{"TIER":"pro","MOTD":"","DISCORD_TOKEN":"hunter2","STARTUP":"run","P_SERVER_UUID":"x"}"#, true),
    (#"{"MOTD":" a ","COUNT":7,"NOTHING":null}"#, true), ("[]", true), (#"{"TIER":"pro","MOTD":7}"#, false),
    (#"{"TIER":"pro","MOTD":null}"#, false),
    (#"{"MOTD":"LONG"}"#, false),
    (#"{"TIER":7,"MOTD":"a"}"#, false),
  ])
  func `What only orders declare is read as if it had been asked for at once`(
    environment: String, isSound: Bool
  ) async throws {
    let environment = environment.replacing("LONG", with: String(repeating: "a", count: 65_536))
    for asked: Set<String> in [["TIER"], [], ["TIER", "MOTD"]] {
      let (early, late) = (try panel(environment: environment), try panel(environment: environment))
      let all: Set<String> = ["TIER", "MOTD", "STARTUP"]
      let found = try await observe(early, reading: asked, and: all)
      #expect(found == (try await observe(late, reading: all)))
      #expect(((try? found.get()) != nil) == isSound)
      if isSound { #expect(early.lines == late.lines) }
      #expect(!String(reflecting: found).contains("hunter2"))
    }
  }

  @Test func `Where nothing is declared in the end, what customers have is not carried along`() async throws {
    let panel = try panel(environment: #"{"DISCORD_TOKEN":"hunter2"}"#)
    #expect(try await observe(panel, reading: []).get().map(\.unseen) == [.none, .none])
  }

  @Test func `Nodes and servers are asked for at once, and all else when it is known`() async throws {
    let panel = try panel(environment: "{}")
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    let client = try panel.client { if $0.servers == 2 { arrived.finish() } }
    let before = Guarded([String]())
    let seen = try await client.observe(.init()) { () async throws(PanelFailure) in
      for await _ in arrivals {}
      before.withLock { $0 = panel.lines }
      return .init(eggs: [], users: .all)
    }
    #expect(before.withLock(\.self) == ["GET nodes", "GET servers"])
    #expect(panel.lines == ["GET nodes", "GET servers", "GET users"])
    #expect(seen.servers.count == 2 && seen.users?.count == 1)
  }

  @Test func `A look that nobody completes ends with its task`() async throws {
    let panel = try panel(environment: "{}")
    let client = try panel.client()
    let (begun, begins) = AsyncStream.makeStream(of: Void.self)
    let look = Task {
      await failure { () async throws(PanelFailure) in
        try await client.observe(.init()) { () async throws(PanelFailure) in
          begins.finish()
          do { try await Task.sleep(for: .seconds(3600)) } catch { throw .cancelled(.never) }
          return .init(eggs: [])
        }
      }
    }
    for await _ in begun {}
    look.cancel()
    #expect(await look.value == .cancelled(.never))
  }

  @Test func `A failure of the servers does not wait for what else is wanted`() async throws {
    let panel = try ScriptedPanel { request in
      request.path == "nodes" ? .list([]) : .error(403, "AccessDeniedHttpException", detail: "unauthorized")
    }
    let client = try panel.client()
    let end = await failure { () async throws(PanelFailure) in
      try await client.observe(.init()) { () async throws(PanelFailure) in
        do { try await Task.sleep(for: .seconds(3600)) } catch { throw .cancelled(.never) }
        return .init(eggs: [])
      }
    }
    #expect(end == .access(.permissionMissing(.servers)))
    #expect(panel.lines == ["GET nodes", "GET servers"])
  }
}
