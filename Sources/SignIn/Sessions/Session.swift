/// Somebody's being signed in, as the browser keeps it: signed, and readable by no script.
public struct Session: Hashable, Sendable, Codable {
  public let who: SignedIn
  /// In seconds since 1970.
  public let until: Int
  /// Different in each session.
  public let nonce: String
  /// Until when it is known who somebody is: from then on a project says so anew. Nil where nobody has to be asked.
  public let knownUntil: Int?

  /// The longest that somebody stays signed in.
  public static let longest = 12 * 3600
  /// The cookie's name. The prefix lets a browser take it from this host alone, over TLS, for all paths.
  public static let cookie = "__Host-botfleet"

  /// - Parameters:
  ///   - until: when that ends which the session comes from. It never lives longer.
  ///   - nonce: of chance.
  public init(of who: SignedIn, until: Int, knownUntil: Int? = nil, now: Int, nonce: String) {
    (self.who, self.knownUntil, self.nonce) = (who, knownUntil, nonce)
    self.until = min(until, now + Self.longest)
  }

  /// The session in the cookies of a request; nil where there is none that holds.
  ///
  /// - Parameter cookies: the values of `Cookie`.
  public init?(in cookies: [String], _ key: SealingKey, now: Int) {
    let sealed = values(of: Self.cookie, in: cookies)
    // Two of one name are somebody's attempt to put one beside ours.
    guard sealed.count == 1, let session = key.open(sealed[0], as: Session.self, for: .session), session.until > now
    else { return nil }
    self = session
  }

  /// What `Set-Cookie` says to keep it.
  public func setCookie(_ key: SealingKey, now: Int) -> String {
    "\(Self.cookie)=\(key.seal(value: self, for: .session)); Path=/; Max-Age=\(max(0, until - now)); Secure; HttpOnly; SameSite=Lax"
  }

  /// What `Set-Cookie` says to end it.
  public static let ended = "\(cookie)=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"
}

/// The values of a cookie, wherever it stands.
public func values(of name: String, in cookies: [String]) -> [String] {
  cookies.flatMap { $0.split(separator: ";") }.compactMap { pair in
    let pair = pair.drop { $0 == " " }
    guard let sign = pair.firstIndex(of: "="), pair[..<sign] == name else { return nil }
    return String(pair[pair.index(after: sign)...])
  }
}
