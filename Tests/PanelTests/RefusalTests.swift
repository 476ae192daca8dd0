import Foundation
import HTTP
import Loopback
import Panel
import Planner
import Testing

/// What an operator is told when the panel cannot be used at all.
@Suite(.timeLimit(.minutes(20)))
struct RefusalTests {
  private func asking(_ panel: ScriptedPanel) async throws -> PanelFailure? {
    let client = try panel.client()
    return await failure { () async throws(PanelFailure) in try await client.server(ServerID(1)) }
  }

  @Test func `A redirect is no panel, and nobody follows it`() async throws {
    let panel = try ScriptedPanel { _ in .html(302, headers: ["Location": "/auth/login"]) }
    #expect(try await asking(panel) == .notAPanel(status: 302))
    #expect(panel.lines == ["GET servers/1"])
  }

  @Test func `A web page is no panel, whatever its status`() async throws {
    #expect(try await asking(ScriptedPanel { _ in .html(200) }) == .notAPanel(status: 200))
    #expect(try await asking(ScriptedPanel { _ in .html(404) }) == .notAPanel(status: 404))
  }

  @Test func `An unknown route is no missing server`() async throws {
    let unknown = ScriptedPanel.Reply.error(
      404, "NotFoundHttpException", detail: "The route api/application/servers/1 could not be found.", headers: [:])
    #expect(try await asking(ScriptedPanel { _ in unknown }) == .notAPanel(status: 404))
    #expect(try await asking(ScriptedPanel { _ in .missing }) == nil)
  }

  @Test func `From 1.12 on what is missing is not counted`() async throws {
    let missing = ScriptedPanel.Reply.error(
      404, "NotFoundHttpException", detail: "The requested resource could not be found on the server.", headers: [:])
    let panel = try ScriptedPanel { _ in missing }
    let client = try panel.client()
    let server = await failure { () async throws(PanelFailure) in
      #expect(try await client.server(ServerID(1)) == nil)
      #expect(try await client.server(externalID: "ord-1") == nil)
      #expect(try await client.user(externalID: "cust-1") == nil)
    }
    #expect(server == nil)
  }

  @Test func `From 1.12 on the owner's refusal is not counted, and is not the address's`() async throws {
    func refusal(_ detail: String) -> ScriptedPanel.Reply {
      .error(403, "AccessDeniedHttpException", detail: detail, headers: [:])
    }
    let owner = refusal("This account does not have permission to access the API.")
    let address = refusal(
      "This IP address (192.0.2.1) does not have permission to access the API using these credentials.")
    #expect(try await asking(ScriptedPanel { _ in owner }) == .access(.ownerIsNoAdmin))
    #expect(try await asking(ScriptedPanel { _ in address }) == .access(.addressRefused))
  }

  @Test func `A panel that fails for a moment is asked again, and no more than three times`() async throws {
    let recovering = try ScriptedPanel { [tries = Counter()] _ in
      switch tries.next() {
      case 0: .html(502)
      case 1: .hangUp
      case 2: .error(503, "HttpException", headers: [:])
      default: .json(200, serverJSON())
      }
    }
    #expect(try await asking(recovering) == nil)
    #expect(recovering.lines.count == 4)

    let down = try ScriptedPanel { _ in .error(503, "HttpException", headers: [:]) }
    #expect(try await asking(down) == .inMaintenance)
    #expect(down.lines.count == 4)
    #expect(down.clock.elapsed > .seconds(1) && down.clock.elapsed < .seconds(10))
  }

  @Test func `A failure that will not pass is not repeated`() async throws {
    let panel = try ScriptedPanel { _ in .error(401, "AuthenticationException", headers: [:]) }
    #expect(try await asking(panel) == .access(.keyRefused))
    #expect(panel.lines.count == 1)
  }

  @Test func `Nobody at the address means that nothing was done`() async throws {
    let panel = try ScriptedPanel { _ in .empty }
    panel.stop()
    let failure = try #require(try await asking(panel))
    guard case .noAnswer(.never, _) = failure else { Issue.record("\(failure)"); return }
    #expect(!failure.mayHaveTakenEffect)
    #expect(advice(on: failure) != nil)
  }

  @Test func `Too many backups are not too many requests`() async throws {
    let panel = try ScriptedPanel { _ in
      .error(
        429, "TooManyRequestsHttpException",
        headers: ["x-ratelimit-limit": "240", "x-ratelimit-remaining": "100", "retry-after": "600"])
    }
    #expect(try await asking(panel) == .refused(status: 429, code: "TooManyRequestsHttpException"))
    #expect(panel.clock.elapsed < .seconds(10))
  }

  @Test func `A limit that others keep spending is given up, and said so`() async throws {
    let panel = try ScriptedPanel { _ in
      .error(
        429, "ThrottleRequestsException",
        headers: ["x-ratelimit-limit": "240", "x-ratelimit-remaining": "0", "retry-after": "60"])
    }
    #expect(try await asking(panel) == .throttled)
    #expect(panel.clock.elapsed > .seconds(200))
  }

  @Test func `An external id that cannot be a path is never asked for`() async throws {
    let panel = try ScriptedPanel { _ in .json(200, serverJSON()) }
    let client = try panel.client()
    for id in ["", "a/b", ".", ".."] {
      let failure = await failure { () async throws(PanelFailure) in try await client.server(externalID: id) }
      guard case .notFound? = failure else { Issue.record("\(id)"); continue }
    }
    #expect(panel.lines.isEmpty)
    _ = await failure { () async throws(PanelFailure) in try await client.user(externalID: "ä b?#") }
    #expect(panel.requests.first?.head.hasPrefix("GET /api/application/users/external/%C3%A4%20b%3F%23 ") == true)
  }

  /// Failures are written into results: words that differ from run to run would make a commit each time.
  @Test func `The same trouble is told in the same words`() async throws {
    let panel = try ScriptedPanel { _ in .empty }
    panel.stop()
    let failure = try #require(try await asking(panel))
    #expect(failure == .noAnswer(.never, .noConnection))
    #expect(!failure.description.contains { $0.isNumber })
  }

  @Test func `A server without trusted encryption is not asked twice`() async throws {
    let listener = try Listener { connection in
      _ = connection.read()
      connection.write("HTTP/1.1 200 OK\r\n\r\n")
    }
    defer { listener.stop() }
    let clock = ManualClock()
    let panel = try PterodactylPanel(
      at: PanelURL("https://127.0.0.1:\(listener.port)"), key: Secret("ptla_test"),
      ConnectionOptions(userAgent: "tests/1", time: Timekeeper(clock) { 0.5 }), for: RunOptions(variables: []))
    let failure = await failure { () async throws(PanelFailure) in try await panel.server(ServerID(1)) }
    guard case .untrusted? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(clock.elapsed == .zero)
  }
}
