/// Whether some reader of YAML, 1.1 or 1.2, takes a text that begins with a digit for a number, a time or a day.
func looksLikeNumber(_ text: String) -> Bool {
  let bytes = text.utf8
  guard let first = bytes.first, isDigit(first) else { return false }
  return isDecimal(Substring(text).utf8) || isRadix(bytes) || isSexagesimal(bytes) || isDay(bytes)
}

/// `12`, `012`, `1_000`, `1.`, `1.5e-3`
private func isDecimal(_ bytes: Substring.UTF8View) -> Bool {
  let parts = bytes.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
  let mantissa = parts[0]
  guard mantissa.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }) else { return false }
  guard mantissa.count(where: { $0 == UInt8(ascii: ".") }) <= 1 else { return false }
  guard parts.count == 2 else { return true }
  let exponent = parts[1].drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
  return !exponent.isEmpty && exponent.allSatisfy(isDigit)
}

/// `0x1F`, `0o17`, `0b1010`
private func isRadix(_ bytes: String.UTF8View) -> Bool {
  guard bytes.count > 2, bytes.first == UInt8(ascii: "0") else { return false }
  let digits: String.UTF8View
  switch bytes.dropFirst().first {
  case UInt8(ascii: "x"): digits = "0123456789abcdefABCDEF_".utf8
  case UInt8(ascii: "o"): digits = "01234567_".utf8
  case UInt8(ascii: "b"): digits = "01_".utf8
  default: return false
  }
  return bytes.dropFirst(2).allSatisfy(digits.contains)
}

/// `1:30`, `12:30:45.5`: to YAML 1.1 a number to the base of sixty.
private func isSexagesimal(_ bytes: String.UTF8View) -> Bool {
  let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
  guard parts.count > 1, let last = parts.last, !last.isEmpty else { return false }
  return parts.dropLast().allSatisfy { $0.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "_") } } && isDecimal(last)
}

/// `2026-11-22`, with or without a time behind it.
private func isDay(_ bytes: String.UTF8View) -> Bool {
  bytes.prefix(4).allSatisfy(isDigit) && bytes.dropFirst(4).first == UInt8(ascii: "-")
    && bytes.dropFirst(5).first.map(isDigit) == true
}

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
