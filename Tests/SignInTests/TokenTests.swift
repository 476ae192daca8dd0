import Foundation
import Testing

@testable import SignIn

@Suite("A token of Supabase's")
struct TokenTests {
  let maker = TokenMaker()

  private func refusal(_ token: String, secret: [UInt8]? = nil) async -> TokenRefused? {
    let verifier = await Verifying(maker.keySet).verifier(secret: secret)
    do throws(TokenRefused) {
      _ = try await verifier.verify(token, now: TokenMaker.now)
      return nil
    } catch {
      return error
    }
  }

  @Test("says who somebody is, by a public key")
  func good() async throws {
    let token = try await Verifying(maker.keySet).verifier().verify(maker.token(), now: TokenMaker.now)
    #expect(
      token
        == VerifiedToken(
          user: "7f0c8b7e-user", email: "ada@example.com", isAdmin: false, until: TokenMaker.now + 3600))
  }

  @Test("says who somebody is, by a shared secret")
  func goodShared() async throws {
    let verifier = await Verifying(nil).verifier(secret: TokenMaker.secret)
    #expect(try await verifier.verify(maker.shared(), now: TokenMaker.now).user == "7f0c8b7e-user")
  }

  @Test("makes an administrator by the claim that only the project writes, and by no other")
  func admins() async throws {
    let verifier = await Verifying(maker.keySet).verifier()
    func isAdmin(_ metadata: Any) async throws -> Bool {
      try await verifier.verify(maker.token(["app_metadata": metadata]), now: TokenMaker.now).isAdmin
    }
    #expect(try await isAdmin(["role": "admin"]))
    #expect(try await isAdmin(["role": ["staff", "admin"]]))
    #expect(try await !isAdmin(["role": "administrator"]))
    #expect(try await !isAdmin(["role": true]))
    #expect(try await !isAdmin(["Role": "admin"]))
    #expect(try await !isAdmin("admin"))
  }

  @Test("of no algorithm, or of another than its key's, lets nobody in")
  func algorithms() async throws {
    let none = maker.content([:], ["alg": "none", "kid": maker.name]) + "."
    #expect(await refusal(none) == .algorithm)
    for name in ["None", "NONE", "nOnE", "", "HS256", "RS256", "ES384", "ES256 "] {
      #expect(await refusal(try maker.token(head: ["alg": name, "kid": maker.name])) == .algorithm, "\(name)")
    }
    #expect(await refusal(try maker.token(head: ["kid": maker.name])) == .algorithm)
    #expect(await refusal(try maker.token(head: ["alg": "ES256", "kid": maker.name, "crit": ["b64"]])) == .algorithm)
    #expect(await refusal(try maker.token(head: ["alg": "ES256", "kid": maker.name, "b64": false])) == .algorithm)
  }

  @Test("signed with the public key as if that were a secret lets nobody in")
  func confusion() async {
    let key = maker.key.publicKey
    for secret in [
      Array(key.rawRepresentation), Array(key.x963Representation), Array(key.pemRepresentation.utf8),
      Array((key.pemRepresentation + "\n").utf8), maker.keySet, [],
    ] {
      let head = ["alg": "HS256", "kid": maker.name]
      #expect(await refusal(maker.shared(head: head, secret: secret)) == .algorithm)
      // A project that has a secret as well is not confused either.
      #expect(await refusal(maker.shared(head: head, secret: secret), secret: TokenMaker.secret) == .algorithm)
      #expect(await refusal(maker.shared(secret: secret), secret: TokenMaker.secret) == .badSignature)
    }
  }

  @Test("that somebody else signed, or that was changed, lets nobody in")
  func forged() async throws {
    var other = TokenMaker()
    other.name = maker.name
    #expect(await refusal(try other.token()) == .badSignature)
    other.name = "key-2"
    #expect(await refusal(try other.token()) == .unknownKey)
    #expect(await refusal(try maker.token(head: ["alg": "ES256"])) == .unknownKey)
    let parts = try maker.token().split(separator: ".").map(String.init)
    let raised = maker.content(["app_metadata": ["role": "admin"]], ["alg": "ES256", "kid": maker.name])
    #expect(await refusal("\(raised).\(parts[2])") == .badSignature)
    #expect(await refusal("\(parts[0]).\(parts[1]).") == .badSignature)
    #expect(
      await refusal("\(parts[0]).\(parts[1]).\(maker.encoded([UInt8](repeating: 0, count: 64)))") == .badSignature)
  }

  @Test("that embeds a key of its own, or says where one is, is no more than one of an unknown key")
  func embedded() async throws {
    let point = Array(maker.key.publicKey.rawRepresentation)
    let jwk = ["kty": "EC", "crv": "P-256", "x": maker.encoded(point[..<32]), "y": maker.encoded(point[32...])]
    let stranger = TokenMaker()
    for head: [String: Any] in [
      ["alg": "ES256", "jwk": jwk], ["alg": "ES256", "jku": "http://127.0.0.1:1/keys", "kid": "there"],
      ["alg": "ES256", "x5u": "http://127.0.0.1:1/certificate", "kid": "there"],
    ] { #expect(await refusal(try stranger.token(head: head)) == .unknownKey) }
  }

  @Test(
    "that is over, not yet, for somewhere else or of nobody lets nobody in",
    arguments: [
      (["exp": TokenMaker.now], TokenRefused.expired), (["exp": nil], .expired), (["exp": "9999999999"], .expired),
      (["exp": TokenMaker.now - 86_400], .expired), (["nbf": TokenMaker.now + 61], .notYet),
      (["iat": TokenMaker.now + 3600], .notYet), (["nbf": "soon"], .notYet),
      (["iss": "https://other.supabase.co/auth/v1"], .elsewhere),
      (["iss": "\(TokenMaker.project)/auth/v1/"], .elsewhere),
      (["iss": "supabase"], .elsewhere), (["iss": nil], .elsewhere), (["aud": "anon"], .elsewhere),
      (["aud": ["other", "another"]], .elsewhere), (["aud": nil], .elsewhere), (["role": "service_role"], .elsewhere),
      (["role": "anon"], .elsewhere), (["sub": nil], .nobody), (["sub": ""], .nobody), (["sub": 7], .nobody),
      (["sub": "a b"], .nobody), (["sub": "a\u{202e}b"], .nobody), (["is_anonymous": true], .nobody),
      (["is_anonymous": "false"], .nobody),
    ] as [([String: (any Sendable)?], TokenRefused)])
  func claims(_ changes: [String: (any Sendable)?], _ expected: TokenRefused) async throws {
    #expect(await refusal(try maker.token(changes.mapValues { $0 as Any? })) == expected)
  }

  @Test("may have several audiences, and clocks may differ a little")
  func lenient() async throws {
    #expect(await refusal(try maker.token(["aud": ["other", "authenticated"], "nbf": TokenMaker.now + 30])) == nil)
    #expect(await refusal(try maker.token(["role": nil, "is_anonymous": nil, "email": nil])) == nil)
  }

  @Test("that is no token is refused, whatever it is")
  func unreadable() async throws {
    let good = try maker.token()
    for text in [
      "", ".", "..", "...", "a.b", "a.b.c.d", good + ".", good + "=", good.replacing(".", with: ". "), "é.é.é",
      String(repeating: "a", count: 20_000),
      good.replacing("-", with: "+") == good ? "a.a.a" : good.replacing("-", with: "+"),
      "e30.e30.e30", "bnVsbA.bnVsbA.bnVsbA", "W10.W10.W10",
    ] {
      let why = await refusal(text)
      #expect(why == .unreadable || why == .algorithm, "\(text.prefix(60)): \(String(describing: why))")
    }
  }

  @Test("is read in one way of writing it")
  func oneWriting() async throws {
    // The last letter of a signature has bits that mean nothing; they have to be zero.
    let good = try maker.token()
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    let last = try #require(letters.firstIndex { $0 == good.last })
    let other = good.dropLast() + String(letters[last + 1])
    #expect(await refusal(String(other)) == .unreadable)
  }
}
