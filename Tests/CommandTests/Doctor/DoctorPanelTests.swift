import Foundation
import Testing

/// Each fault of panel, key and what the documents name of them gives exactly its finding.
@Suite(.timeLimit(.minutes(20)))
struct DoctorPanelTests {
  private static let unchecked = ["egg", "node", "owner", "request-limit"].map { "unchecked \($0)" }

  @Test func `A panel that does not answer leaves the rest open`() async throws {
    let stage = try await Stage()
    let report = try await stage.examine(environment: ["PTERODACTYL_PANEL_URL": "http://127.0.0.1:1"], expecting: 5)
    #expect(report.problems == ["failure panel-connection", "unchecked key"] + Self.unchecked)
    #expect(report.words(on: "panel-connection").contains("nobody accepts connections there"))
    #expect(report.findings.contains { $0.section == "git" && $0.check == "lock" })
  }

  @Test func `An address that a key may not be sent to is told before anything is sent`() async throws {
    let stage = try await Stage()
    let report = try await stage.examine(
      environment: ["PTERODACTYL_PANEL_URL": "http://panel.example.com"], expecting: 5)
    #expect(report.problems == ["failure panel-address", "unchecked key"] + Self.unchecked)
  }

  @Test func `No address at all is told with where to write it`() async throws {
    let stage = try await Stage()
    let report = try await stage.examine(environment: ["PTERODACTYL_PANEL_URL": ""], expecting: 5)
    #expect(report.problems == ["failure panel-address", "unchecked key"] + Self.unchecked)
    #expect(report.words(on: "panel-address").contains("panel.url"))
  }

  @Test(arguments: [("maintenance", "in maintenance"), ("http-502", "status 502")])
  func `A panel that is ill is told by its illness`(_ kind: String, _ words: String) async throws {
    let stage = try await Stage(panel: ["--fail", kind])
    let report = try await stage.examine("--clock-speed", "100", expecting: 5)
    #expect(report.problems == ["failure panel-connection", "unchecked key"] + Self.unchecked)
    #expect(report.words(on: "panel-connection").contains(words))
  }

  @Test func `Clocks that are apart are a failure, for apply then deletes nothing`() async throws {
    let stage = try await Stage()
    try await stage.panel.control(#"{"do": "date", "seconds": 3600}"#)
    #expect(try await stage.examine(expecting: 1).problems == ["failure clock"])
    try await stage.panel.control(#"{"do": "date", "seconds": 60}"#)
    #expect(try await stage.examine(expecting: 0).problems == [])
  }

  @Test(arguments: [
    ("app_of_non_admin", "owner is no administrator"), ("client_customer", "owner is no administrator"),
    ("app_ip_restricted", "from this machine's address"),
  ])
  func `A key that is not let in fails by name`(_ kind: String, _ words: String) async throws {
    let stage = try await Stage()
    let report = try await stage.examine(environment: ["PTERODACTYL_API_KEY": try stage.key(kind)], expecting: 5)
    #expect(report.problems == ["failure key"] + Self.unchecked)
    #expect(report.words(on: "key").contains("API authentication failed: "))
    #expect(report.words(on: "key").contains(words))
  }

  @Test func `A key that the panel does not know is looked at itself, and not shown`() async throws {
    let stage = try await Stage()
    for (key, words) in [
      (String(stage.key.dropLast()), "it is not whole, for a key has 48 characters"),
      (String(repeating: "x", count: 48), "it does not begin with ptla_"),
      (stage.key.dropLast() + "#", "API authentication failed: the panel does not know the key | "),
    ] {
      let report = try await stage.examine(environment: ["PTERODACTYL_API_KEY": key], expecting: 5)
      #expect(report.problems == ["failure key"] + Self.unchecked)
      #expect(report.words(on: "key").contains(words) && !report.words(on: "key").contains(key))
    }
  }

  @Test func `Without a key the panel is seen to answer`() async throws {
    let stage = try await Stage()
    let report = try await stage.examine(environment: ["PTERODACTYL_API_KEY": ""], expecting: 5)
    #expect(report.problems == ["failure key"] + Self.unchecked)
    #expect(report.words(on: "key").contains("PTERODACTYL_API_KEY is not set"))
  }

  @Test(arguments: ["1.11", "1.15"])
  func `The key of an administrator's account works, and is told to be too much`(_ series: String) async throws {
    let stage = try await Stage(panel: ["--series", series])
    let report = try await stage.examine(
      environment: ["PTERODACTYL_API_KEY": try stage.key("client_admin")], expecting: 0)
    #expect(report.problems == ["warning key-kind"])
    #expect(report.words(on: "key-kind").contains("may do everything on the panel"))
  }

  @Test(arguments: ["1.11", "1.15"])
  func `A key that only reads can plan and not apply`(_ series: String) async throws {
    let stage = try await Stage(panel: ["--series", series])
    let reading = ["PTERODACTYL_API_KEY": try stage.key("app_readonly")]
    let report = try await stage.examine(environment: reading, expecting: 1)
    #expect(report.problems == ["failure permission"])
    #expect(report.findings.first { $0.verdict == "failure" }?.message.contains("“write on servers”") == true)
    #expect(try await stage.examine("--plan-only", environment: reading, expecting: 0).problems == [])
  }

  @Test func `Who may create users is asked only where an order has an e-mail`() async throws {
    let contact = #"{ id: cust-9, email: nine@example.com, name: Nine }"#
    let stage = try await Stage(["ord-1": Documents.order("ord-1", customer: contact)])
    let report = try await stage.examine(
      environment: ["PTERODACTYL_API_KEY": try stage.key("app_readonly")], expecting: 1)
    #expect(report.problems == ["failure permission", "failure permission"])
    #expect(report.words(on: "permission").contains("write on users"))
    #expect(!report.findings.contains { $0.message.contains("nine@example.com") })
  }

  @Test func `Each permission that is missing is told, and what cannot be looked at without it`() async throws {
    let stage = try await Stage()
    let report = try await stage.examine(
      environment: ["PTERODACTYL_API_KEY": try stage.key("app_servers_only")], expecting: 5)
    #expect(
      report.problems == [
        "failure permission", "failure permission", "failure permission", "failure permission", "failure permission",
      ]
        + ["unchecked egg", "unchecked node", "unchecked owner"])
  }

  @Test(arguments: [70, 0]) func `Others who use the limit up are seen by what is left of it`(_ requests: Int)
    async throws
  {
    let stage = try await Stage()
    try await stage.panel.control(#"{"do": "rate-limit", "application": 120, "client": 120}"#)
    for _ in 0..<requests { try await stage.panel.request(.get, "/api/application/locations") }
    let report = try await stage.examine(expecting: 0)
    #expect(report.problems == (requests == 0 ? [] : ["warning request-limit-use"]))
    #expect(report.words(on: "request-limit").contains("120 requests a minute"))
    if requests > 0 { #expect(report.words(on: "request-limit-use").contains("sent 70 requests")) }
  }
}
