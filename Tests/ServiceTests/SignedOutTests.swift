import HTTP
import Testing

@testable import Service
@testable import SignIn

@Suite("Somebody whose session has ended")
struct SignedOutTests {
  /// A server whose project answers each question for a token this way, and the cookie of an administrator whose token is over.
  private func server(
    _ answer: @escaping @Sendable () async throws(SignInTrouble) -> TokenGrant?
  ) async throws -> (server: PageServer, cookie: [String: String]) {
    let renewals = SessionRenewals(
      renew: { _ throws(SignInTrouble) in try await answer() },
      verify: { _ in VerifiedToken(user: "7f0c", email: "ada@example.com", isAdmin: true, until: PageServer.now + 3600)
      },
      now: { PageServer.now })
    let server = try await PageServer(renewals: renewals)
    let session = Session(
      of: .user(id: "7f0c", email: "ada@example.com", isAdmin: true), until: PageServer.now + 7200,
      knownUntil: PageServer.now, now: PageServer.now, nonce: "n")
    await renewals.keep(session, renewedBy: Secret("renewal"))
    let cookie = String(session.setCookie(server.sessions, now: PageServer.now).prefix { $0 != ";" })
    return (server, ["Cookie": cookie, "Sec-Fetch-Site": "same-origin"])
  }

  @Test("is told so, whatever they ask for, and is signed out")
  func signedOut() async throws {
    let (server, cookie) = try await server { () throws(SignInTrouble) in nil }
    for (method, path) in [
      (HTTPMethod.get, "/admin/deployments"), (.get, "/"), (.get, "/admin/deployments/ord-1"),
      (.get, "/bots/ord-1"), (.post, "/admin/deployments/ord-1/restart"),
    ] {
      let answer = try await server.send(method, path, method == .post ? "" : nil, cookie)
      #expect(answer.status == 404, "\(path)")
      #expect(answer.body.contains("You have been signed out") && answer.body.contains("/sign-in"), "\(path)")
      #expect(answer.headers["Set-Cookie"]?.contains("Max-Age=0") == true, "\(path)")
      #expect(!answer.body.contains("Ada"), "\(path)")
    }
    #expect(server.sent.withLock(\.self) == [])
    #expect(try await server.send(.get, "/api/admin/deployments", nil, cookie).status == 401)
    // Nobody else is told anything of the kind.
    #expect(try await !server.get("/admin/deployments", as: .nobody).body.contains("signed out"))
    #expect(try await !server.get("/admin/deployments", as: .ada).body.contains("signed out"))
  }

  @Test("is not, where the project still knows them")
  func renewed() async throws {
    let (server, cookie) = try await server { () throws(SignInTrouble) in
      TokenGrant(token: "a.b.c", renewal: Secret("next"))
    }
    let answer = try await server.send(.get, "/admin/deployments", nil, cookie)
    #expect(answer.status == 200 && answer.body.contains("ord-1"))
    // Who signs out is out, also for whoever has a copy of the cookie.
    #expect(try await server.send(.post, "/sign-out", "", cookie).status == 303)
    #expect(try await server.send(.get, "/admin/deployments", nil, cookie).status == 404)
  }
}
