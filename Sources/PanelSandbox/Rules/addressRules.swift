/// Four numbers of 0 to 255 without leading zeros.
func isIPv4(_ text: String) -> Bool {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  return parts.count == 4 && parts.allSatisfy { UInt8($0).map(String.init) == String($0) }
}

/// Eight groups of hexadecimal digits, one run of which may be `::`, the last two possibly an IPv4 address.
func isIPv6(_ text: String) -> Bool {
  let halves = text.split(separator: "::", omittingEmptySubsequences: false)
  guard halves.count <= 2, text.contains(":") else { return false }
  var groups = 0
  for half in halves where !half.isEmpty {
    let parts = half.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.contains(".") {
        guard isIPv4(String(part)) else { return false }
        groups += 2
      } else {
        guard (1...4).contains(part.count), part.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return false }
        groups += 1
      }
    }
  }
  return halves.count == 2 ? groups < 8 : groups == 8
}

/// A scheme, `://`, a host or address, and whatever follows without spaces.
func isURL(_ text: String) -> Bool {
  guard let mark = text.range(of: "://"), !text.contains(where: \.isWhitespace) else { return false }
  let scheme = text[..<mark.lowerBound]
  let isScheme =
    scheme.first?.isLetter == true
    && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  let authority = text[mark.upperBound...].prefix { !"/?#".contains($0) }
  let place = authority.split(separator: "@").last ?? ""
  if place.hasPrefix("["), let close = place.firstIndex(of: "]") {
    return isScheme && isIPv6(String(place[place.index(after: place.startIndex)..<close]))
  }
  let host = place.split(separator: ":", omittingEmptySubsequences: false)
  let hasPort = host.count < 2 || UInt16(host[1]) != nil
  return isScheme && host.count <= 2 && hasPort && isHost(host[0])
}

private func isHost(_ host: Substring) -> Bool {
  let labels = host.split(separator: ".", omittingEmptySubsequences: false)
  return !labels.isEmpty
    && labels.allSatisfy { label in
      (1...63).contains(label.count) && label.first != "-" && label.last != "-"
        && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
}

extension String {
  /// Where a text first occurs in this one.
  fileprivate func range(of wanted: String) -> Range<String.Index>? {
    indices.first { self[$0...].hasPrefix(wanted) }.map { $0..<index($0, offsetBy: wanted.count) }
  }
}
