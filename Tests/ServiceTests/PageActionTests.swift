import Foundation
import SightFixtures
import SignIn
import Testing

@testable import Service

@Suite("What people do on pages")
struct PageActionTests {
  @Test("A link shows a button, and a press of it signs in for as long as the link holds")
  func link() async throws {
    let server = try await PageServer()
    let link = SignInLink(for: .customer("cus-ada"), until: PageServer.now + 100).written(server.links)
    let shown = try await server.get("/link/\(link)", as: .nobody)
    #expect(shown.status == 200 && shown.body.contains("action=\"/link\"") && shown.headers["Set-Cookie"] == nil)
    let entered = try await server.post("/link", ["link": link], as: .nobody)
    #expect(entered.status == 303 && entered.headers["Location"] == "/")
    let cookie = try #require(entered.headers["Set-Cookie"])
    #expect(cookie.contains("Max-Age=100") && cookie.contains("HttpOnly") && cookie.contains("Secure"))
    let bots = try await server.send(.get, "/bots", nil, ["Cookie": String(cookie.prefix { $0 != ";" })])
    #expect(bots.status == 200 && bots.body.contains("/bots/ord-1"))
    // One that is over, one of another key, and a session in its place.
    let over = SignInLink(for: .customer("cus-ada"), until: PageServer.now).written(server.links)
    let other = SignInLink(for: .customer("cus-ada"), until: PageServer.now + 100).written(server.sessions)
    for text in [over, other, String(cookie.dropFirst(16).prefix { $0 != ";" }), link + "x"] {
      #expect(try await server.get("/link/\(text)", as: .nobody).status == 404)
      #expect(try await server.post("/link", ["link": text], as: .nobody).status == 404)
    }
  }

  @Test("Pages are not framed, not kept, and load nothing from elsewhere")
  func headers() async throws {
    let server = try await PageServer()
    for path in ["/sign-in", "/bots", "/bots/ord-1", "/bots/ord-5"] {
      let answer = try await server.get(path, as: .ada)
      let policy = try #require(answer.headers["Content-Security-Policy"])
      #expect(
        policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe")
      )
      #expect(answer.headers["Cache-Control"] == "no-store" && answer.headers["X-Content-Type-Options"] == "nosniff")
      #expect(answer.headers["Referrer-Policy"] == "same-origin")
    }
    let style = try #require(
      try await server.get("/sign-in", as: .nobody).body.firstMatch(of: /href="(\/assets\/[^"]+)"/)?.1)
    let asset = try await server.get(String(style), as: .nobody)
    #expect(asset.status == 200 && asset.headers["Cache-Control"]?.contains("immutable") == true)
  }

  @Test("A restart is a power signal, of one's own bot, and not too often")
  func restart() async throws {
    let server = try await PageServer()
    #expect(try await server.post("/bots/ord-1/restart", as: .ada).headers["Location"] == "/bots/ord-1?done=restarted")
    #expect(try await server.post("/bots/ord-1/restart", as: .ada).headers["Location"] == "/bots/ord-1?done=too-soon")
    server.elapsed.withLock { $0 += .seconds(31) }
    // The limit is the bot's, whoever presses.
    #expect(
      try await server.post("/admin/deployments/ord-1/restart", as: .admin).headers["Location"]
        == "/admin/deployments/ord-1?done=restarted")
    // What is down is started; what is suspended is not.
    #expect(try await server.post("/bots/ord-2/restart", as: .ada).headers["Location"] == "/bots/ord-2?done=started")
    #expect(try await server.post("/bots/ord-4/restart", as: .ada).headers["Location"] == "/bots/ord-4?done=refused")
    #expect(try await server.post("/bots/ord-5/restart", as: .ada).status == 404)
    let (one, two) = (SightFixture.uuid("ord-1"), SightFixture.uuid("ord-2"))
    #expect(server.sent.withLock(\.self) == ["restart \(one)", "restart \(one)", "start \(two)"])
    for _ in 0..<20 {
      server.elapsed.withLock { $0 += .seconds(31) }
      _ = try await server.post("/bots/ord-1/restart", as: .ada)
    }
    #expect(server.sent.withLock { $0.filter { $0 == "restart \(one)" }.count } == 10)
  }

  @Test("A change is shown before it is committed, in the name of whoever confirms it")
  func change() async throws {
    let server = try await PageServer()
    let shown = try await server.post("/admin/deployments/ord-1/preview", ["deed": "suspend"], as: .admin)
    #expect(shown.status == 200 && shown.body.contains("+state: suspended") && shown.body.contains("the panel is away"))
    #expect(server.changes.committed.withLock(\.isEmpty))
    let seal = try #require(shown.body.firstMatch(of: /name="seal" value="([^"]+)"/)?.1)
    let done = try await server.post(
      "/admin/deployments/ord-1/commit", ["seal": String(seal), "why": "Abuse\nIntake: shop"], as: .admin)
    #expect(done.status == 303 && done.headers["Location"] == "/admin/deployments/ord-1?done=committed")
    #expect(server.changes.committed.withLock(\.self) == ["ord-1 because AbuseIntake: shop by Ada Admin"])
    // Nothing else than what was shown, to whom it was shown, of the order it was shown of.
    for (path, form) in [
      ("/admin/deployments/ord-2/commit", ["seal": String(seal)]),
      ("/admin/deployments/ord-1/commit", ["seal": "e30.e30"]),
      ("/admin/deployments/ord-1/commit", [:]), ("/admin/deployments/ord-1/commit", ["deed": "terminate"]),
    ] { #expect(try await server.post(path, form, as: .admin).status == 404, "\(path)") }
    let other = ["Authorization": "Bearer \(ListeningServer.admin)"]
    let body = "seal=\(server.encoded(String(seal)))"
    #expect(try await server.send(.post, "/admin/deployments/ord-1/commit", body, other).status == 404)
    #expect(server.changes.committed.withLock(\.count) == 1)
  }

  @Test("A form that names what is not sold changes nothing")
  func purchase() async throws {
    let server = try await PageServer()
    func preview(_ form: [String: String]) async throws -> PageServer.Answer {
      try await server.post("/admin/deployments/ord-1/preview", form, as: .admin)
    }
    #expect(try await preview(["deed": "purchase", "tier": "platinum"]).status == 404)
    #expect(try await preview(["deed": "format"]).status == 404)
    #expect(
      try await preview(["deed": "purchase", "tier": "pro", "addon": "private-instance"]).headers["Location"]?
        .hasSuffix("done=nothing") == true)
    #expect(try await preview(["deed": "purchase", "tier": "starter", "addon": "<b>"]).status == 200)
    let proposed = server.changes.proposed.withLock(\.self)
    #expect(proposed.count == 1 && proposed[0].contains("starter") && !proposed[0].contains("<b>"))
  }

  @Test("A form leads nowhere but to this server")
  func languages() async throws {
    let server = try await PageServer()
    for (to, expected) in [
      ("/bots/ord-1?x=1", "/bots/ord-1?x=1"), ("//evil.example.com", "/"), ("https://evil.example.com", "/"),
      ("/\\evil", "/"),
      ("/a\r\nSet-Cookie: a=b", "/"), ("", "/"), ("bots", "/"),
    ] {
      let answer = try await server.post("/language", ["language": "nl", "to": to], as: .ada)
      #expect(answer.status == 303 && answer.headers["Location"] == expected, "\(to)")
    }
    let dutch = try await server.get("/bots", as: .ada, ["Accept-Language": "nl"])
    #expect(dutch.body.contains("Mijn bots") && dutch.body.contains("<html lang=\"nl\">"))
  }

  @Test("Deliveries are decided about by name")
  func deliveries() async throws {
    let server = try await PageServer()
    #expect(
      try await server.post("/admin/deliveries/msg_1/discard", as: .admin).headers["Location"]
        == "/admin/deliveries?done=discarded")
    #expect(try await server.post("/admin/deliveries/msg_2/discard", as: .admin).status == 404)
    #expect(server.desk.discarded.first == "msg_1 by Ada Admin")
  }

  @Test("A page hears that something changed, and at once where it missed it")
  func live() async throws {
    let server = try await PageServer()
    let first = try await server.get("/bots/ord-1/events", as: .ada)
    #expect(first.headers["Content-Type"] == "text/event-stream" && first.body.contains("event: hello"))
    let id = try #require(first.body.firstMatch(of: /id: (\w+)/)?.1)
    #expect(
      try await !server.get("/bots/ord-1/events", as: .ada, ["Last-Event-ID": String(id)]).body.contains("changed"))
    #expect(
      try await server.get("/bots/ord-1/events", as: .ada, ["Last-Event-ID": "before"]).body.contains("event: changed"))
    #expect(!first.body.contains("<") && first.body.contains("data: \n"))
  }
}
