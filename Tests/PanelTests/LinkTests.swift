import Panel
import Planner
import Testing

/// Users and servers that the panel has already get their external ids; everything else of them goes back as it was read.
@Suite(.timeLimit(.minutes(20)))
struct LinkTests {
  private func userJSON(_ externalID: String?, isAdministrator: Bool = false) -> String {
    let id = externalID.map { #""\#($0)""# } ?? "null"
    return #"{"object": "user", "attributes": {"id": 7, "external_id": \#(id), "uuid": "x", "username": "ada", "#
      + #""email": "ada@example.com", "first_name": "Ada", "last_name": "Lovelace", "language": "de", "#
      + #""root_admin": \#(isAdministrator), "2fa": true}}"#
  }

  private let link = UserLink(user: UserID(7), externalID: "cus-1")

  @Test func `A user gets the id, with what the panel wants beside it as it was read`() async throws {
    let panel = try ScriptedPanel { [self] in .json(200, userJSON($0.method == "GET" ? nil : "cus-1")) }
    let user = try await panel.client().link(link)
    #expect(user.externalID == "cus-1" && panel.lines == ["GET users/7", "PATCH users/7"])
    #expect(
      panel.requests[1].body
        == #"{"email":"ada@example.com","external_id":"cus-1","first_name":"Ada","last_name":"Lovelace","username":"ada"}"#
    )
  }

  @Test func `A user who has the id already is left as they are`() async throws {
    let panel = try ScriptedPanel { [self] _ in .json(200, userJSON("cus-1", isAdministrator: true)) }
    #expect(try await panel.client().link(link).id == UserID(7))
    #expect(panel.lines == ["GET users/7"])
  }

  @Test(
    arguments: [("cus-2", false, .userHasAnotherID), (nil, true, .userIsAdministrator)] as [(String?, Bool, Staleness)])
  func `A user who is not as planned is not touched`(id: String?, isAdministrator: Bool, why: Staleness) async throws {
    let panel = try ScriptedPanel { [self] _ in .json(200, userJSON(id, isAdministrator: isAdministrator)) }
    let client = try panel.client()
    #expect(await failure { () async throws(PanelFailure) in try await client.link(link) } == .stale(why))
    #expect(panel.lines == ["GET users/7"])
    #expect(!why.description.contains("cus-2"))
  }

  @Test func `A user who is gone is told as that`() async throws {
    let panel = try ScriptedPanel { _ in .missing }
    let client = try panel.client()
    #expect(await failure { () async throws(PanelFailure) in try await client.link(link) } == .stale(.userGone))
  }

  @Test func `A lost answer is tried again, and found done`() async throws {
    let counter = Counter()
    let panel = try ScriptedPanel { [self] request in
      if request.method == "PATCH" { return .hangUp }
      return .json(200, userJSON(counter.next() == 0 ? nil : "cus-1"))
    }
    let client = try panel.client()
    let failed = await failure { () async throws(PanelFailure) in try await client.link(link) }
    #expect(failed?.mayHaveTakenEffect == true)
    #expect(try await client.link(link).externalID == "cus-1")
  }

  @Test func `A server gets the id, and the panel's other details go back as they were read`() async throws {
    let panel = try ScriptedPanel { .json(200, serverJSON(externalID: $0.method == "GET" ? nil : "ord-1")) }
    let server = try await panel.client().link(identity)
    #expect(server.externalID == "ord-1" && panel.lines == ["GET servers/1", "PATCH servers/1/details"])
    #expect(panel.requests[1].body == #"{"description":"ours","external_id":"ord-1","name":"bot","user":2}"#)
  }

  @Test func `A server that has the id already is left as it is`() async throws {
    let panel = try ScriptedPanel { _ in .json(200, serverJSON()) }
    #expect(try await panel.client().link(identity).externalID == "ord-1")
    #expect(panel.lines == ["GET servers/1"])
  }

  @Test(
    arguments: [
      (serverJSON(externalID: nil, uuid: "6e2b7c1e-0000-4000-8000-000000000002"), Staleness.anotherUUID),
      (serverJSON(externalID: "ORD-1"), .anotherExternalID), (serverJSON(externalID: "theirs"), .anotherExternalID),
      (nil, .gone),
    ] as [(String?, Staleness)])
  func `A server that is not the one planned for is not linked`(json: String?, staleness: Staleness) async throws {
    let panel = try ScriptedPanel { _ in json.map { .json(200, $0) } ?? .missing }
    let client = try panel.client()
    #expect(await failure { () async throws(PanelFailure) in try await client.link(identity) } == .stale(staleness))
    #expect(panel.lines.allSatisfy { $0 == "GET servers/1" })
  }
}
