/// Whether the text is a URL as Laravel takes it: a scheme that it knows, `://`, a host, and what may follow.
///
/// Source: Laravel 11's `Str::isUrl`. The host needs two characters and no dot; letters of every alphabet are fine.
///
/// - Parameter schemes: the ones allowed, in lower case; none stands for all that Laravel lists.
func isURL(_ text: String, schemes: Set<String>) -> Bool {
  guard let range = text.firstRange(of: "://") else { return false }
  let scheme = text[..<range.lowerBound].lowercased()
  guard (schemes.isEmpty ? urlSchemes : schemes).contains(scheme) else { return false }
  let rest = text[range.upperBound...].unicodeScalars
  let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  return isAuthority(authority) && isTail(rest.dropFirst(authority.count))
}

private typealias Scalars = Substring.UnicodeScalarView

private func isAuthority(_ text: Scalars) -> Bool {
  guard let at = text.firstIndex(of: "@") else { return isHostAndPort(text) }
  return isLogin(text[..<at]) && isHostAndPort(text[text.index(after: at)...])
}

private func isLogin(_ text: Scalars) -> Bool {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && isEncoded($0, plain: isLoginCharacter) }
}

private func isLoginCharacter(_ scalar: Unicode.Scalar) -> Bool {
  isLetterOrNumber(scalar) || "_.-".unicodeScalars.contains(scalar)
}

private func isHostAndPort(_ text: Scalars) -> Bool {
  if text.first == "[" {
    guard let close = text.firstIndex(of: "]") else { return false }
    let address = text[text.index(after: text.startIndex)..<close]
    return isIPv6(String(address)) && isPort(text[text.index(after: close)...])
  }
  let colon = text.firstIndex(of: ":") ?? text.endIndex
  return isHostName(text[..<colon]) && isPort(text[colon...])
}

private func isPort(_ text: Scalars) -> Bool {
  text.isEmpty || (text.first == ":" && text.count > 1 && text.dropFirst().allSatisfy { ("0"..."9").contains($0) })
}

/// A dot may end the name; before it comes a letter or number, unless the last word is Punycode (`xn--…`).
private func isHostName(_ text: Scalars) -> Bool {
  let name = text.last == "." ? text.dropLast() : text
  guard name.count >= 2, let last = name.last, name.allSatisfy(isHostCharacter) else { return false }
  return isLetterOrNumber(last) || endsInPunycode(name)
}

private func isHostCharacter(_ scalar: Unicode.Scalar) -> Bool {
  isLoginCharacter(scalar) || UnitKind.category(UnitKind.symbols).contains(scalar.value, .unicode)
}

private func endsInPunycode(_ name: Scalars) -> Bool {
  let trailing = name.reversed().prefix { isLetterOrNumber($0) || $0 == "-" }
  let word = String(String.UnicodeScalarView(trailing.reversed())).lowercased()
  guard let mark = word.firstRange(of: "xn--") else { return false }
  return mark.upperBound < word.endIndex && name.count > word.unicodeScalars[mark.lowerBound...].count
}

private func isTail(_ text: Scalars) -> Bool {
  let pathEnd = text.firstIndex { $0 == "?" || $0 == "#" } ?? text.endIndex
  let queryEnd = text[pathEnd...].firstIndex(of: "#") ?? text.endIndex
  return isEncoded(text[..<pathEnd]) { isPathCharacter($0) || $0 == "/" }
    && isEncoded(text[pathEnd..<queryEnd].dropFirst()) { isPathCharacter($0) || "/?[]".unicodeScalars.contains($0) }
    && isEncoded(text[queryEnd...].dropFirst()) { isPathCharacter($0) || "/?".unicodeScalars.contains($0) }
}

private func isPathCharacter(_ scalar: Unicode.Scalar) -> Bool {
  isLetterOrNumber(scalar) || "-._~!$&'()*+,;=:@".unicodeScalars.contains(scalar)
}

private func isLetterOrNumber(_ scalar: Unicode.Scalar) -> Bool {
  UnitKind.letterOrNumber.contains(scalar.value, .unicode)
}

/// Whether all is plain or percent-encoded.
private func isEncoded(_ text: Scalars, plain: (Unicode.Scalar) -> Bool) -> Bool {
  var rest = text
  while let next = rest.popFirst() {
    if next == "%" {
      let digits = rest.prefix(2)
      guard digits.count == 2, digits.allSatisfy({ UnitKind.isASCIIHexDigit($0.value) }) else { return false }
      rest = rest.dropFirst(2)
    } else if !plain(next) {
      return false
    }
  }
  return true
}
