import Crypto
import FoundationEssentials

/// Signs what somebody carries for us, and knows it again.
///
/// A sealed text is `content.signature`, each of base64url. Whoever has it can read it, and nobody can change it. The purpose is a part of
/// what is signed: a link is no session.
public struct SealingKey: Sendable {
  private let key: SymmetricKey

  /// - Parameter secret: at least 20 bytes of chance.
  public init(_ secret: [UInt8]) {
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: secret), info: Array("botfleet sealing 1".utf8), outputByteCount: 32)
  }

  func seal(_ content: [UInt8], for purpose: Purpose) -> String {
    "\(base64URLEncoded(content)).\(base64URLEncoded(Array(code(of: content, purpose))))"
  }

  /// The content; nil where this key did not seal it for this.
  func open(_ sealed: String, for purpose: Purpose) -> [UInt8]? {
    guard sealed.utf8.count <= 4096 else { return nil }
    let parts = sealed.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 2, let content = base64URLDecoded(parts[0]), let signature = base64URLDecoded(parts[1]) else {
      return nil
    }
    let signed = Array(purpose.rawValue.utf8) + [0] + content
    return HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: signed, using: key) ? content : nil
  }

  private func code(of content: [UInt8], _ purpose: Purpose) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: Array(purpose.rawValue.utf8) + [0] + content, using: key)
  }

  /// What it is sealed for.
  enum Purpose: String { case link, session, form }
}

extension SealingKey {
  /// Seals a value for the same person's next request: what a page showed, and nothing else, comes back with a form.
  public func sealForm(_ content: String) -> String { seal(Array(content.utf8), for: .form) }

  /// What a form brought back; nil where no page of ours gave it.
  public func openForm(_ sealed: String) -> String? {
    open(sealed, for: .form).map { String(decoding: $0, as: UTF8.self) }
  }

  func seal(value: some Encodable, for purpose: Purpose) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Our own values of texts and numbers can always be written.
    return seal(Array((try? encoder.encode(value)) ?? Data()), for: purpose)
  }

  func open<Value: Decodable>(_ sealed: String, as type: Value.Type, for purpose: Purpose) -> Value? {
    open(sealed, for: purpose).flatMap { try? JSONDecoder().decode(type, from: Data($0)) }
  }
}
