/// Which of the fleet's documents a file is, by where it stands.
public enum DocumentKind: Hashable, Sendable {
  /// `fleet.yaml`
  case settings
  /// `catalog.yaml`
  case catalog
  /// `orders/**/<order>.yaml`
  case order
  /// `results/<nn>/<order>.yaml`
  case result

  /// Nil for files that are nobody's concern, as a README.
  ///
  /// - Parameter path: Within the fleet's folder, `/` between its parts. A document whose name ends in `.yml` is one all the
  ///   same: reading it says that it must be renamed, for an order that is overlooked is worse than one that is refused.
  public init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, !name.hasPrefix("."), name.hasSuffix(".yaml") || Self.isMisnamed(path) else {
      return nil
    }
    switch (parts.count, parts[0]) {
    case (1, "fleet.yaml"), (1, "fleet.yml"): self = .settings
    case (1, "catalog.yaml"), (1, "catalog.yml"): self = .catalog
    case (2..., "orders"): self = .order
    case (2..., "results"): self = .result
    default: return nil
    }
  }

  /// The greatest length of such a document in bytes; longer ones need not be read from the disk.
  public var byteLimit: Int {
    switch self {
    case .order: 64 << 10
    case .settings, .catalog, .result: 1 << 20
    }
  }

  /// Whether a file has the other extension that YAML goes by, in whatever case.
  static func isMisnamed(_ path: String) -> Bool {
    let lowered = path.lowercased()
    return lowered.hasSuffix(".yml") || lowered.hasSuffix(".yaml") && !path.hasSuffix(".yaml")
  }
}
