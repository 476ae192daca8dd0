/// What replaces a secret.
private let mask = "«secret»"

/// Removes credentials from what git says: user, password and query of URLs, and `Authorization` headers.
func maskSecrets(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false)
    .map { maskHeader(maskURLs($0)) }
    .joined(separator: "\n")
}

/// `https://user:token@host/path?key=token` as `https://«secret»@host/path?«secret»`.
private func maskURLs(_ line: Substring) -> Substring {
  var masked = ""
  var rest = line
  while let scheme = rest.range(ofText: "://") {
    masked += rest[..<scheme.upperBound]
    rest = rest[scheme.upperBound...]
    let url = rest.prefix { !" '\"<>\t".contains($0) }
    // A password may hold characters that begin a query elsewhere.
    if let at = url.prefix(while: { $0 != "/" }).lastIndex(of: "@") {
      masked += mask
      rest = rest[at...]
    }
    guard let query = rest[..<url.endIndex].firstIndex(where: { $0 == "?" || $0 == "#" }) else { continue }
    masked += rest[...query] + mask
    rest = rest[url.endIndex...]
  }
  return masked[...] + rest
}

/// `Authorization: basic abc` as `Authorization: «secret»`, in any case; `proxy-authorization` too.
private func maskHeader(_ line: Substring) -> String {
  guard let name = line.lowercased()[...].range(ofText: "authorization:") else { return String(line) }
  let length = line.lowercased()[..<name.upperBound].count
  return "\(line.prefix(length)) \(mask)"
}

extension Substring {
  fileprivate func range(ofText text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
