import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
public import Webhooks

/// What lets requests in: the secrets of signed deliveries, of wake-up calls and of a forge's hooks, and administrators' tokens.
public struct Keys: Sendable {
  public let hooks: [WebhookSecret]
  let calls: [TokenDigest]
  let forge: [ForgeKey]
  let admins: [(name: String, token: TokenDigest)]

  /// - Parameters:
  ///   - hooks: whichever may sign now.
  ///   - calls: the texts that wake-up calls send.
  ///   - forge: what the forge signs its hooks with, or sends.
  ///   - admins: tokens by name.
  public init(hooks: [WebhookSecret], calls: [String] = [], forge: [String] = [], admins: [String: String] = [:]) {
    self.hooks = hooks
    self.calls = calls.map(TokenDigest.init)
    self.forge = forge.map(ForgeKey.init)
    self.admins = admins.sorted { $0.key < $1.key }.map { ($0.key, TokenDigest($0.value)) }
  }
}

/// A token of which only a digest is kept, so that it is compared in constant time and shown nowhere.
struct TokenDigest: Sendable {
  private let digest: SHA256.Digest

  init(_ token: String) { digest = SHA256.hash(data: Array(token.utf8)) }

  /// Digests are compared in constant time.
  func matches(_ token: String) -> Bool { SHA256.hash(data: Array(token.utf8)) == digest }
}

/// A secret that a forge signs with, or, as GitLab does, sends.
struct ForgeKey: Sendable {
  private let key: SymmetricKey
  private let token: TokenDigest

  init(_ secret: String) {
    key = SymmetricKey(data: Array(secret.utf8))
    token = TokenDigest(secret)
  }

  func signed(_ hex: String, _ body: [UInt8]) -> Bool {
    guard let code = bytes(ofHex: hex) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: key)
  }

  func isToken(_ text: String) -> Bool { token.matches(text) }
}

private func bytes(ofHex text: String) -> [UInt8]? {
  let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
  guard digits.count == text.utf8.count, digits.count == 64 else { return nil }
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

extension Keys {
  /// The id of a request that is signed as Standard Webhooks has it; nil where it is not.
  func delivery(_ headers: HTTPFields, _ body: [UInt8], now: Date) -> String? {
    do throws(WebhookRefused) {
      let signed = try WebhookHeaders { name in HTTPField.Name(name).flatMap { headers[$0] } }
      try verify(signed, body: body, secrets: hooks, now: now)
      return signed.id
    } catch {
      return nil
    }
  }

  /// The administrator whose token a request bears; nil where it bears none of an administrator's.
  func admin(_ headers: HTTPFields) -> String? {
    guard let token = bearer(headers) else { return nil }
    // All are compared: how long it takes says nothing.
    let names = admins.filter { $0.token.matches(token) }.map(\.name)
    return names.first
  }

  func isCall(_ headers: HTTPFields) -> Bool {
    let sent = bearer(headers) ?? HTTPField.Name("X-Webhook-Secret").flatMap { headers[$0] } ?? ""
    return !calls.filter { $0.matches(sent) }.isEmpty
  }

  func isForge(_ headers: HTTPFields, _ body: [UInt8]) -> Bool {
    func value(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    let signature =
      value("X-Hub-Signature-256").map { $0.hasPrefix("sha256=") ? String($0.dropFirst(7)) : "" }
      ?? value("X-Forgejo-Signature") ?? value("X-Gitea-Signature")
    let token = value("X-Gitlab-Token")
    return !forge.filter { key in
      signature.map { key.signed($0, body) } ?? token.map { key.isToken($0) } ?? false
    }.isEmpty
  }

  private func bearer(_ headers: HTTPFields) -> String? {
    guard let value = headers[.authorization], value.lowercased().hasPrefix("bearer ") else { return nil }
    return String(value.dropFirst(7))
  }
}
