import Testing

@testable import PanelSandbox

/// The panel as a value: requests in, answers out, time handed in.
@Suite struct EmbeddedPanelTests {
  private static let start = Moment(milliseconds: 1_795_000_000_000)

  private func panel(servers: Int = 0) throws -> EmbeddedPanel {
    var settings = SandboxSettings()
    settings.servers = servers
    return try makePanel(settings, at: Self.start)
  }

  @Test func `A create waits for its daemon, is there meanwhile, and gone when the daemon never answers`() throws {
    var panel = try panel()
    panel.state.apply(try DaemonChange(["do": "daemon", "node": 1, "delay": 60]))
    let body: JSON = [
      "name": "Bot", "user": 2, "egg": 15, "docker_image": "image", "startup": "node", "external_id": "ord-1",
      "environment": [
        "DISCORD_TOKEN": "t", "DISCORD_GUILD_ID": "123456", "TIER": "pro", "MAX_GUILDS": "1",
      ],
      "limits": ["memory": 1, "swap": 0, "disk": 1, "io": 500, "cpu": 1],
      "feature_limits": ["databases": 0, "backups": 0], "allocation": ["default": 1],
    ]
    guard case .later(let ticket, let due) = panel.respond(to: panel.request("POST", "/api/application/servers", body))
    else { throw RecordedExchange.Unusable(detail: "does not wait") }
    #expect(due == Self.start + 15_000)
    let lookup = panel.request("GET", "/api/application/servers/external/ord-1")
    #expect(try panel.body(of: lookup).value(at: "attributes.status") == "installing")

    #expect(panel.advance(to: Self.start + 29_999).isEmpty)
    let late = panel.advance(to: Self.start + 30_000)
    #expect(late.map(\.ticket) == [ticket])
    #expect(late.first?.answer.status == 504)
    #expect(try panel.body(of: lookup).value(at: "errors.0.code") == "NotFoundHttpException")
  }

  @Test func `Seeded servers fill whole pages and leave the nodes their room`() throws {
    var panel = try panel(servers: 1200)
    let room = panel.state.nodes[1].map { $0.memory - panel.state.servers.load(ofNode: 1).memory }
    #expect(room == 8192)
    let page = try panel.body(of: panel.request("GET", "/api/application/servers?per_page=500&page=3&sort=id"))
    #expect(page["data"]?.items?.count == 200)
    #expect(page.value(at: "data.199.attributes.external_id") == "ord-001200")
    #expect(page.value(at: "meta.pagination.total") == 1200)
    let found = try panel.body(of: panel.request("GET", "/api/application/servers/external/ORD-000777"))
    #expect(found.value(at: "attributes.id") == 777)
  }

  @Test func `A random pick is any free allocation of any node with room`() throws {
    var panel = try panel()
    let place: JSON = ["locations": [], "dedicated_ip": false, "port_range": []]
    var picked: Set<Int> = []
    for _ in 0..<40 {
      let body: JSON = [
        "name": "Bot", "user": 2, "egg": 15, "docker_image": "image", "startup": "node",
        "environment": [
          "DISCORD_TOKEN": "t", "DISCORD_GUILD_ID": "123456", "TIER": "pro", "MAX_GUILDS": "1",
        ],
        "limits": ["memory": 1, "swap": 0, "disk": 1, "io": 500, "cpu": 1],
        "feature_limits": ["databases": 0, "backups": 0], "deploy": place,
      ]
      let server = try panel.body(of: panel.request("POST", "/api/application/servers", body))
      picked.insert(server.value(at: "attributes.allocation").flatMap(PHPNumber.integer) ?? 0)
    }
    #expect(picked.count == 40)
    #expect(panel.state.allocations.free(onNode: 1).count + panel.state.allocations.free(onNode: 2).count == 70)
  }

  @Test func `Of users who are made at once only the first is made`() throws {
    var panel = try panel()
    func request(_ name: String) -> Request {
      panel.request(
        "POST", "/api/application/users",
        [
          "external_id": .string(name), "email": .string("\(name)@example.test"), "username": .string(name),
          "first_name": "A", "last_name": "B",
        ])
    }
    let (first, second) = (request("one"), request("two"))
    guard case .later(let ticket, let due) = panel.respond(to: first) else {
      throw RecordedExchange.Unusable(detail: "does not take any time")
    }
    #expect(try panel.answer(to: second).status == 500)
    #expect(try panel.body(of: second).value(at: "errors.0.code") == "QueryException")
    #expect(panel.state.users.all.allSatisfy { $0.externalID != "one" })
    let made = panel.advance(to: due)
    #expect(made.map(\.ticket) == [ticket] && made.first?.answer.status == 201)
    #expect(panel.state.users.all.contains { $0.externalID == "one" })
    #expect(!panel.state.users.all.contains { $0.externalID == "two" })
    guard case .later = panel.respond(to: second) else {
      throw RecordedExchange.Unusable(detail: "is refused for ever")
    }
  }

  @Test func `A fixture that cannot be used says which entry is wrong`() {
    var settings = SandboxSettings()
    settings.fixture = Array(#"{"users": [{"id": 1}]}"#.utf8)
    #expect {
      try makePanel(settings, at: Self.start)
    } throws: { error in
      (error as? FixtureError)?.description == "users[0].uuid: expected a text"
    }
  }

  @Test func `Moments are written as the panel writes them`() {
    #expect(Moment(milliseconds: 1795347036_999).text == "2026-11-22T11:30:36+00:00")
    #expect(Moment(milliseconds: 951_782_400_000).microText == "2000-02-29T00:00:00.000000Z")
    #expect(Moment(milliseconds: 1795347305_000).httpDate == "Sun, 22 Nov 2026 11:35:05 GMT")
  }
}
