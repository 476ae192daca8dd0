import Crypto
import Foundation
import Intake
import Planner
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(5)))
struct HookTests {
  private static let order =
    #"{"type": "order.updated", "data": {"order": "ord-1", "customer": "cus-1", "status": "quote_accepted", "payment": "confirmed", "tier": "pro"}}"#

  @Test func `A signed delivery is accepted, rings, and says where its order stands`() async throws {
    let server = try await ListeningServer()
    let answer = try await server.send(.post, "/hooks/orders", Self.order, try server.signed(Self.order, id: "msg_1"))
    #expect(answer.status == 202)
    #expect(answer.body.contains(#""state":"received""#))
    #expect(server.desk.taken.map(\.id) == ["msg_1"])
    #expect(server.desk.taken.map(\.way) == [.hook])
    #expect(server.rung.withLock { $0 } == ["delivered"])
  }

  @Test func `Both secrets count while one is replaced by the other`() async throws {
    let server = try await ListeningServer()
    let headers = try server.signed(Self.order, secret: ListeningServer.oldSecret)
    #expect(try await server.send(.post, "/hooks/orders", Self.order, headers).status == 202)
  }

  /// Whoever guesses is to learn nothing.
  @Test func `Whatever is wrong with a signature, the answer is the same`() async throws {
    let server = try await ListeningServer()
    let right = try server.signed(Self.order)
    var bodies: Set<String> = []
    var forged = right
    forged["webhook-signature"] = "v1,AAAA"
    var unnamed = right
    unnamed["webhook-id"] = nil
    let old = try server.signed(Self.order, at: Date().addingTimeInterval(-301))
    for headers in [forged, unnamed, old, [:]] {
      let answer = try await server.send(.post, "/hooks/orders", Self.order, headers)
      #expect(answer.status == 401)
      bodies.insert(answer.body)
    }
    let changed = try await server.send(.post, "/hooks/orders", Self.order + " ", right)
    #expect(changed.status == 401)
    bodies.insert(changed.body)
    #expect(bodies.count == 1)
    #expect(server.desk.taken.isEmpty)
  }

  @Test func `64 KiB are read, and a byte more is not`() async throws {
    let server = try await ListeningServer()
    let most = Self.order + String(repeating: " ", count: (64 << 10) - Self.order.utf8.count)
    #expect(try await server.send(.post, "/hooks/orders", most, try server.signed(most)).status == 202)
    let more = most + " "
    let answer = try await server.send(.post, "/hooks/orders", more, try server.signed(more))
    #expect(answer.status == 413 && answer.code == "too-large")
    #expect(server.desk.taken.count == 1)
  }

  @Test(arguments: [
    ("{", 400, "not-json"), ("[]", 422, "bad-value"), (#"{"type": "order.updated"}"#, 422, "bad-value"),
    (order.replacing("ord-1", with: "ORD-1"), 422, "bad-value"),
    (order.replacing("\"confirmed\"", with: "\"paid\""), 422, "bad-value"),
  ])
  func `A body that is wrong is answered with its place, and nothing is taken in`(
    body: String, status: Int, code: String
  ) async throws {
    let server = try await ListeningServer()
    let answer = try await server.send(.post, "/hooks/orders", body, try server.signed(body))
    #expect(answer.status == status && answer.code == code, "\(answer.body)")
    #expect(server.desk.taken.isEmpty)
  }

  @Test func `A delivery about something else is received and left alone`() async throws {
    let server = try await ListeningServer()
    let body = #"{"type": "customer.created", "data": {}}"#
    let answer = try await server.send(.post, "/hooks/orders", body, try server.signed(body))
    #expect(answer.status == 200 && answer.body.contains("customer.created"))
    #expect(server.desk.taken.isEmpty)
  }

  @Test func `Answers are those that users of Open Service Broker know`() async throws {
    let server = try await ListeningServer()
    let standing = OrderStanding(
      order: try #require(OrderID("ord-1")), delivery: "msg_1", receivedAt: Instant(seconds: 0), phase: .nothingToDo)
    let answers: [(IntakeAnswer, Int, String?)] = [
      (.same(standing), 200, nil), (.conflict("it is another customer's"), 409, "conflict"),
      (.incomplete("nobody knows whose it is"), 422, "incomplete"),
      (
        .invalid([
          Diagnostic(
            .error, code: "unknown-tier", "unknown tier `gold`",
            at: Place(path: "fleet/orders/ord-1.yaml", line: 4, column: 7))
        ]), 422, "unknown-tier"
      ),
    ]
    for (given, status, code) in answers {
      server.desk.answer { _ in given }
      let answer = try await server.send(.post, "/hooks/orders", Self.order, try server.signed(Self.order))
      #expect(answer.status == status && answer.code == code)
      if code == "unknown-tier" { #expect(answer.body.contains("fleet/orders/ord-1.yaml:4:7")) }
    }
    server.desk.answer { _ throws(IntakeFailure) in throw .store("disk full at /secret/place") }
    let failed = try await server.send(.post, "/hooks/orders", Self.order, try server.signed(Self.order))
    #expect(failed.status == 503 && !failed.body.contains("/secret/place"))
    #expect(failed.headers["Retry-After"] == "30")
  }

  @Test func `A wake-up call wants its secret, and names the order whose row is read`() async throws {
    let server = try await ListeningServer()
    let row =
      #"{"type": "UPDATE", "table": "orders", "record": {"order_id": "ord-7", "payment": "confirmed"}, "old_record": null}"#
    #expect(try await server.send(.post, "/hooks/supabase", row).status == 401)
    #expect(
      try await server.send(.post, "/hooks/supabase", row, ["Authorization": "Bearer \(ListeningServer.call)x"]).status
        == 401)
    for headers in [["Authorization": "Bearer \(ListeningServer.call)"], ["X-Webhook-Secret": ListeningServer.call]] {
      #expect(try await server.send(.post, "/hooks/supabase", row, headers).status == 202)
    }
    _ = try await server.send(.post, "/hooks/supabase", "nonsense", ["X-Webhook-Secret": ListeningServer.call])
    #expect(server.rung.withLock { $0 } == ["called ord-7", "called ord-7", "called all"])
    #expect(server.desk.taken.isEmpty)
  }

  @Test func `A push at any forge wakes, and only with its signature`() async throws {
    let server = try await ListeningServer()
    let body = #"{"ref": "refs/heads/main"}"#
    let code = HMAC<SHA256>.authenticationCode(
      for: Array(body.utf8), using: SymmetricKey(data: Array(ListeningServer.forge.utf8)))
    let hex = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let right: [[String: String]] = [
      ["X-GitHub-Event": "push", "X-Hub-Signature-256": "sha256=\(hex)"],
      ["X-Gitea-Event": "push", "X-Gitea-Signature": hex],
      ["X-Forgejo-Event": "push", "X-Forgejo-Signature": hex, "X-Gitea-Signature": hex],
      ["X-Gitlab-Event": "Push Hook", "X-Gitlab-Token": ListeningServer.forge],
    ]
    for headers in right { #expect(try await server.send(.post, "/hooks/forge", body, headers).status == 202) }
    #expect(server.rung.withLock { $0 }.count == 4)
    let wrong: [[String: String]] = [
      ["X-GitHub-Event": "push"], ["X-GitHub-Event": "push", "X-Hub-Signature-256": hex],
      ["X-Gitea-Event": "push", "X-Gitea-Signature": String(hex.reversed())],
      ["X-Gitlab-Event": "Push Hook", "X-Gitlab-Token": "guessed"],
    ]
    for headers in wrong { #expect(try await server.send(.post, "/hooks/forge", body, headers).status == 401) }
    let ping = ["X-GitHub-Event": "ping", "X-Hub-Signature-256": "sha256=\(hex)"]
    #expect(try await server.send(.post, "/hooks/forge", body, ping).status == 200)
    #expect(server.rung.withLock { $0 }.count == 4)
  }
}
