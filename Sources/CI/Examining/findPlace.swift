import Applier
import Forges

/// Where a repository is hosted, and whose word for it that is.
struct FoundPlace {
  let place: ForgePlace
  /// The variables whose token may be sent there, the first that is set counts.
  let tokens: [String]
}

/// The place that a run's environment names, else the one that a remote's address names; nil where neither says which forge it is.
///
/// A run's environment and its token belong together. On a machine of somebody's own, a variable such as `GITHUB_TOKEN` is for the forge
/// that everybody knows by that name, and for no other host.
func findPlace(
  _ question: HostQuestion, reading file: (String) -> [UInt8]?
) throws(PipelineFailure) -> FoundPlace? {
  if let place = try readPipeline(question.variables, reading: file).place {
    return FoundPlace(place: place, tokens: PipelineToken.variables(for: place.kind))
  }
  guard let url = question.remoteURL, let address = RemoteAddress(url), let kind = address.kind else { return nil }
  let place = ForgePlace(kind: kind, api: address.api(of: kind), repository: address.path)
  return FoundPlace(
    place: place, tokens: ["BOTFLEET_FORGE_TOKEN"] + (address.isPublic ? ["\(kind.rawValue.uppercased())_TOKEN"] : []))
}

/// The host and the path in the address of a git remote: `https://git.example.com/shop/fleet.git`, `git@git.example.com:shop/fleet.git`.
struct RemoteAddress: Hashable {
  let host: String
  /// `shop/fleet`
  let path: String

  /// Nil for a folder, for an address without encryption, and for what is no address of a forge's repository.
  init?(_ url: String) {
    let rest: Substring
    if let scheme = ["https://", "ssh://", "git+ssh://"].first(where: { url.lowercased().hasPrefix($0) }) {
      rest = url.dropFirst(scheme.count)
    } else {
      // What ssh takes without a scheme has a colon before any slash.
      guard !url.contains("://"), let colon = url.firstIndex(of: ":"), !url[..<colon].contains("/") else { return nil }
      rest = Substring(url[..<colon] + "/" + url[url.index(after: colon)...])
    }
    let parts = rest.split(separator: "/", omittingEmptySubsequences: true)
    guard parts.count >= 3, let authority = parts.first else { return nil }
    // Neither who signs in nor the port of ssh is of any use for the API.
    let server = authority.split(separator: "@").last ?? authority
    let isWeb = url.lowercased().hasPrefix("https://")
    let name = isWeb ? String(server) : String(server.split(separator: ":").first ?? server)
    let plain = { (byte: UInt8) in byte.isPartOfHost || byte == UInt8(ascii: ":") }
    guard name.contains("."), name.utf8.allSatisfy(plain) else { return nil }
    host = name.lowercased()
    let joined = parts.dropFirst().joined(separator: "/")
    path = joined.hasSuffix(".git") ? String(joined.dropLast(4)) : joined
  }

  /// Which forge the host is, by its name alone.
  var kind: ForgeKind? {
    if let known = Self.known[host] { return known }
    let labels = host.split { ".:".contains($0) }
    return ForgeKind.allCases.first { kind in labels.contains { $0 == kind.rawValue } }
  }

  /// Whether everybody knows the host by this name.
  var isPublic: Bool { Self.known[host] != nil }

  private static let known: [String: ForgeKind] = [
    "github.com": .gitHub, "gitlab.com": .gitLab, "codeberg.org": .forgejo, "gitea.com": .gitea,
  ]

  /// The root of the API there.
  func api(of kind: ForgeKind) -> String {
    switch kind {
    case .gitHub: host == "github.com" ? "https://api.github.com" : "https://\(host)/api/v3"
    case .gitLab: "https://\(host)/api/v4"
    case .forgejo, .gitea: "https://\(host)/api/v1"
    }
  }
}

extension UInt8 {
  fileprivate var isPartOfHost: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
