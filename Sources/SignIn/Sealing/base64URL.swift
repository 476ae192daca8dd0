/// Base64 with the letters of URLs and without padding.
func base64URLEncoded(_ bytes: some Sequence<UInt8>) -> String {
  var text = ""
  var (bits, count) = (0, 0)
  for byte in bytes {
    (bits, count) = (bits << 8 | Int(byte), count + 8)
    while count >= 6 {
      count -= 6
      text.unicodeScalars.append(letters[bits >> count & 63])
    }
    bits &= (1 << count) - 1
  }
  if count > 0 { text.unicodeScalars.append(letters[bits << (6 - count) & 63]) }
  return text
}

/// Reads it; nil for other letters, a length that nothing has, and bits that are left over: there is one way to write some bytes.
func base64URLDecoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
  var bytes: [UInt8] = []
  var (bits, count) = (0, 0)
  for letter in text {
    guard let value = value(of: letter) else { return nil }
    (bits, count) = (bits << 6 | value, count + 6)
    if count >= 8 {
      count -= 8
      bytes.append(UInt8(bits >> count))
      bits &= (1 << count) - 1
    }
  }
  return count < 6 && bits == 0 ? bytes : nil
}

private let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".unicodeScalars)

private func value(of letter: UInt8) -> Int? {
  switch letter {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(letter) - 65
  case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(letter) - 71
  case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(letter) + 4
  case UInt8(ascii: "-"): 62
  case UInt8(ascii: "_"): 63
  default: nil
  }
}
