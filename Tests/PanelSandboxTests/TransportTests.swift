import Glibc
import PanelProcess
import Testing

@testable import PanelSandbox

/// What goes over the wire, looked at from the other side.
@Suite struct TransportTests {
  private func request(_ panel: SandboxProcess, _ method: String, _ target: String, _ body: String? = nil) -> Exchange {
    var exchange = Exchange(method: method, target: target, body: body.map { Array($0.utf8) })
    exchange.headers = [
      ("Accept", "application/json"), ("Content-Type", "application/json"),
      ("Authorization", "Bearer \(panel.keys["app_full"] ?? "")"),
    ]
    exchange.patience = 10
    return exchange
  }

  private func tell(_ panel: SandboxProcess, _ step: JSON) throws {
    let exchange = Exchange(method: "POST", target: "/control", body: JSONWriter.encode(step))
    #expect(try exchange.perform(at: panel.url).status == 204)
  }

  @Test func `No content has neither body nor length nor type`() throws {
    let panel = try SandboxProcess()
    try tell(panel, ["do": "servers", "count": 1])
    let response = try request(panel, "POST", "/api/application/servers/1/suspend").perform(at: panel.url)
    #expect(response.status == 204)
    #expect(response.headers["content-type"] == nil && response.headers["content-length"] == nil)
  }

  @Test func `HEAD is told the length of what it does not get`() throws {
    let panel = try SandboxProcess()
    let head = try request(panel, "HEAD", "/api/application/nodes/1").perform(at: panel.url)
    let whole = try request(panel, "GET", "/api/application/nodes/1").perform(at: panel.url)
    #expect(head.body.isEmpty && whole.isWhole)
    #expect(head.headers["content-length"] == String(whole.body.count))
  }

  @Test func `Each fault is what it says`() throws {
    let panel = try SandboxProcess()
    func response(_ kind: String) throws -> Exchange.Response {
      try tell(panel, ["do": "fault", "kind": .string(kind), "path": "/api/application/nodes"])
      return try request(panel, "GET", "/api/application/nodes").perform(at: panel.url)
    }
    #expect(throws: Exchange.Failure.reset) { try response("reset") }
    #expect(throws: Exchange.Failure.reset) { try response("reset-halfway") }
    #expect(try !response("cut-off").isWhole)
    let truncated = try response("truncated")
    #expect(truncated.isWhole && truncated.json == nil && truncated.status == 200)
    #expect(try response("not-json").json == nil)
    #expect(try response("http-502").headers["content-type"]?.hasPrefix("text/html") == true)
    #expect(try response("http-503").json?.value(at: "errors.0.code") == "HttpException")
    #expect(try response("throttled").headers["retry-after"] == nil)
    let lost = try response("daemon-lost")
    #expect(lost.status == 504 && lost.json?.value(at: "errors.0.code") == "DaemonConnectionException")
    let forbidden = try response("http-403")
    #expect(forbidden.json?.value(at: "errors.0.detail") == "This action is unauthorized.")
    #expect(lost.headers["x-ratelimit-remaining"] != nil && forbidden.headers["x-ratelimit-remaining"] != nil)
    let unknown = try response("http-401")
    #expect(unknown.json?.value(at: "errors.0.code") == "AuthenticationException")
    #expect(unknown.headers["x-ratelimit-remaining"] == nil)
    let list = try response("wrong-total")
    #expect(list.json?.value(at: "meta.pagination.total") == 3 && list.json?.value(at: "meta.pagination.count") == 2)
    try tell(panel, ["do": "fault", "kind": "http-500", "times": 1000])
    try tell(panel, ["do": "well"])
    #expect(try request(panel, "GET", "/api/application/nodes").perform(at: panel.url).status == 200)
  }

  @Test func `A lost answer is of a request that was performed`() throws {
    let panel = try SandboxProcess()
    try tell(panel, ["do": "servers", "count": 1])
    let path: JSON = "/api/application/servers/*/suspend"
    try tell(panel, ["do": "fault", "kind": "reset", "when": "after", "method": "POST", "path": path])
    #expect(throws: Exchange.Failure.reset) {
      try request(panel, "POST", "/api/application/servers/1/suspend").perform(at: panel.url)
    }
    let server = try request(panel, "GET", "/api/application/servers/1").perform(at: panel.url)
    #expect(server.json?.value(at: "attributes.status") == "suspended")
  }

  @Test func `The log tells which requests came`() throws {
    let panel = try SandboxProcess()
    _ = try request(panel, "GET", "/api/application/nodes?per_page=1").perform(at: panel.url)
    _ = try request(panel, "GET", "/api/application/nothing").perform(at: panel.url)
    let log = try Exchange(method: "POST", target: "/control", body: Array(#"{"do": "requests"}"#.utf8))
      .perform(at: panel.url).json
    #expect(log?.value(at: "requests.0.path") == "/api/application/nodes?per_page=1")
    #expect(log?.value(at: "requests.1.status") == 404)
    #expect(log?["total"] == 2)
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `A signal ends it in order`(number: Int32) throws {
    #expect(try SandboxProcess().end(with: number) == 0)
  }

  @Test func `A body in chunks is read whole`() throws {
    let panel = try SandboxProcess()
    var exchange = request(panel, "POST", "/api/application/locations")
    exchange.headers.append(("Transfer-Encoding", "chunked"))
    let response = try exchange.perform(at: panel.url, sending: "9\r\n{\"short\":\r\n5\r\n\"ap\"}\r\n0\r\n\r\n")
    #expect(response.status == 201)
  }
}
