/// Whether a request that changes something comes from a page that is not ours.
///
/// Browsers say so themselves (Fetch Metadata); older ones give the page's origin with every post. What gives neither is no browser, and
/// brings no cookies that somebody else could make it send.
///
/// - Parameters:
///   - site: `Sec-Fetch-Site`.
///   - origin: `Origin`.
///   - host: `Host`.
///   - publicURL: where people reach us; nil where nobody said so, and the host counts.
public func isCrossSite(site: String?, origin: String?, host: String?, publicURL: String?) -> Bool {
  if let site { return site != "same-origin" && site != "none" }
  guard let origin else { return false }
  if let publicURL { return origin.lowercased() != pageOrigin(of: publicURL) }
  guard let host, let scheme = origin.firstRange(of: "://") else { return true }
  return origin[scheme.upperBound...].lowercased() != host.lowercased()
}

/// `https://bots.example.com` of `https://Bots.example.com:443/path`.
private func pageOrigin(of url: String) -> String {
  guard let scheme = url.firstRange(of: "://") else { return url.lowercased() }
  let host = url[scheme.upperBound...].prefix { $0 != "/" }.lowercased()
  let name = url[..<scheme.lowerBound].lowercased()
  let usual = name == "https" ? ":443" : ":80"
  return "\(name)://\(host.hasSuffix(usual) ? String(host.dropLast(usual.count)) : host)"
}
