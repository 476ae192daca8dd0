import Foundation
import SightFixtures
import Testing
import Views

@testable import Service

@Suite("Every route as every role")
struct PageRoleTests {
  /// What is there, and for whom: every path of every order.
  private static var walk: [(method: String, path: String, roles: Set<PageServer.Role>)] {
    var walk: [(String, String, Set<PageServer.Role>)] = [
      ("GET", "/bots", [.ada, .bert, .stranger, .admin]), ("GET", "/bots/events", [.ada, .bert, .stranger, .admin]),
      ("GET", "/admin/deployments", [.admin]), ("GET", "/admin/events", [.admin]), ("GET", "/admin", [.admin]),
      ("GET", "/admin/deliveries", [.admin]), ("GET", "/admin/parts", [.admin]), ("GET", "/admin/over-limit", [.admin]),
      ("POST", "/admin/deliveries/msg_1/retry", [.admin]), ("POST", "/admin/deliveries/msg_1/discard", [.admin]),
    ]
    for (order, customer) in SightFixture.customers {
      let own: Set<PageServer.Role> =
        customer == "cus-ada" ? [.ada, .admin] : customer == "cus-bert" ? [.bert, .admin] : [.admin]
      walk += [
        ("GET", "/bots/\(order)", own), ("GET", "/bots/\(order)/events", own), ("POST", "/bots/\(order)/restart", own),
        ("GET", "/admin/deployments/\(order)", [.admin]), ("GET", "/admin/deployments/\(order)/events", [.admin]),
        ("POST", "/admin/deployments/\(order)/restart", [.admin]),
        ("POST", "/admin/deployments/\(order)/retry", [.admin]),
        ("POST", "/admin/deployments/\(order)/preview?deed=suspend", [.admin]),
      ]
    }
    return walk
  }

  @Test("lets in whom it may, and denies all others with one and the same answer")
  func walk() async throws {
    let server = try await PageServer()
    let denial = try await server.get("/admin/there-is-no-such-page", as: .nobody)
    #expect(denial.status == 404 && denial.body.contains("There is nothing here"))
    for (method, path, roles) in Self.walk {
      for role in PageServer.Role.allCases {
        let form = path.contains("preview") ? ["deed": "suspend"] : [:]
        let plain = String(path.prefix { $0 != "?" })
        let answer =
          method == "GET" ? try await server.get(plain, as: role) : try await server.post(plain, form, as: role)
        if roles.contains(role) {
          #expect((200..<400).contains(answer.status), "\(method) \(path) as \(role): \(answer.status)")
        } else {
          #expect(answer.status == 404 && answer.body == denial.body, "\(method) \(path) as \(role): \(answer.status)")
        }
      }
    }
  }

  @Test("says nothing to a customer of what is inside, and nothing to one of another's bots")
  func nothingInside() async throws {
    let server = try await PageServer()
    for role in [PageServer.Role.ada, .bert, .stranger] {
      var texts = [try await server.get("/bots", as: role).body]
      for (order, _) in SightFixture.customers { texts.append(try await server.get("/bots/\(order)", as: role).body) }
      for secret in SightFixture.secrets {
        #expect(!texts.contains { $0.contains(secret) }, "\(role): \(secret)")
      }
      if role != .bert { #expect(!texts.contains { $0.contains("cus-bert") || $0.contains("bot-ord-5") }) }
    }
  }

  @Test(
    "denies whoever asks by a path that is none",
    arguments: [
      "/bots/ORD-1", "/bots/ord-1/", "/bots/ord-1%2f", "/bots/..%2fadmin", "/bots/ord-1%00", "/bots/%6frd-5",
      "/bots/ord-999",
      "/admin/deployments/ord-1/..", "/bots/ord-1/events/x", "/bots/ord-5%20", "/assets/../server.yaml",
      "/assets/pages.css",
      "/link/abc", "/sign-in/confirm", "/sign-in/confirm?token_hash=abcdefghij", "/bots/-",
      "/bots/" + String(repeating: "a", count: 3000),
    ])
  func tricks(_ path: String) async throws {
    let server = try await PageServer()
    let answer = try await server.get(path, as: .ada)
    // A path may be a longer way to one's own; never to another's.
    if answer.status == 200 {
      #expect(answer.body.contains("ord-1") && !answer.body.contains("bot-ord-5"))
    } else {
      #expect(answer.status == 404, "\(path): \(answer.status)")
    }
  }

  @Test("believes no head that says who somebody is")
  func heads() async throws {
    let server = try await PageServer()
    let denial = try await server.get("/admin/deployments", as: .nobody).body
    for headers in [
      ["X-Forwarded-User": "ada"], ["Authorization": "Bearer "], ["Authorization": "Basic YWRhOmFkYQ=="],
      ["Authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ."], ["X-Original-URL": "/bots"],
      ["Cookie": "__Host-botfleet=admin"], ["Cookie": "__Host-botfleet=e30.e30"], ["X-HTTP-Method-Override": "GET"],
    ] {
      let answer = try await server.send(.get, "/admin/deployments", nil, headers)
      #expect(answer.status == 404 && answer.body == denial, "\(headers)")
    }
    // A token that is none takes a good cookie's place.
    #expect(try await server.get("/admin/deployments", as: .admin, ["Authorization": "Bearer nothing"]).status == 404)
    #expect(
      try await server.send(.get, "/admin/deployments", nil, ["Authorization": "Bearer \(ListeningServer.admin)"])
        .status
        == 200)
  }

  @Test("does nothing that another site's page asks for")
  func crossSite() async throws {
    let server = try await PageServer()
    for headers in [
      ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Origin": "https://evil.example.com"],
      ["Origin": "null"], ["Sec-Fetch-Site": "cross-site", "Origin": PageServer.publicURL],
    ] {
      for path in [
        "/bots/ord-1/restart", "/admin/deployments/ord-1/restart", "/admin/over-limit",
        "/admin/deliveries/msg_1/discard", "/sign-out", "/language", "/link",
      ] {
        let answer = try await server.post(path, ["digest": String(repeating: "a", count: 64)], as: .admin, headers)
        #expect(answer.status == 404, "\(path) \(headers)")
        #expect(answer.headers["Set-Cookie"] == nil)
      }
    }
    #expect(server.sent.withLock(\.isEmpty) && server.desk.discarded.isEmpty && server.accepted.withLock(\.isEmpty))
    let own = try await server.post("/bots/ord-1/restart", as: .ada, ["Origin": PageServer.publicURL])
    #expect(own.status == 303)
  }

  @Test("is not there where nothing is known yet, and says so to whoever is somebody")
  func unknown() async throws {
    let server = try await PageServer(nil)
    #expect(try await server.get("/bots", as: .ada).status == 503)
    #expect(try await server.get("/admin/deployments", as: .admin).status == 503)
    #expect(try await server.get("/admin/deployments", as: .ada).status == 404)
    #expect(try await server.get("/bots/ord-1", as: .nobody).status == 404)
  }
}
