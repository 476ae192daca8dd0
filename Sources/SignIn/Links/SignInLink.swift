/// A link that lets its bearer in for a while, made on the machine by whoever has its secret.
public struct SignInLink: Hashable, Sendable, Codable {
  public let who: SignedIn
  /// In seconds since 1970.
  public let until: Int

  /// The longest that a link holds: a week.
  public static let longest = 7 * 86_400

  public init(for who: SignedIn, until: Int) { (self.who, self.until) = (who, until) }

  /// What stands at the end of its address.
  public func written(_ key: SealingKey) -> String { key.seal(value: self, for: .link) }

  /// Reads it; nil where this key did not make it, or it is over.
  public init?(_ text: String, _ key: SealingKey, now: Int) {
    guard let link = key.open(text, as: SignInLink.self, for: .link), link.until > now else { return nil }
    self = link
  }

  /// The session that it is exchanged for, which ends with it.
  public func session(now: Int, nonce: String) -> Session { Session(of: who, until: until, now: now, nonce: nonce) }
}
