import Testing

@testable import PanelSandbox

/// What no recording shows, and the panel's source says.
@Suite struct PanelSourceTests {
  private static let start = Moment(milliseconds: 1_795_000_000_000)
  private static let servers = "/api/application/servers"
  private static let limits: JSON = ["memory": 256, "swap": 0, "disk": 512, "io": 500, "cpu": 50]
  private static let features: JSON = ["databases": 1, "allocations": 2, "backups": 2]

  /// Three servers, on the allocations 1 to 3.
  private func panel() throws -> EmbeddedPanel {
    var panel = try makePanel(SandboxSettings(), at: Self.start)
    for (index, name) in ["beta", "Alpha", "gamma"].enumerated() {
      let body: JSON = [
        "name": .string(name), "user": 2, "egg": 15, "docker_image": "image", "startup": "node",
        "external_id": .string("ord-\(index + 1)"),
        "environment": [
          "DISCORD_TOKEN": "t", "DISCORD_GUILD_ID": "123456", "TIER": "pro", "MAX_GUILDS": "1",
        ],
        "limits": Self.limits, "feature_limits": Self.features, "allocation": ["default": .integer(index + 1)],
      ]
      _ = try panel.answer(to: panel.request("POST", Self.servers, body))
    }
    _ = panel.advance(to: Self.start + 5_000)
    return panel
  }

  private func ids(_ list: JSON) -> [Int] {
    (list["data"]?.items ?? []).compactMap { $0.value(at: "attributes.id").flatMap(PHPNumber.integer) }
  }

  @Test func `Filters, sorts and includes may stand in the body of a GET`() throws {
    var panel = try panel()
    let wanted: JSON = ["filter": ["name": "alpha"], "include": "user"]
    let found = try panel.body(of: panel.request("GET", Self.servers, wanted))
    #expect(ids(found) == [2])
    #expect(found.value(at: "data.0.attributes.relationships.user.attributes.id") == 2)
    #expect(ids(try panel.body(of: panel.request("GET", Self.servers, ["sort": "-id"]))) == [3, 2, 1])
  }

  @Test(arguments: [
    ("sort=id,created_at", "InvalidSortQuery"), ("filter[]=x", "InvalidFilterQuery"),
    ("filter[owner]=1&per_page=abc", "InvalidFilterQuery"), ("sort=x&per_page=abc", "InvalidSortQuery"),
    ("per_page=abc", "TypeError"),
  ])
  func `A list is refused for its filters first, then its sorts, then its size`(query: String, code: String) throws {
    var panel = try panel()
    let refused = try panel.body(of: panel.request("GET", "\(Self.servers)?\(query)"))
    #expect(refused.value(at: "errors.0.code") == .string(code))
  }

  @Test func `Nodes of one size are sorted by the next of several sorts`() throws {
    var panel = try panel()
    let nodes = panel.request("GET", "/api/application/nodes?sort=disk,-id")
    #expect(ids(try panel.body(of: nodes)) == [2, 1])
    panel.state.nodes.put(
      try #require(
        panel.state.nodes[1].map { node in
          var node = node
          node.disk = 10240
          return node
        }))
    #expect(ids(try panel.body(of: nodes)) == [2, 1])
    #expect(ids(try panel.body(of: panel.request("GET", "/api/application/nodes?sort=disk,id"))) == [1, 2])
  }

  @Test(arguments: [("abc", 97), ("-1", 97), ("1.5", 97), ("true", 97), ("2", 1), ("02", 0)])
  func `A server filter that is no number means unassigned`(value: String, count: Int) throws {
    var panel = try panel()
    let list = try panel.body(
      of: panel.request("GET", "/api/application/nodes/1/allocations?filter[server_id]=\(value)"))
    #expect(list.value(at: "meta.pagination.total") == .integer(count))
  }

  @Test(arguments: [
    ("192.0.2.10:2556", 3), (":25566", 1), ("192.0.2.1", 0), ("ord-2", 1), ("ord-", 0), ("ALPHA", 1), ("lph", 1),
  ])
  func `The filter for everything looks at addresses, names and whole ids`(text: String, count: Int) throws {
    var panel = try panel()
    var request = panel.request("GET", "/api/client?type=admin-all&filter[*]=\(text)")
    request.headers["authorization"] = panel.state.keys.first { $0.kind == "client_admin" }.map { "Bearer \($0.token)" }
    #expect(try panel.body(of: request).value(at: "meta.pagination.total") == .integer(count))
  }

  @Test func `The fallback is the lowest freshly added allocation, also where it is to be removed again`() throws {
    var panel = try panel()
    let change: JSON = [
      "allocation": 1, "limits": Self.limits, "feature_limits": Self.features, "add_allocations": [20, 10],
      "remove_allocations": [1, 10],
    ]
    let changed = try panel.body(of: panel.request("PATCH", "\(Self.servers)/1/build", change))
    #expect(changed.value(at: "attributes.allocation") == 10)
    #expect(panel.state.allocations.ofServer(1).ids == [10, 20])
  }

  @Test func `Flat threads count beside the limits, and those of the limits more`() throws {
    var panel = try panel()
    var change: JSONObject = [
      "allocation": 1, "limits": Self.limits, "feature_limits": Self.features, "threads": "0-1",
    ]
    _ = try panel.answer(to: panel.request("PATCH", "\(Self.servers)/1/build", .object(change)))
    #expect(panel.state.servers[1]?.limits.threads == "0-1")
    change["limits"] = ["memory": 256, "swap": 0, "disk": 512, "io": 500, "cpu": 50, "threads": "3"]
    _ = try panel.answer(to: panel.request("PATCH", "\(Self.servers)/1/build", .object(change)))
    #expect(panel.state.servers[1]?.limits.threads == "3")
  }

  @Test(
    arguments: [
      (["4000", "80-90"], 400, 0), (["4000", "x"], 400, 0), (["4003-4000"], 204, 4), (["4000-5000"], 400, 0),
      (["4000-4999"], 204, 1000), (["1024"], 400, 0), (["65536"], 400, 0), (["5000", "5000-5001"], 204, 2),
    ] as [([String], Int, Int)])
  func `Allocations are made all or none`(ports: [String], status: Int, made: Int) throws {
    var panel = try panel()
    let before = panel.state.allocations.ofNode(2).count
    let body: JSON = ["ip": "192.0.2.99", "ports": .array(ports.map { .string($0) })]
    let answer = try panel.answer(to: panel.request("POST", "/api/application/nodes/2/allocations", body))
    #expect(answer.status == status)
    #expect(panel.state.allocations.ofNode(2).count == before + made)
  }

  @Test func `A location's update needs its short name`() throws {
    var panel = try panel()
    let refused = try panel.body(of: panel.request("PATCH", "/api/application/locations/1", ["long": "Elsewhere"]))
    #expect(refused.value(at: "errors.0.meta.rule") == "required")
  }

  @Test func `A variable that is not stored has no value where it is included, and its default in the environment`()
    throws
  {
    var panel = try panel()
    let path = "\(Self.servers)/1?include=variables"
    panel.state.servers.put(
      try #require(
        panel.state.servers[1].map { server in
          var server = server
          server.variables = [:]
          return server
        }))
    let shown = try panel.body(of: panel.request("GET", path))
    let last = "attributes.relationships.variables.data.4.attributes"
    #expect(shown.value(at: "\(last).env_variable") == "MAX_GUILDS")
    #expect(shown.value(at: "\(last).server_value") == .null)
    #expect(shown.value(at: "attributes.container.environment.MAX_GUILDS") == "1")
  }

  @Test(
    arguments: [
      ("POST", "/reinstall", "installing", nil),
      ("PATCH", "/details", nil, ["name": "n", "user": 3]),
    ] as [(String, String, String?, JSON?)])
  func `What is done within a transaction is not seen before its daemon has answered`(
    method: String, path: String, status: String?, body: JSON?
  ) throws {
    var panel = try panel()
    panel.state.apply(try DaemonChange(["do": "daemon", "delay": 5]))
    let before = try panel.body(of: panel.request("GET", "\(Self.servers)/1"))
    guard case .later = panel.respond(to: panel.request(method, "\(Self.servers)/1\(path)", body)) else {
      throw RecordedExchange.Unusable(detail: "does not wait")
    }
    #expect(try panel.body(of: panel.request("GET", "\(Self.servers)/1")) == before)
    _ = panel.advance(to: Self.start + 10_001)
    let after = try panel.body(of: panel.request("GET", "\(Self.servers)/1"))
    #expect(after != before)
    #expect(after.value(at: "attributes.status") == JSON(status))
  }
}
