import Guarding
import HTTP
import Loopback
import Testing

@testable import SignIn

@Suite("Supabase's sign-in")
struct SupabaseSignInTests {
  /// A project on loopback that answers every request the same way, and what it was asked.
  private func project(
    status: Int, _ body: String
  ) throws -> (signIn: SupabaseSignIn, asked: Guarded<[String]>, listener: Listener) {
    let asked = Guarded([String]())
    let listener = try Listener { connection in
      while let request = connection.readRequest() {
        asked.withLock { $0.append(request) }
        connection.answer(body, status: status, headers: "Content-Type: application/json\r\n")
      }
    }
    let http = try HTTPClient(.init(userAgent: "tests/1"))
    return (
      SupabaseSignIn(project: listener.url, key: Secret("the-publishable-key"), http: http), asked, listener
    )
  }

  @Test("is asked to mail a link, and makes nobody an account")
  func mails() async throws {
    let (signIn, asked, listener) = try project(status: 200, "{}")
    try await signIn.mailLink(to: "ada@example.com", back: "https://bots.example.com/sign-in")
    let request = try #require(asked.withLock(\.self).first)
    #expect(request.hasPrefix("POST /auth/v1/otp?redirect_to=https%3A%2F%2Fbots.example.com%2Fsign-in "))
    #expect(request.contains("\"create_user\":false") && request.contains("apikey: the-publishable-key"))
    _ = listener
  }

  @Test("does not tell whether somebody has an account", arguments: [200, 400, 422])
  func unknown(status: Int) async throws {
    let (signIn, _, listener) = try project(status: status, "{\"code\":\"otp_disabled\"}")
    try await signIn.mailLink(to: "nobody@example.com", back: "")
    _ = listener
  }

  @Test("that is asked too often, or fails, says so")
  func troubles() async throws {
    let busy = try project(status: 429, "{}")
    await #expect(throws: SignInTrouble.tooOften) { try await busy.signIn.mailLink(to: "a@b.c", back: "") }
    let broken = try project(status: 500, "{}")
    await #expect(throws: SignInTrouble.unavailable) { try await broken.signIn.mailLink(to: "a@b.c", back: "") }
    await #expect(throws: SignInTrouble.unavailable) { try await broken.signIn.exchange(hash: "h", type: .email) }
  }

  @Test("exchanges what a mailed link holds for a token, once")
  func exchange() async throws {
    let good = try project(status: 200, "{\"access_token\":\"a.b.c\",\"token_type\":\"bearer\"}")
    #expect(try await good.signIn.exchange(hash: "pkce_1234", type: .magiclink)?.token == "a.b.c")
    let request = try #require(good.asked.withLock(\.self).first)
    #expect(request.hasPrefix("POST /auth/v1/verify ") && request.contains("\"token_hash\":\"pkce_1234\""))
    let used = try project(status: 403, "{\"error_code\":\"otp_expired\"}")
    #expect(try await used.signIn.exchange(hash: "pkce_1234", type: .email)?.token == nil)
  }
}
