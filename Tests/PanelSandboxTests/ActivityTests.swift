import Testing

@testable import PanelSandbox

/// A server's activity as a panel tells it to its owner and to administrators.
@Suite struct ActivityTests {
  private func panel() throws -> EmbeddedPanel {
    var settings = SandboxSettings()
    settings.servers = 1
    var panel = try makePanel(settings, at: Moment(milliseconds: 1_795_000_000_000))
    let owner = try #require(panel.state.keys.first { $0.kind == "client_customer" }?.owner)
    let administrator = try #require(panel.state.keys.first { $0.kind == "client_admin" }?.owner)
    var server = try #require(panel.state.servers[1])
    server.owner = owner
    panel.state.save(server)
    panel.state.click(.start, 1, by: owner, shownAfter: 0)
    panel.state.click(.stop, 1, by: administrator, shownAfter: 0)
    return panel
  }

  /// What is shown to whoever has a key of this kind, latest last.
  private func shown(_ kind: String, _ query: String = "") throws -> [JSON] {
    var panel = try panel()
    let uuid = try #require(panel.state.servers[1]?.uuid)
    var request = panel.request("GET", "/api/client/servers/\(uuid)/activity\(query)")
    let token = try #require(panel.state.keys.first { $0.kind == kind }?.token)
    request.headers["authorization"] = "Bearer \(token)"
    return try #require(try panel.body(of: request)["data"]?.items).compactMap { $0["attributes"] }
  }

  @Test func `Who did something is told where it is asked for`() throws {
    let entries = try shown("client_admin", "?include=actor")
    #expect(entries.compactMap { $0["event"]?.text } == ["server:power.start", "server:power.stop"])
    let actors = entries.compactMap { $0["relationships"]?["actor"] }
    #expect(actors.count == 2 && actors.allSatisfy { $0["object"]?.text == "user" })
    #expect(Set(actors.compactMap { $0["attributes"]?["username"]?.text }).count == 2)
    #expect(try shown("client_admin").allSatisfy { $0["relationships"] == nil })
  }

  @Test func `Where somebody came from is told to himself and to administrators`() throws {
    #expect(try shown("client_admin").map { $0["ip"]?.text } == ["127.0.0.1", "127.0.0.1"])
    let owners = try shown("client_customer")
    #expect(owners.count == 2)
    #expect(owners.map { $0["ip"]?.text } == ["127.0.0.1", nil])
  }
}
