import JWTKit

/// Says who somebody is by a token of Supabase's.
public struct TokenVerifier: Sendable {
  private let issuer: String
  private let keys: TokenKeys
  private let admins: AdminRule?

  /// The claim of a token that makes somebody an administrator: keys, outermost first, and what it has to be, or to have.
  public struct AdminRule: Hashable, Sendable {
    public let claim: [String]
    public let value: String

    public init(claim: [String], value: String) { (self.claim, self.value) = (claim, value) }
  }

  /// - Parameter project: the project's URL, without a slash at its end.
  public init(project: String, keys: TokenKeys, admins: AdminRule?) {
    issuer = "\(project)/auth/v1"
    (self.keys, self.admins) = (keys, admins)
  }

  /// - Parameter now: in seconds since 1970.
  public func verify(_ token: String, now: Int) async throws(TokenRefused) -> VerifiedToken {
    let bytes = Array(token.utf8)
    guard bytes.count <= 16 << 10 else { throw .unreadable }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, let head = base64URLDecoded(parts[0]).flatMap({ ClaimValue.object(parsing: $0) }),
      let body = base64URLDecoded(parts[1]), let signature = base64URLDecoded(parts[2])
    else { throw .unreadable }
    guard let algorithm = head["alg"]?.text, head["crit"] == nil, head["b64"] == nil else { throw .algorithm }
    guard let key = await keys.key(named: head["kid"]?.text) else { throw .unknownKey }
    guard key.name == algorithm else { throw .algorithm }
    let signed = bytes[..<(parts[1].endIndex)]
    guard (try? key.verify(signature, signs: signed)) == true else { throw .badSignature }
    guard let claims = ClaimValue.object(parsing: body) else { throw .unreadable }
    return try judge(claims, now: now)
  }

  private func judge(_ claims: [String: ClaimValue], now: Int) throws(TokenRefused) -> VerifiedToken {
    guard claims["iss"]?.text == issuer, claims["aud"]?.names("authenticated") == true,
      ["authenticated", nil].contains(claims["role"]?.text)
    else { throw .elsewhere }
    guard let ends = claims["exp"]?.number, ends < 1e12, ends > Double(now) else { throw .expired }
    for claim in ["nbf", "iat"] {
      guard let value = claims[claim] else { continue }
      guard let begins = value.number, begins <= Double(now + clocksDiffer) else { throw .notYet }
    }
    guard let user = claims["sub"]?.text, (1...200).contains(user.utf8.count),
      user.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      [nil, .boolean(false), .null].contains(claims["is_anonymous"])
    else { throw .nobody }
    let email = claims["email"]?.text.flatMap { $0.isEmpty || $0.utf8.count > 254 ? nil : $0 }
    let isAdmin = admins.map { ClaimValue.object(claims).at($0.claim)?.names($0.value) ?? false } ?? false
    return VerifiedToken(user: user, email: email, isAdmin: isAdmin, until: Int(ends))
  }
}

/// Whom a token is of.
public struct VerifiedToken: Hashable, Sendable {
  /// `sub`.
  public let user: String
  public let email: String?
  public let isAdmin: Bool
  /// When it expires, in seconds since 1970.
  public let until: Int
}

/// How many seconds two machines' clocks may differ.
private let clocksDiffer = 60
