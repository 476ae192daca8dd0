internal import Crypto

/// The fingerprint of a change or a plan: SHA-256 over canonical JSON.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The first 16 bytes and the others: a text of 64 digits would take three times as much, and each order has one.
  private let high: UInt128
  private let low: UInt128

  /// 64 hexadecimal digits in lower case.
  public var hexadecimal: String {
    String(unsafeUninitializedCapacity: 64) { text in
      var (high, low) = (high, low)
      for place in (0..<32).reversed() {
        text[place] = hexadecimalDigit(UInt8(truncatingIfNeeded: high & 15))
        text[place + 32] = hexadecimalDigit(UInt8(truncatingIfNeeded: low & 15))
        high >>= 4
        low >>= 4
      }
      return 64
    }
  }

  /// The digest of a value's canonical JSON.
  public init(of value: JSONValue) { self.init(of: value.canonical.utf8) }

  /// The digest of bytes.
  public init(of bytes: some Sequence<UInt8>) {
    let hash = Array(SHA256.hash(data: Array(bytes)))
    high = hash[..<16].reduce(0) { $0 << 8 | UInt128($1) }
    low = hash[16...].reduce(0) { $0 << 8 | UInt128($1) }
  }

  /// Reads `sha256:` and 64 hexadecimal digits; nil for anything else.
  public init?(_ text: String) {
    guard text.hasPrefix("sha256:"), text.utf8.count == 71 else { return nil }
    var (high, low): (UInt128, UInt128) = (0, 0)
    for digit in text.utf8.dropFirst(7) {
      guard let value = hexadecimalValue(digit) else { return nil }
      high = high << 4 | low >> 124
      low = low << 4 | UInt128(value)
    }
    (self.high, self.low) = (high, low)
  }

  /// `sha256:` and 64 hexadecimal digits.
  public var description: String { "sha256:\(hexadecimal)" }

  /// The first six digits: enough for people to tell two plans apart.
  public var short: String { String(hexadecimal.prefix(6)) }
}
