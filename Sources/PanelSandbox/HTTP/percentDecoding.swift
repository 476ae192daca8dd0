/// The bytes that `%XX` stand for; in a query and a form `+` is a space. A stray `%` stays as it is.
func percentDecoded(_ text: some StringProtocol, plusIsSpace: Bool) -> String {
  let source = Array(text.utf8)
  var bytes: [UInt8] = []
  bytes.reserveCapacity(source.count)
  var at = 0
  while at < source.count {
    let byte = source[at]
    if byte == UInt8(ascii: "%"), at + 2 < source.count, let code = hexadecimalByte(source[at + 1], source[at + 2]) {
      bytes.append(code)
      at += 3
    } else {
      bytes.append(byte == UInt8(ascii: "+") && plusIsSpace ? UInt8(ascii: " ") : byte)
      at += 1
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func hexadecimalByte(_ high: UInt8, _ low: UInt8) -> UInt8? {
  func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
  guard let high = digit(high), let low = digit(low) else { return nil }
  return high << 4 | low
}

/// A form's or query's value as PHP's `urlencode` writes it.
func percentEncoded(_ text: String) -> String {
  var encoded = ""
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
      encoded.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      encoded += "%" + (digits.count == 1 ? "0" : "") + digits
    }
  }
  return encoded
}
