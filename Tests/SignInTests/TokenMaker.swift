import Crypto
import CryptoExtras
import Foundation
import Guarding
import SignIn

/// Makes tokens as a project does, and as somebody does who wants in.
struct TokenMaker {
  static let project = "https://xyz.supabase.co"
  static let now = 1_795_348_800
  static let secret = Array("a-shared-secret-of-forty-bytes-and-more!".utf8)

  let key = P256.Signing.PrivateKey()
  var name = "key-1"

  /// What a good token claims.
  static var claims: [String: Any] {
    [
      "iss": "\(project)/auth/v1", "aud": "authenticated", "exp": now + 3600, "iat": now - 5, "sub": "7f0c8b7e-user",
      "role": "authenticated", "email": "ada@example.com", "is_anonymous": false, "app_metadata": ["role": "customer"],
      "user_metadata": ["role": "admin"],
    ]
  }

  /// The key set that the project gives.
  var keySet: [UInt8] { json(["keys": [entry]]) }

  /// The public key, as it stands in a set.
  var entry: [String: String] {
    let point = Array(key.publicKey.rawRepresentation)
    return [
      "kid": name, "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "x": encoded(point[..<32]),
      "y": encoded(point[32...]),
    ]
  }

  /// A token with some claims changed; nil takes one away.
  func token(_ changes: [String: Any?] = [:], head: [String: Any]? = nil) throws -> String {
    let signed = content(changes, head ?? ["alg": "ES256", "kid": name, "typ": "JWT"])
    return try "\(signed).\(encoded(Array(key.signature(for: Array(signed.utf8)).rawRepresentation)))"
  }

  /// A token signed with a shared secret.
  func shared(
    _ changes: [String: Any?] = [:], head: [String: Any] = ["alg": "HS256"], secret: [UInt8] = TokenMaker.secret
  ) -> String {
    let signed = content(changes, head)
    let code = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: SymmetricKey(data: secret))
    return "\(signed).\(encoded(Array(code)))"
  }

  func content(_ changes: [String: Any?], _ head: [String: Any]) -> String {
    var claims = Self.claims
    for (name, value) in changes { claims[name] = value }
    return "\(encoded(json(head))).\(encoded(json(claims)))"
  }

  func json(_ value: [String: Any]) -> [UInt8] {
    Array((try? JSONSerialization.data(withJSONObject: value, options: .sortedKeys)) ?? Data())
  }

  func encoded(_ bytes: some Sequence<UInt8>) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}

/// Makes tokens with an RSA key, as a project does that has chosen that.
struct RSATokenMaker {
  private let key: _RSA.Signing.PrivateKey
  let name: String

  init(named name: String) throws {
    key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    self.name = name
  }

  func entry(_ maker: TokenMaker) throws -> [String: String] {
    let numbers = try key.publicKey.getKeyPrimitives()
    return [
      "kid": name, "kty": "RSA", "alg": "RS256", "use": "sig", "n": maker.encoded(numbers.modulus),
      "e": maker.encoded(numbers.publicExponent),
    ]
  }

  /// - Parameter padding: another one is another algorithm, PS256.
  func token(
    _ maker: TokenMaker, algorithm: String = "RS256", padding: _RSA.Signing.Padding = .insecurePKCS1v1_5
  ) throws -> String {
    let signed = maker.content([:], ["alg": algorithm, "kid": name, "typ": "JWT"])
    let signature = try key.signature(for: SHA256.hash(data: Data(signed.utf8)), padding: padding)
    return "\(signed).\(maker.encoded(signature.rawRepresentation))"
  }
}

/// A verifier over a key set that can be changed, and a clock that is told the time.
struct Verifying {
  let sets: Guarded<[[UInt8]?]>
  let asked = Guarded(0)
  let elapsed = Guarded(Duration.zero)

  init(_ set: [UInt8]?) { sets = Guarded([set]) }

  func keys(secret: [UInt8]? = nil) async -> TokenKeys {
    let (sets, asked, elapsed) = (sets, asked, elapsed)
    return await TokenKeys(
      fetch: {
        asked.withLock { $0 += 1 }
        return sets.withLock { $0.last ?? nil }
      }, secret: secret, elapsed: { elapsed.withLock(\.self) })
  }

  func verifier(secret: [UInt8]? = nil) async -> TokenVerifier {
    TokenVerifier(
      project: TokenMaker.project, keys: await keys(secret: secret),
      admins: .init(claim: ["app_metadata", "role"], value: "admin"))
  }

  func pass(_ time: Duration) { elapsed.withLock { $0 += time } }
}
