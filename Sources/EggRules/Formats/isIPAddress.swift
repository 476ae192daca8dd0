/// Whether the text is an IPv4 address as PHP's `FILTER_VALIDATE_IP` takes it: four numbers, no zeros in front.
func isIPv4(_ text: String) -> Bool {
  let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  return parts.count == 4
    && parts.allSatisfy { part in
      guard (1...3).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
      guard part.count == 1 || part.first != UInt8(ascii: "0") else { return false }
      return UInt8(String(decoding: part, as: UTF8.self)) != nil
    }
}

/// Whether the text is an IPv6 address: eight groups of up to four hexadecimal digits, one `::`, an IPv4 address last.
func isIPv6(_ text: String) -> Bool {
  var groups = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
  guard groups.count > 2, groups.count <= 9 else { return false }
  var room = 8
  if let last = groups.last, last.utf8.contains(UInt8(ascii: ".")) {
    guard isIPv4(last) else { return false }
    groups.removeLast()
    room = 6
    if groups.count == 1 { return false }
    if groups.last == "" { groups.append("") }
  }
  return haveRightGaps(groups, room: room) && groups.allSatisfy(isGroup)
}

private func isGroup(_ group: String) -> Bool {
  group.utf8.count <= 4 && group.utf8.allSatisfy { UnitKind.isASCIIHexDigit(UInt32($0)) }
}

/// Empty groups stand for one `::`: one in the middle, two at an end, three for `::` alone.
private func haveRightGaps(_ groups: [String], room: Int) -> Bool {
  let gaps = groups.indices.filter { groups[$0].isEmpty }
  guard let first = gaps.first, let last = gaps.last else { return groups.count == room }
  guard last - first + 1 == gaps.count, groups.count - gaps.count < room else { return false }
  let expected = 1 + (first == 0 ? 1 : 0) + (last == groups.count - 1 ? 1 : 0)
  return gaps.count == expected
}
