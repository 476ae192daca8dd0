import HTTP
import Intake
import Planner
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(5)))
struct OrderRouteTests {
  private static let body = #"{"order": "ord-1", "status": "quote_accepted", "payment": "confirmed", "tier": "pro"}"#
  private static let admin = ["Authorization": "Bearer \(ListeningServer.admin)"]

  @Test func `An order is put and asked about, signed or by an administrator`() async throws {
    let server = try await ListeningServer()
    #expect(try await server.send(.put, "/api/orders/ord-1", Self.body).status == 401)
    #expect(
      try await server.send(.put, "/api/orders/ord-1", Self.body, try server.signed(Self.body, id: "msg_9")).status
        == 202
    )
    #expect(try await server.send(.put, "/api/orders/ord-1", Self.body, Self.admin).status == 202)
    #expect(server.desk.taken.map(\.id) == ["msg_9", nil] && server.desk.taken.map(\.by) == [nil, "ada"])
    #expect(try await server.send(.get, "/api/orders/ord-1", "", try server.signed("")).status == 200)
    #expect(try await server.send(.get, "/api/orders/ord-1").status == 401)
    let unknown = try await server.send(.get, "/api/orders/ord-2", "", Self.admin)
    #expect(unknown.status == 404 && unknown.code == "unknown-order")
    #expect(try await server.send(.get, "/api/orders/ORD-1", "", Self.admin).code == "bad-id")
  }

  /// A signature is over the body alone.
  @Test func `A signed body is good for the order that it names, and for no other`() async throws {
    let server = try await ListeningServer()
    let unnamed = Self.body.replacing(#""order": "ord-1", "#, with: "")
    let answer = try await server.send(.put, "/api/orders/ord-2", unnamed, try server.signed(unnamed))
    #expect(answer.status == 422)
    let other = try await server.send(.put, "/api/orders/ord-2", Self.body, try server.signed(Self.body))
    #expect(other.status == 422)
    #expect(server.desk.taken.isEmpty)
    #expect(try await server.send(.put, "/api/orders/ord-2", unnamed, Self.admin).status == 202)
  }

  @Test func `An administrator provisions, and decides about deliveries that need a person`() async throws {
    let server = try await ListeningServer()
    let body = #"{"orderId": "ord-3", "tier": "pro", "discordGuildId": "112233445566778899", "selectedAddons": []}"#
    #expect(try await server.send(.post, "/api/admin/deployments/provision", body).status == 401)
    #expect(try await server.send(.post, "/api/admin/deployments/provision", body, Self.admin).status == 202)
    #expect(server.desk.taken.map(\.by) == ["ada"] && server.desk.taken.map(\.way) == [.provision])
    #expect(try await server.send(.get, "/api/admin/deliveries", "", try server.signed("")).status == 401)
    #expect(try await server.send(.get, "/api/admin/deliveries", "", Self.admin).body.contains(#""deliveries":[]"#))
    #expect(try await server.send(.post, "/api/admin/deliveries/msg_1/retry", "", Self.admin).status == 200)
    #expect(try await server.send(.post, "/api/admin/deliveries/msg_1/discard", "", Self.admin).status == 200)
    #expect(try await server.send(.post, "/api/admin/deliveries/msg_2/retry", "", Self.admin).status == 404)
    #expect(server.desk.discarded == ["msg_1 by ada"] && server.desk.retried == ["msg_1", "msg_2"])
  }

  @Test func `An administrator accepts the plan that waits over a limit, and says why`() async throws {
    let server = try await ListeningServer()
    let (path, other) = ("/api/admin/reconcile/accept", Digest(of: "another plan".utf8))
    let body = #"{"digest": "\#(ListeningServer.waiting)", "because": "the March sale"}"#
    #expect(try await server.send(.post, path, body, try server.signed(body)).status == 401)
    #expect(try await server.send(.post, path, "[]", Self.admin).status == 400)
    for wrong in [
      #"{"digest": "x", "because": "y"}"#, #"{"digest": "\#(other)", "because": " "}"#,
      #"{"digest": "\#(other)", "because": "a\nb"}"#,
    ] {
      #expect(try await server.send(.post, path, wrong, Self.admin).status == 422, "\(wrong)")
    }
    let stale = try await server.send(.post, path, #"{"digest": "\#(other)", "because": "y"}"#, Self.admin)
    #expect(stale.status == 409 && stale.code == "another-plan")
    #expect(server.accepted.withLock { $0 }.isEmpty)
    #expect(try await server.send(.post, path, body, Self.admin).status == 202)
    #expect(server.accepted.withLock { $0 } == ["the March sale (ada)"])
  }

  @Test func `Whether it lives and can accept, everybody may know; what hinders it, administrators`() async throws {
    let server = try await ListeningServer()
    #expect(try await server.send(.get, "/healthz").status == 200)
    #expect(try await server.send(.get, "/readyz").status == 200)
    #expect(try await server.send(.get, "/status").status == 401)
    let status = try await server.send(.get, "/status", "", Self.admin)
    #expect(status.status == 200 && status.body.contains(#""version":"1""#))
    let nothing = try await server.send(.get, "/nothing")
    #expect(nothing.status == 404 && nothing.code != nil)
  }
}
