import LogLines
import Planner
import Testing

@testable import Panel

/// What `--verbose` shows of requests.
@Suite struct RequestLogTests {
  @Test func `A request is a line with its status, its time and what is left of the limit`() async throws {
    let panel = try ScriptedPanel { _ in .error(404, "NotFoundHttpException") }
    let lines = LogLines()
    _ = try await panel.client(log: lines.log).absent([UserID(7)])
    #expect(lines.all == ["panel: GET users/7: 404 after 0 ms, 200 of 240 requests left"])
  }

  @Test func `What is asked again, and why, can be followed`() async throws {
    let answers = Counter()
    let panel = try ScriptedPanel { _ in
      switch answers.next() {
      case 0: .hangUp
      case 1: .html(502)
      case 2: .error(429, "ThrottleRequestsException", headers: ["retry-after": "20", "x-ratelimit-remaining": "0"])
      default: .error(404, "NotFoundHttpException")
      }
    }
    let lines = LogLines()
    _ = try await panel.client(log: lines.log).absent([UserID(7)])
    #expect(
      lines.all == [
        "panel: GET users/7: the panel did not answer: the connection broke after 0 ms",
        "panel: asking again in 375 ms",
        "panel: GET users/7: 502 after 0 ms",
        "panel: asking again in 750 ms",
        "panel: GET users/7: 429 after 0 ms, no requests left for 21000 ms",
        "panel: GET users/7: 404 after 0 ms, 200 of 240 requests left, sent after 21000 ms of waiting for the limit",
      ])
  }

  @Test(arguments: [
    (APIRequest.get("users/external/cust-1", needs: .users), "GET users/external/«hidden»"),
    (.get("users/external/a%2Fb", ["include=servers"], needs: .users), "GET users/external/«hidden»?include=servers"),
    (
      .get("users", ["filter%5Bemail%5D=ada%40example.com", "page=2"], needs: .users),
      "GET users?filter%5Bemail%5D=«hidden»&page=2"
    ),
    (
      .get("servers/external/ord-1", ["include=allocations"], needs: .servers),
      "GET servers/external/ord-1?include=allocations"
    ),
    (.createUser(.object([.init("email", .string("ada@example.com"))])), "POST users"),
  ])
  func `Who a customer is stays hidden, and bodies are not shown`(call: APIRequest, line: String) {
    #expect(call.loggedName == line)
  }
}
