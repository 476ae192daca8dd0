internal import Crypto
internal import FoundationEssentials

/// A key that deliveries are signed with: 24 to 64 random bytes, which it never shows.
public struct WebhookSecret: Sendable {
  let key: SymmetricKey

  /// Reads a key as Standard Webhooks writes it, `whsec_` and base64; also without the prefix, and with a `v1,` before it, as
  /// Supabase Auth has it.
  public init(parsing text: String) throws(WebhookSecretFault) {
    var written = Substring(text)
    for marker in ["v1,", "whsec_"] where written.hasPrefix(marker) { written = written.dropFirst(marker.count) }
    guard !written.isEmpty else { throw .empty }
    guard let bytes = Data(base64Encoded: String(written)) else { throw .notBase64 }
    guard Self.lengths.contains(bytes.count) else { throw .wrongLength(bytes: bytes.count) }
    key = SymmetricKey(data: bytes)
  }

  /// Reads one secret or several, with `|` or blanks between them: while one is replaced by the next, both count.
  public static func list(parsing text: String) throws(WebhookSecretFault) -> [WebhookSecret] {
    let written = text.split { $0 == "|" || $0.isWhitespace }
    guard !written.isEmpty else { throw .empty }
    var secrets: [WebhookSecret] = []
    for part in written { secrets.append(try WebhookSecret(parsing: String(part))) }
    return secrets
  }

  /// What the specification allows.
  private static let lengths = 24...64

  /// The base64 of HMAC-SHA256 over what is signed is made of this.
  func code(for id: String, _ timestamp: String, _ body: some Sequence<UInt8>) -> HashedAuthenticationCode<SHA256> {
    HMAC<SHA256>.authenticationCode(for: signedBytes(id, timestamp, body), using: key)
  }

  func isRight(_ code: [UInt8], for id: String, _ timestamp: String, _ body: some Sequence<UInt8>) -> Bool {
    // In constant time.
    HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signedBytes(id, timestamp, body), using: key)
  }
}

/// Id, timestamp and body with a point between them, which neither of the first two may hold: no other three give the same bytes.
private func signedBytes(_ id: String, _ timestamp: String, _ body: some Sequence<UInt8>) -> [UInt8] {
  Array(id.utf8) + [UInt8(ascii: ".")] + Array(timestamp.utf8) + [UInt8(ascii: ".")] + Array(body)
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `«secret»`.
  public var description: String { "«secret»" }

  /// Always `«secret»`.
  public var debugDescription: String { description }

  /// Shows no children.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// Why a text is no secret; it shows nothing of the text.
public enum WebhookSecretFault: Error, Sendable, Equatable {
  case empty
  case notBase64
  case wrongLength(bytes: Int)
}

extension WebhookSecretFault: CustomStringConvertible {
  /// What is wrong, and what it should be.
  public var description: String {
    switch self {
    case .empty: "the webhook secret is empty"
    case .notBase64: "the webhook secret is not whsec_ and base64 (with its = at the end)"
    case .wrongLength(let bytes):
      "the webhook secret is \(bytes) bytes long, and 24 to 64 are demanded: whsec_ and the answer of `openssl rand -base64 32`"
    }
  }
}
