internal import Crypto

/// The fingerprint of a change or a plan: SHA-256 over canonical JSON.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// 64 hexadecimal digits in lower case.
  public let hexadecimal: String

  /// The digest of a value's canonical JSON.
  public init(of value: JSONValue) { self.init(of: value.canonical.utf8) }

  /// The digest of bytes.
  public init(of bytes: some Sequence<UInt8>) {
    let hash = SHA256.hash(data: Array(bytes))
    hexadecimal = String(decoding: hash.flatMap { [Self.digit($0 >> 4), Self.digit($0 & 15)] }, as: UTF8.self)
  }

  /// Reads `sha256:` and 64 hexadecimal digits; nil for anything else.
  public init?(_ text: String) {
    guard text.hasPrefix("sha256:"), text.utf8.count == 71 else { return nil }
    let rest = text.utf8.dropFirst(7)
    guard rest.allSatisfy(Self.isDigit) else { return nil }
    hexadecimal = String(Substring(rest))
  }

  /// `sha256:` and 64 hexadecimal digits.
  public var description: String { "sha256:\(hexadecimal)" }

  /// The first six digits: enough for people to tell two plans apart.
  public var short: String { String(hexadecimal.prefix(6)) }

  private static let digits = Array("0123456789abcdef".utf8)
  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
  private static func digit(_ value: UInt8) -> UInt8 { digits[Int(value)] }
}
