import Foundation
import PanelProcess
import Testing

/// What the panel has already: users who buy, and servers that were made by hand.
@Suite(.timeLimit(.minutes(20)))
struct LinkTests {
  private func named(
    _ server: HandmadeServer, _ id: String = "ord-1", customer: String = "cust-1", state: String = "active"
  )
    -> String
  {
    Documents.order(id, state: state, customer: customer, more: "server: \(server.uuid)\n")
  }

  @Test(arguments: ["1.11", "1.15"])
  func `A buyer who is a panel user already becomes the customer, and nothing else of the user changes`(series: String)
    async throws
  {
    let stage = try await Stage(panel: ["--series", series])
    let ada = try await stage.panel.makeUser("ada")
    try stage.merge(["ord-1": Documents.order("ord-1", customer: "{ id: cus-ada, user: \(ada) }")])
    let told = try await stage.botfleet("plan")
    #expect(told.answer.contains("! link-user ord-1"), "\(told.answer)")
    #expect(told.answer.contains("panel user \(ada), customer cus-ada"))
    #expect(told.answer.contains("for customer cus-ada, panel user \(ada)"))
    #expect(!told.answer.contains("@example.test") && !told.answer.contains("Lovelace"))
    for format in ["markdown", "html"] {
      let page = try await stage.botfleet("plan", "--format", format).answer
      #expect(page.contains("link-user") && !page.contains("@example.test"))
    }

    try await stage.apply()
    let user = try await stage.panel.shown("users/\(ada)")
    for part in [
      #""external_id":"cus-ada""#, #""email":"ada@example.test""#, #""username":"ada""#, #""last_name":"Lovelace""#,
    ] {
      #expect(user.contains(part), "\(user)")
    }
    #expect(try await stage.panel.shown("servers/external/ord-1").contains(#""user":\#(ada),"#))
    #expect(try stage.server.git("log", "-1", "--format=%B", "main").contains("panel user \(ada) as customer cus-ada"))
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `The advice about an e-mail that a panel user has can be followed`() async throws {
    let stage = try await Stage()
    let ada = try await stage.panel.makeUser("ada")
    let buyer = "{ id: \"1114\", email: ada@example.test, name: Ada Lovelace }"
    try stage.merge(["ord-1": Documents.order("ord-1", customer: buyer)])
    let told = try await stage.botfleet("plan")
    let advice = #"customer: { id: "1114", user: \#(ada) }"#
    #expect(told.answer.contains(advice) || told.people.contains(advice), "\(told.answer)\(told.people)")
    try stage.merge(["ord-1": Documents.order("ord-1").replacing("customer: cust-1", with: advice)])
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: 1 server created, 1 user linked")
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `A root administrator, a user with another id and one who is not there are waited with`() async throws {
    let stage = try await Stage()
    let root = try await stage.panel.makeUser("root", isAdministrator: true)
    try stage.merge([
      "ord-1": Documents.order("ord-1", customer: "{ id: cus-1, user: \(root) }"),
      "ord-2": Documents.order("ord-2", customer: "{ id: cus-2, user: 2 }"),
      "ord-3": Documents.order("ord-3", customer: "{ id: cus-3, user: 999 }"),
    ])
    let plan = try await stage.plan()
    #expect(plan.inShort == [] && plan.waiting.map(\.order) == ["ord-1", "ord-2", "ord-3"])
    let told = try await stage.botfleet("plan").answer
    for words in [
      "panel user \(root) is a root administrator", "panel user 2 has another external id", "the panel has no user 999",
    ] {
      #expect(told.contains(words), "\(told)")
    }
    try await stage.apply()
    #expect(try await !stage.panel.shown("users/\(root)").contains("cus-1"))
  }

  /// Between plan and act the user became an administrator: neither the id nor a server goes there.
  @Test func `Whoever cannot be linked any more gets no server either`() async throws {
    let stage = try await Stage()
    let ada = try await stage.panel.makeUser("ada")
    try stage.merge(["ord-1": Documents.order("ord-1", customer: "{ id: cus-ada, user: \(ada) }")])
    try await stage.panel.control(
      #"{"do": "fault", "kind": "http-500", "method": "PATCH", "path": "/api/application/users/*", "times": 20}"#)
    let ended = try await stage.apply(expecting: 3)
    #expect(ended.answer.contains("did not become customer cus-ada"), "\(ended.answer)")
    #expect(try await stage.panel.servers().isEmpty)
    #expect(try stage.result(of: "ord-1").contains("action: link-user"))
    try await stage.panel.control(#"{"do": "well"}"#)
    try await stage.apply()
    #expect(try await stage.plan().inShort == [] && !stage.result(of: "ord-1").contains("failure"))
  }

  @Test(arguments: ["1.11", "1.15"])
  func `A server made by hand is linked, changed as its row says, and keeps what is its customer's`(series: String)
    async throws
  {
    let stage = try await Stage(panel: ["--series", series])
    let server = try await stage.panel.makeServer("Ein Bot 🤖", owner: 3, memory: 1024)
    try stage.merge(["ord-1": named(server)])
    let told = try await stage.botfleet("plan").answer
    #expect(told.contains("! link ") && told.contains("links the server that the order names"), "\(told)")
    #expect(told.contains("server \(server.id) (\(server.uuid)) on node"))
    #expect(told.contains("1GiB -> 256MiB") && told.contains("moves to customer cust-1"), "\(told)")
    #expect(!told.contains("the token of") && told.contains("1 server to link"))

    let ended = try await stage.apply()
    #expect(ended.answer.contains("linked"), "\(ended.answer)")
    let shown = try await stage.panel.shown("servers/\(server.id)")
    for part in [#""external_id":"ord-1""#, #""memory":256"#, #""user":2,"#, "the token of Ein Bot"] {
      #expect(shown.contains(part), "\(part): \(shown)")
    }
    #expect(shown.contains("Ein Bot") && !shown.contains("bot-ord-1"))
    #expect(try stage.result(of: "ord-1").contains(server.uuid))
    #expect(try !stage.result(of: "ord-1").contains("the token of"))
    let message = try stage.server.git("log", "-1", "--format=%B", "main")
    #expect(message.hasPrefix("apply: 1 server linked\n") && message.contains("  link      ord-1"), "\(message)")
    #expect(try await stage.plan().inShort == [])
    // Without the key it is the fleet's like any other.
    try stage.merge(["ord-1": Documents.order("ord-1")])
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `Suspended, installing and failed servers are linked, and the next plan is empty`() async throws {
    let stage = try await Stage()
    let suspended = try await stage.panel.makeServer("suspended", owner: 2)
    try await stage.panel.control(#"{"do": "daemon", "install": "hold"}"#)
    _ = try await stage.panel.request(.post, "/api/application/servers/\(suspended.id)/suspend")
    let installing = try await stage.panel.makeServer("installing", owner: 2)
    try stage.merge(["ord-1": named(suspended, state: "suspended"), "ord-2": named(installing, "ord-2")])
    #expect(try await stage.plan().inShort == ["link ord-1", "link ord-2"])
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: 2 servers linked")
    #expect(try await stage.plan().inShort == [])
    #expect(try stage.result(of: "ord-1").contains("phase: suspended"))
    #expect(try stage.result(of: "ord-2").contains("phase: installing"))
  }

  @Test func `An installation that failed is told, and no obstacle`() async throws {
    let stage = try await Stage()
    try await stage.panel.control(#"{"do": "daemon", "install": "fail"}"#)
    let failed = try await stage.panel.makeServer("failed", owner: 2)
    while try await !stage.panel.shown("servers/\(failed.id)").contains("install_failed") {
      try await Task.sleep(for: .milliseconds(20))
    }
    try stage.merge(["ord-1": named(failed)])
    try await stage.apply()
    #expect(try await stage.plan().inShort == [])
    #expect(try stage.result(of: "ord-1").contains("phase: failed"))
  }

  @Test func `What nobody may link is waited with, each for its reason, and stays as it is`() async throws {
    let stage = try await Stage(Documents.orders("ord-9"))
    try await stage.apply()
    let taken = try #require(try await stage.panel.servers()["ord-9"])
    let other = try await stage.panel.makeServer("another fleet's", owner: 2)
    _ = try await stage.panel.request(
      .patch, "/api/application/servers/\(other.id)/details",
      #"{"name": "another fleet's", "user": 2, "external_id": "their-7", "description": ""}"#)
    let twice = try await stage.panel.makeServer("twice", owner: 2)
    let absent = HandmadeServer(id: 0, uuid: "6e2b7c1e-0d3f-4c55-9a07-5b1f0c8e2d41")
    try stage.clone.git("pull", "-q")
    try stage.merge([
      "ord-1": named(HandmadeServer(id: taken.id, uuid: taken.uuid)), "ord-2": named(other, "ord-2"),
      "ord-3": named(absent, "ord-3"), "ord-4": named(twice, "ord-4"), "ord-5": named(twice, "ord-5"),
    ])
    let told = try await stage.botfleet("plan")
    let text = told.answer + told.people
    #expect(told.status == 1)
    for words in [
      "server \(taken.id), which the order names, belongs to order ord-9",
      "server \(other.id), which the order names, has another external id",
      "the panel has no server \(absent.uuid), which the order names", "names the same server",
    ] {
      #expect(text.contains(words), "\(words): \(text)")
    }
    #expect(!text.contains("their-7"))
    let before = try await stage.panel.shown("servers")
    _ = try await stage.botfleet("apply", "--yes")
    #expect(try await stage.panel.shown("servers") == before)
  }

  @Test func `What a run that was killed had linked is finished by the next one, as a link`() async throws {
    let stage = try await Stage()
    let server = try await stage.panel.makeServer("by hand", owner: 2)
    try stage.merge(["ord-1": named(server)])
    // What the killed run had done, and nothing recorded of it.
    _ = try await stage.panel.request(
      .patch, "/api/application/servers/\(server.id)/details",
      #"{"name": "by hand", "user": 2, "external_id": "ord-1", "description": ""}"#)
    let told = try await stage.botfleet("plan").answer
    #expect(told.contains("links the server that the order names: only recorded"), "\(told)")
    #expect(!told.contains("takeover") && !told.contains("takes over"))
    try await stage.apply()
    #expect(try stage.result(of: "ord-1").contains(server.uuid))
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `A link whose answer was lost is seen afterwards`() async throws {
    let stage = try await Stage()
    let server = try await stage.panel.makeServer("by hand", owner: 2)
    try stage.merge(["ord-1": named(server)])
    try await stage.panel.control(
      #"{"do": "fault", "kind": "reset", "when": "after", "method": "PATCH", "path": "*/details"}"#)
    try await stage.apply()
    #expect(try stage.lastSubject == "apply: 1 server linked")
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `A panel that answers and does not keep the id is told on`() async throws {
    let stage = try await Stage()
    let server = try await stage.panel.makeServer("by hand", owner: 2)
    try stage.merge(["ord-1": named(server)])
    try await stage.panel.control(
      #"{"do": "fault", "kind": "pretended", "method": "PATCH", "path": "*/details"}"#)
    let ended = try await stage.apply(expecting: 3)
    #expect(ended.answer.contains("does not have the order's external id"), "\(ended.answer)")
    try await stage.apply()
    #expect(try await stage.plan().inShort == [])
  }

  @Test func `A reviewed link is applied exactly, and not once the server is another's`() async throws {
    let stage = try await Stage()
    let (first, second) = (
      try await stage.panel.makeServer("first", owner: 2), try await stage.panel.makeServer("second", owner: 2)
    )
    try stage.merge(["ord-1": named(first), "ord-2": named(second, "ord-2")])
    let file = NSTemporaryDirectory() + "links-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: file) }
    #expect(try await stage.botfleet("plan", "--out", file).status == 0)
    _ = try await stage.panel.request(
      .patch, "/api/application/servers/\(second.id)/details",
      #"{"name": "second", "user": 2, "external_id": "their-7", "description": ""}"#)
    let ended = try await stage.botfleet("apply", "--yes", file)
    #expect(ended.answer.contains("has another external id") || ended.people.contains("has another external id"))
    #expect(try await stage.panel.servers()["ord-1"]?.uuid == first.uuid)
    #expect(try await stage.panel.servers()["ord-2"] == nil)
  }

  @Test func `A link that a pull request brings is shown by itself, and drift of a linked server is taken over`()
    async throws
  {
    let stage = try await Stage()
    let server = try await stage.panel.makeServer("by hand", owner: 2)
    try stage.clone.commit(["fleet/orders/ord-1.yaml": named(server)])
    #expect(try await stage.plan("--base", "origin/main").inShort == ["link ord-1"])
    try stage.clone.git("push", "-q", "origin", "main")
    try await stage.apply()
    _ = try await stage.panel.request(.post, "/api/application/servers/\(server.id)/suspend")
    let patch = try await stage.botfleet("plan", "--accept-drift", "ord-1").answer
    #expect(patch.contains("+state: suspended") && patch.contains(" server: \(server.uuid)"), "\(patch)")
  }

  @Test func `Links count where updates count`() async throws {
    let stage = try await Stage(
      fleet: Documents.fleet.replacing("maxChanged: 100%", with: "maxChanged: 10%, always: 0"))
    var orders: [String: String] = [:]
    for number in 1...8 {
      orders["ord-\(number)"] = named(try await stage.panel.makeServer("bot \(number)", owner: 2), "ord-\(number)")
    }
    try stage.merge(orders)
    let refused = try await stage.apply(expecting: 4)
    #expect((refused.answer + refused.people).contains("safety.maxChanged"), "\(refused.answer)\(refused.people)")
    let accept = try #require(try await stage.plan().accept)
    try await stage.apply("--accept", accept)
    #expect(try await stage.plan().inShort == [])
  }
}
