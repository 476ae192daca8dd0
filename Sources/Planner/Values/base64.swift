/// Bytes as base64 with padding (RFC 4648, section 4), on one line.
public func base64(_ bytes: [UInt8]) -> String {
  var text: [UInt8] = []
  text.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for index in 0..<4 {
      text.append(index <= group.count ? alphabet[bits >> (18 - 6 * index) & 63] : UInt8(ascii: "="))
    }
  }
  return String(decoding: text, as: UTF8.self)
}

/// The bytes of a text in base64, by either of the two alphabets of RFC 4648; nil for anything else, line breaks among it.
public func bytes(ofBase64 text: String) -> [UInt8]? {
  let digits = Array(text.utf8)
  guard digits.count.isMultiple(of: 4) else { return nil }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(digits.count / 4 * 3)
  for start in stride(from: 0, to: digits.count, by: 4) {
    let isLast = start + 4 == digits.count
    let group = digits[start..<start + 4]
    let padding = isLast ? group.reversed().prefix { $0 == UInt8(ascii: "=") }.count : 0
    guard padding <= 2 else { return nil }
    var bits = 0
    for digit in group.dropLast(padding) {
      guard let value = value(of: digit) else { return nil }
      bits = bits << 6 | value
    }
    bits <<= 6 * padding
    // Bits that no byte has would let two texts stand for the same bytes.
    guard bits & ((1 << (8 * padding)) - 1) == 0 else { return nil }
    for index in 0..<(3 - padding) { bytes.append(UInt8(truncatingIfNeeded: bits >> (16 - 8 * index))) }
  }
  return bytes
}

private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

private func value(of digit: UInt8) -> Int? {
  switch digit {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(digit - UInt8(ascii: "A"))
  case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(digit - UInt8(ascii: "a")) + 26
  case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(digit - UInt8(ascii: "0")) + 52
  case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
  case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
  default: nil
  }
}
