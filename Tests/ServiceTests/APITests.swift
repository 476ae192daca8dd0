import Foundation
import Planner
import SightFixtures
import Testing

@testable import Service

@Suite("The API beside the pages")
struct APITests {
  private let bearer = ["Authorization": "Bearer \(ListeningServer.admin)"]

  @Test("lets in whom the pages let in, and denies all others with one and the same answer")
  func roles() async throws {
    let server = try await PageServer()
    let denial = try await server.get("/api/bots/ord-999", as: .ada)
    #expect(denial.status == 404 && denial.body.contains("not-found"))
    for (order, customer) in SightFixture.customers {
      for role in PageServer.Role.allCases {
        // Who is refused often is not let in at all for a minute.
        if role == .nobody, order != "ord-1" { continue }
        let isOwn = role == .admin || role == .ada && customer == "cus-ada" || role == .bert && customer == "cus-bert"
        let bot = try await server.get("/api/bots/\(order)", as: role)
        let pressed = try await server.post("/api/bots/\(order)/restart", as: role)
        if role == .nobody {
          #expect(bot.status == 401 && pressed.status == 401)
        } else if isOwn {
          #expect(
            bot.status == 200 && [202, 409, 429].contains(pressed.status), "\(order) as \(role): \(pressed.status)")
        } else {
          #expect(bot.status == 404 && bot.body == denial.body && pressed.body == denial.body, "\(order) as \(role)")
        }
        for path in ["/api/admin/deployments", "/api/admin/deployments/\(order)", "/api/admin/over-limit"] {
          let answer = try await server.get(path, as: role)
          let expected = role == .admin ? 200 : role == .nobody ? 401 : 404
          #expect(answer.status == expected, "\(path) as \(role)")
        }
        for deed in ["restart", "retry", "preview", "commit"] where role != .admin {
          let answer = try await server.post("/api/admin/deployments/\(order)/\(deed)", as: role)
          #expect(answer.status == (role == .nobody ? 401 : 404), "\(deed) as \(role)")
        }
      }
    }
    #expect(server.changes.proposed.withLock(\.isEmpty) && server.changes.committed.withLock(\.isEmpty))
  }

  @Test("says nothing to a customer of what is inside, and nothing to one of another's bots")
  func nothingInside() async throws {
    let server = try await PageServer()
    for role in [PageServer.Role.ada, .bert, .stranger] {
      var texts = [try await server.get("/api/bots", as: role).body]
      for (order, _) in SightFixture.customers {
        texts.append(try await server.get("/api/bots/\(order)", as: role).body)
      }
      for secret in SightFixture.secrets { #expect(!texts.contains { $0.contains(secret) }, "\(role): \(secret)") }
      if role != .bert { #expect(!texts.contains { $0.contains("cus-bert") || $0.contains("bot-ord-5") }) }
    }
  }

  private struct Bots: Decodable {
    struct Bot: Decodable {
      let order: String
      let state: String
      let why: String?
    }
    let bots: [Bot]
  }

  @Test("tells a customer what each of their bots is doing, and why not")
  func bots() async throws {
    let server = try await PageServer()
    let answer = try await server.get("/api/bots", as: .ada)
    #expect(answer.headers["Content-Type"] == "application/json" && answer.headers["Cache-Control"] == "no-store")
    let bots = try JSONDecoder().decode(Bots.self, from: Data(answer.body.utf8)).bots
    #expect(
      bots.map { "\($0.order) \($0.state) \($0.why ?? "")" }.sorted() == [
        "ord-1 running ", "ord-2 crash-loop ", "ord-3 waiting payment", "ord-4 suspended overdue",
      ])
  }

  @Test("gives administrators the list that the page shows, by the same query")
  func list() async throws {
    let server = try await PageServer()
    struct List: Decodable {
      struct Row: Decodable { let order: String }
      let deployments: [Row]
      let found: Int
      let all: Int
    }
    let answer = try await server.send(.get, "/api/admin/deployments?seen=crash-loop&sort=order", nil, bearer)
    let list = try JSONDecoder().decode(List.self, from: Data(answer.body.utf8))
    #expect(list.deployments.map(\.order) == ["ord-2"] && list.found == 1 && list.all == SightFixture.customers.count)
  }

  private struct Shown: Decodable {
    let patch: String
    let seal: String?
    let blind: String?
  }

  @Test("shows a change, and commits what was shown to whom it was shown, and nothing else")
  func changes() async throws {
    let server = try await PageServer()
    func send(_ path: String, _ body: String, _ headers: [String: String]) async throws -> PageServer.Answer {
      try await server.send(.post, "/api/admin/deployments/\(path)", body, headers)
    }
    let previewed = try await send("ord-1/preview", #"{"deed": "suspend"}"#, bearer)
    #expect(previewed.status == 200)
    let shown = try JSONDecoder().decode(Shown.self, from: Data(previewed.body.utf8))
    #expect(shown.patch.contains("+state: suspended") && shown.blind == "the panel is away")
    let seal = try #require(shown.seal)
    let body = #"{"seal": "\#(seal)", "why": "asked by mail"}"#
    #expect(try await send("ord-2/commit", body, bearer).status == 422)
    #expect(try await send("ord-1/commit", body.replacing(seal, with: String(seal.dropLast())), bearer).status == 422)
    #expect(try await send("ord-1/commit", body, server.cookie(.admin)).status == 422)
    #expect(server.changes.committed.withLock(\.isEmpty))
    #expect(try await send("ord-1/commit", body, bearer).status == 200)
    #expect(server.changes.committed.withLock(\.self) == ["ord-1 because asked by mail by ada"])
    for bad in ["", "[]", "{", #"{"deed": "explode"}"#, #"{"deed": "purchase", "tier": "none-such"}"#, #"{"deed": 7}"#]
    {
      #expect([400, 422].contains(try await send("ord-1/preview", bad, bearer).status), "\(bad)")
    }
  }

  @Test("presses for whoever may, not too often, and not for another site's page")
  func power() async throws {
    let server = try await PageServer()
    let first = try await server.post("/api/bots/ord-1/restart", as: .ada)
    #expect(first.status == 202 && first.body.contains("restart"))
    let second = try await server.post("/api/bots/ord-1/restart", as: .ada)
    #expect(second.status == 429 && second.headers["Retry-After"] == "30")
    #expect(try await server.post("/api/bots/ord-3/restart", as: .ada).status == 409)
    let foreign = try await server.post("/api/bots/ord-2/restart", as: .ada, ["Sec-Fetch-Site": "cross-site"])
    #expect(foreign.status == 403)
    #expect(server.sent.withLock(\.count) == 1)
  }

  @Test("says that it knows nothing yet")
  func unknown() async throws {
    let server = try await PageServer(nil)
    #expect(try await server.get("/api/bots", as: .ada).status == 503)
    #expect(try await server.get("/api/bots", as: .nobody).status == 401)
  }
}
