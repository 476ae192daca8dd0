/// Whether the text is a UUID: 8-4-4-4-12 hexadecimal digits of either case.
func isUUID(_ text: String) -> Bool {
  let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.joined().allSatisfy(isHexDigit)
}

/// Whether the text is a ULID: 26 of Crockford's base 32, of either case, at most `7ZZZ…`.
func isULID(_ text: String) -> Bool {
  let isDigit = { (byte: UInt8) in
    (0x30...0x39).contains(byte) || "ABCDEFGHJKMNPQRSTVWXYZ".utf8.contains(byte & ~0x20)
  }
  guard let first = text.utf8.first else { return false }
  return text.utf8.count == 26 && text.utf8.allSatisfy(isDigit) && first <= UInt8(ascii: "7")
}

/// Whether the text is a color as CSS writes it: `#` and 3, 4, 6 or 8 hexadecimal digits.
func isHexColor(_ text: String) -> Bool {
  let digits = text.utf8.dropFirst()
  return text.utf8.first == UInt8(ascii: "#") && [3, 4, 6, 8].contains(digits.count) && digits.allSatisfy(isHexDigit)
}

/// Whether the text is a MAC address: six pairs with `-` or `:` between, or three groups of four with dots.
func isMACAddress(_ text: String) -> Bool {
  [("-", 6, 2), (":", 6, 2), (".", 3, 4)].contains { separator, count, width in
    let groups = text.split(separator: Character(separator), omittingEmptySubsequences: false)
    return groups.count == count && groups.allSatisfy { $0.utf8.count == width && $0.utf8.allSatisfy(isHexDigit) }
  }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  UnitKind.isASCIIHexDigit(UInt32(byte))
}
