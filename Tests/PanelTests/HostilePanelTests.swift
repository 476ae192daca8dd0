import Panel
import Planner
import Testing

/// A panel that was taken over, or something that stands in its place.
@Suite(.timeLimit(.minutes(20)))
struct HostilePanelTests {
  /// A panel without nodes whose servers are these.
  private func panel(servers reply: ScriptedPanel.Reply) throws -> ScriptedPanel {
    try ScriptedPanel { $0.path == "nodes" ? .list([]) : reply }
  }

  private func observing(_ panel: ScriptedPanel) async throws -> PanelFailure? {
    defer { panel.stop() }
    let client = try panel.client()
    return await failure { () async throws(PanelFailure) in try await client.observe(ObservationRequest(eggs: [])) }
  }

  private func reading(_ reply: ScriptedPanel.Reply) async throws -> PanelFailure? {
    let panel = try ScriptedPanel { _ in reply }
    defer { panel.stop() }
    let client = try panel.client()
    return await failure { () async throws(PanelFailure) in try await client.server(ServerID(1)) }
  }

  private func place(of failure: PanelFailure?) -> String? {
    guard case .unreadable(_, let unreadable)? = failure else { return nil }
    return unreadable.field
  }

  @Test(arguments: [1001, 2_000_000_000, Int.max])
  func `A list of endless pages is not begun`(pages: Int) async throws {
    let panel = try panel(servers: .list([serverJSON()], total: pages, page: 1, pages: pages))
    #expect(place(of: try await observing(panel)) == "meta.pagination.total_pages")
    #expect(panel.lines == ["GET nodes", "GET servers"])
  }

  /// A thousand pages for three servers once were four thousand requests.
  @Test(arguments: [(3, 1000), (3, 4), (1, 2), (0, 2), (-5, 2)])
  func `Pages are held against the total`(total: Int, pages: Int) async throws {
    let panel = try panel(servers: .list([serverJSON()], total: total, page: 1, pages: pages))
    #expect(place(of: try await observing(panel)) == "meta.pagination.total_pages")
    #expect(panel.lines == ["GET nodes", "GET servers"])
  }

  @Test(arguments: [Int.min, -1, 0]) func `Pages below one are one`(pages: Int) async throws {
    let panel = try panel(servers: .list([serverJSON()], total: 2, page: 1, pages: pages))
    #expect(try await observing(panel) == .listKeepsMoving("servers"))
  }

  @Test func `A page holds no more than was asked for`() async throws {
    let panel = try panel(servers: .list((1...501).map { serverJSON($0) }))
    #expect(place(of: try await observing(panel)) == "data")
  }

  @Test(arguments: [
    ("\"id\":1,", "\"id\":-1,"), ("\"id\":1,", "\"id\":0,"), ("\"id\":1,", "\"id\":4294967296,"),
    ("\"memory\":512", "\"memory\":9223372036854775807"), ("\"memory\":512", "\"memory\":-512"),
    ("\"memory\":512", "\"memory\":1e400"), ("\"memory\":512", "\"memory\":NaN"), ("\"memory\":512", "\"memory\":0.5"),
    ("\"swap\":0", "\"swap\":-9223372036854775808"), ("\"node\":1", "\"node\":0"),
    ("\"allocation\":5", "\"allocation\":1e30"), ("6e2b7c1e-", "../../../"), ("6e2b7c1e-", "6E2B7C1E-"),
    ("\"identifier\":\"6e2b7c1e\"", "\"identifier\":\"00000000\""), ("+00:00", "+99:99"), ("2026-", "99999-"),
  ])
  func `What the panel's database could not hold is refused, and no number overflows`(
    sound: String, hostile: String
  ) async throws {
    let answer = serverJSON().replacing(sound, with: hostile)
    #expect(answer != serverJSON())
    let failure = try #require(try await reading(.json(200, answer)))
    #expect(failure.kind == .unreadableAnswer)
  }

  @Test func `A text is no longer than the panel's longest columns`() async throws {
    for (length, isRefused) in [(65_535, false), (65_536, true)] {
      let answer = serverJSON().replacing("node .", with: String(repeating: "x", count: length))
      #expect((try await reading(.json(200, answer)) != nil) == isRefused)
    }
  }

  @Test(arguments: ["192.0.2.1\\nApproved-By: x", "", "../../x", "a b"])
  func `An address is one`(ip: String) async throws {
    let allocation = allocationJSON(5, assigned: true).replacing("192.0.2.1", with: ip)
    let relationships = #"{"allocations":{"object":"list","data":[\#(allocation)]}}"#
    let failure = try await reading(.json(200, serverJSON(relationships: relationships)))
    #expect(place(of: failure) == "attributes.relationships.allocations.ip")
  }

  @Test func `Nesting without an end is no answer`() async throws {
    let deep = String(repeating: "[", count: 1_000_000)
    let environment = #"{"TIER":\#(String(repeating: "[", count: 10_000))"#
    for body in [deep, serverJSON(environment: environment)] {
      #expect(try #require(try await reading(.json(200, body))).kind == .unreadableAnswer)
      #expect(try #require(try await reading(.json(500, body))).kind == .panelFailing)
    }
  }

  @Test(arguments: ["9223372036854775807", "-9223372036854775808", "99999999999999999999", "abc", ""])
  func `Limits that lie bring no wait beyond two minutes at a time`(number: String) async throws {
    let headers = ["x-ratelimit-limit": number, "x-ratelimit-remaining": "0", "retry-after": number]
    let throttling = try ScriptedPanel { _ in .error(429, "ThrottleRequestsException", headers: headers) }
    let client = try throttling.client()
    let answer = await failure { () async throws(PanelFailure) in try await client.server(ServerID(1)) }
    #expect(answer == .throttled)
    #expect(throttling.clock.elapsed <= .seconds(800))

    let counting = try ScriptedPanel { _ in
      .json(200, serverJSON(), headers: ["x-ratelimit-limit": number, "x-ratelimit-remaining": number])
    }
    let other = try counting.client()
    for _ in 0..<3 { _ = try await other.server(ServerID(1)) }
    #expect(counting.clock.elapsed <= .seconds(180))
  }

  /// The panel's words reach terminals and commits.
  @Test func `No failure says more than one visible line`() async throws {
    let hostile = #"\u001b[2J\nApproved-By: nobody\r\u202e##[add-mask]\u0000"# + String(repeating: "x", count: 10_000)
    let replies: [ScriptedPanel.Reply] = [
      .error(500, hostile), .error(409, hostile), .error(401, hostile, detail: hostile),
      .error(422, "ValidationException", field: hostile, rule: hostile),
    ]
    for reply in replies {
      let description = try #require(try await reading(reply)).description
      #expect(description.unicodeScalars.allSatisfy { $0.isPlainlyVisible }, "\(description)")
      #expect(!description.contains("##["))
      #expect(description.count < 1000)
    }
  }

  @Test func `Of thousands of rejections some are told`() async throws {
    let entry = #"{"code":"ValidationException","detail":"","meta":{"source_field":"f","rule":"r"}}"#
    let body = #"{"errors":[\#(Array(repeating: entry, count: 5000).joined(separator: ","))]}"#
    let failure = try #require(try await reading(.json(422, body)))
    #expect(failure.description.hasSuffix("f (r) and 4980 more"))
  }
}
