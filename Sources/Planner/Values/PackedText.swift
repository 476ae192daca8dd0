/// A text in few bytes where it is of a kind that comes by the hundred thousand: a uuid, an id of Discord's, an address.
///
/// A text of more than 15 bytes takes an allocation of 64 and more; these take none.
struct PackedText: Hashable, Sendable {
  private let form: Form

  private enum Form: Hashable {
    /// 32 hexadecimal digits in lower case, with dashes.
    case uuid(UInt64, UInt64)
    /// Decimal digits, the first of which is not 0.
    case number(UInt64)
    /// An IPv4 address and a port, neither with zeros before it.
    case address(UInt32, UInt16)
    case text(String)
  }

  init(_ text: String) {
    form =
      text.utf8.count <= 15
      ? .text(text) : Self.uuid(text.utf8.span) ?? Self.number(text) ?? Self.address(text.utf8.span) ?? .text(text)
  }

  /// The text that it was made of.
  var text: String {
    switch form {
    case .uuid(let high, let low): Self.uuid(high, low)
    case .number(let number): String(number)
    case .address(let address, let port):
      "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255):\(port)"
    case .text(let text): text
    }
  }

  private static func uuid(_ text: Span<UInt8>) -> Form? {
    guard text.count == 36 else { return nil }
    var bits: UInt128 = 0
    for place in 0..<36 {
      let byte = text[place]
      if isDashOfUUID(place) {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard let digit = hexadecimalValue(byte) else { return nil }
        bits = bits << 4 | UInt128(digit)
      }
    }
    return .uuid(UInt64(truncatingIfNeeded: bits >> 64), UInt64(truncatingIfNeeded: bits))
  }

  private static func uuid(_ high: UInt64, _ low: UInt64) -> String {
    String(unsafeUninitializedCapacity: 36) { text in
      var (bits, place) = (UInt128(high) << 64 | UInt128(low), 35)
      while place >= 0 {
        if isDashOfUUID(place) {
          text[place] = UInt8(ascii: "-")
        } else {
          text[place] = hexadecimalDigit(UInt8(truncatingIfNeeded: bits & 15))
          bits >>= 4
        }
        place -= 1
      }
      return 36
    }
  }

  private static func number(_ text: String) -> Form? {
    guard text.utf8.count <= 20, text.utf8.first != UInt8(ascii: "0"), text.utf8.first != UInt8(ascii: "+") else {
      return nil
    }
    return UInt64(text).map { .number($0) }
  }

  private static func address(_ text: Span<UInt8>) -> Form? {
    guard text.count <= 21 else { return nil }
    var place = 0
    var address: UInt32 = 0
    for octet in 0..<4 {
      guard let number = wholeNumber(in: text, from: &place, upTo: 255), place < text.count,
        text[place] == UInt8(ascii: octet < 3 ? "." : ":")
      else { return nil }
      address = address << 8 | number
      place += 1
    }
    guard let port = wholeNumber(in: text, from: &place, upTo: 65_535), place == text.count else { return nil }
    return .address(address, UInt16(port))
  }

  /// The number that stands at a place, without zeros before it, and the place behind it; nil where there is none that is so small.
  private static func wholeNumber(in text: Span<UInt8>, from place: inout Int, upTo most: UInt32) -> UInt32? {
    let start = place
    var number: UInt32 = 0
    while place < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[place]) {
      number = number * 10 + UInt32(text[place] - UInt8(ascii: "0"))
      place += 1
      guard number <= most else { return nil }
    }
    guard place > start, place == start + 1 || text[start] != UInt8(ascii: "0") else { return nil }
    return number
  }
}
