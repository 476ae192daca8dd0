/// A uuid's bytes in the 32 letters and digits of RFC 4648, in lower case and without padding.
func base32(_ uuid: String) -> String {
  let digits = uuid.compactMap(\.hexDigitValue)
  let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
  var text = ""
  var (bits, count) = (0, 0)
  for digit in digits {
    (bits, count) = ((bits & 0x1F) << 4 | digit, count + 4)
    guard count >= 5 else { continue }
    count -= 5
    text.append(alphabet[bits >> count & 0x1F])
  }
  if count > 0 { text.append(alphabet[bits << (5 - count) & 0x1F]) }
  return text
}
