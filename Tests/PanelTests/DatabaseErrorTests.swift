import Planner
import Testing

@testable import Panel

/// Two transactions that block each other end with a 500 for one of them, of which nothing stays.
@Suite(.timeLimit(.minutes(20)))
struct DatabaseErrorTests {
  private let deadlock = ScriptedPanel.Reply.error(500, "QueryException")
  private let user =
    #"{"object":"user","attributes":{"id":44,"external_id":"cus-1","email":"c@x.y","username":"cus-1"}}"#
  private let new = NewUser(externalID: "cus-1", email: "c@x.y", username: "cus-1", firstName: "C", lastName: "U")

  @Test func `A user of whom nothing stayed is made again, after a look`() async throws {
    let panel = try ScriptedPanel { [deadlock, user, tries = Counter()] request in
      if request.method == "GET" { return .missing }
      return tries.next() < 2 ? deadlock : .json(201, user)
    }
    _ = try await panel.client().create(new)
    let look = "GET users/external/cus-1"
    #expect(panel.lines == ["POST users", look, "POST users", look, "POST users"])
  }

  @Test func `A user who is there all the same is not made again`() async throws {
    let panel = try ScriptedPanel { [deadlock, user] in $0.method == "GET" ? .json(200, user) : deadlock }
    _ = try await panel.client().create(new)
    #expect(panel.lines == ["POST users", "GET users/external/cus-1"])
  }

  @Test func `A database that stays ill is given up, and nobody doubts that nothing was made`() async throws {
    let panel = try ScriptedPanel { [deadlock] in $0.method == "GET" ? .missing : deadlock }
    let client = try panel.client()
    let nothing = PanelFailure.failing(.never, status: 500, code: "QueryException")
    #expect(await failure { () async throws(PanelFailure) in try await client.create(new) } == nothing)
    #expect(panel.lines.count { $0 == "POST users" } == 4)
    let server = try newServer()
    #expect(await failure { () async throws(PanelFailure) in try await client.create(server) } == nothing)
    #expect(panel.lines.count { $0 == "POST servers" } == 4)
  }

  @Test(arguments: ["QueryException", "DeadlockException"])
  func `A server of which nothing stayed is made again at the same address`(code: String) async throws {
    let panel = try ScriptedPanel { [tries = Counter()] request in
      if request.method == "GET" { return .missing }
      return tries.next() == 0 ? .error(500, code) : .json(201, serverJSON())
    }
    guard case .made = try await panel.client().create(newServer()) else { Issue.record("not made"); return }
    #expect(panel.lines == ["POST servers", "GET servers/external/ord-1", "POST servers"])
    #expect(panel.requests.last?.body.contains(#""default":7"#) == true)
  }

  @Test func `Another failure of the panel is no reason to make a server again`() async throws {
    let panel = try ScriptedPanel { $0.method == "GET" ? .missing : .error(500, "ErrorException") }
    let client = try panel.client()
    let server = try newServer()
    _ = await failure { () async throws(PanelFailure) in try await client.create(server) }
    #expect(panel.lines == ["POST servers", "GET servers/external/ord-1"])
  }

  @Test func `An update and a suspension are sent again, a deletion once`() async throws {
    let panel = try ScriptedPanel { [deadlock, tries = Counter()] request in
      if request.method == "GET" { return .json(200, serverJSON(status: "suspended")) }
      return tries.next() == 1 || request.method == "DELETE" ? deadlock : .json(200, serverJSON())
    }
    let client = try panel.client()
    _ = try await client.update(identity, build: build)
    _ = try await client.update(identity, build: build)
    #expect(panel.lines.count { $0 == "PATCH servers/1/build" } == 3)
    _ = await failure { () async throws(PanelFailure) in try await client.delete(identity) }
    #expect(panel.lines.count { $0 == "DELETE servers/1" } == 2)
  }
}
