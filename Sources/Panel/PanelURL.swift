import FoundationEssentials
import Planner

/// Where a panel is: `https://panel.example.com`, perhaps with a folder.
public struct PanelURL: Sendable, Hashable, CustomStringConvertible {
  /// Whether the key may be sent unencrypted to another machine.
  public enum Encryption: Sendable {
    /// `http` is for loopback only.
    case required
    /// `http` is also accepted for this host; whoever sits in between reads the key.
    case optional(for: String)
  }

  /// Why a text is not a panel's URL.
  public enum Problem: Sendable, Equatable {
    /// It is not `http://host…` or `https://host…`.
    case malformed
    /// It has a query, a fragment, a user or a password.
    case tooMuch
    /// It is `http` for a host that is not this machine.
    case unencrypted(host: String)
  }

  /// The URL without a slash at its end.
  public let description: String

  /// Reads a URL as people write it; throws only `unusableURL`.
  public init(_ text: String, encryption: Encryption = .required) throws(PanelFailure) {
    guard let parts = URLComponents(string: text), let host = parts.percentEncodedHost, isWhole(host),
      let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https"
    else { throw .unusableURL(.malformed) }
    guard parts.query == nil, parts.fragment == nil, parts.user == nil, parts.password == nil else {
      throw .unusableURL(.tooMuch)
    }
    if scheme == "http", !isLoopback(host), !encryption.isOptional(for: host) {
      throw .unusableURL(.unencrypted(host: host))
    }
    var rest = Substring(text)
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    description = String(rest)
  }
}

extension PanelURL.Encryption {
  fileprivate func isOptional(for host: String) -> Bool {
    switch self {
    case .required: false
    case .optional(let trusted): trusted.lowercased() == host.lowercased()
    }
  }
}

extension PanelURL.Problem: CustomStringConvertible {
  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .malformed: "the panel's URL is not of the form https://panel.example.com"
    case .tooMuch: "the panel's URL has a user, a query or a fragment"
    case .unencrypted(let host):
      "the panel's URL is http, so the key would be sent to \(escapedForDisplay(host)) unencrypted"
    }
  }
}

/// Whether it is a whole name or address: the URL parser accepts a bracket that is never closed, and a percent-encoded
/// name is another name to whoever does not decode it.
private func isWhole(_ host: String) -> Bool {
  let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
  let inner = isBracketed ? host.dropFirst().dropLast() : host[...]
  return !inner.isEmpty && !inner.contains { (isBracketed ? "[]" : "[]%").contains($0) }
}

private func isLoopback(_ host: String) -> Bool {
  let name = host.lowercased()
  if ["localhost", "::1", "[::1]"].contains(name) { return true }
  let parts = name.split(separator: ".", omittingEmptySubsequences: false)
  if parts.last == "localhost" { return parts.allSatisfy { $0.wholeMatch(of: /[a-z0-9_-]+/) != nil } }
  return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
}
