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
  public init?(path: String) { self.init(path: path.utf8[...]) }

  init?(path: Substring.UTF8View) {
    let nameStart = path.lastIndex(of: UInt8(ascii: "/")).map(path.index(after:)) ?? path.startIndex
    guard Self.isDocument(path[nameStart...]) else { return nil }
    if path.starts(with: "orders/".utf8) {
      self = .order
    } else if path.starts(with: "results/".utf8) {
      self = .result
    } else {
      switch String(Substring(path)) {
      case "fleet.yaml", "fleet.yml": self = .settings
      case "catalog.yaml", "catalog.yml": self = .catalog
      default: return nil
      }
    }
  }

  /// The greatest length of such a document in bytes; longer ones need not be read from the disk.
  public var byteLimit: Int {
    switch self {
    case .order: 64 << 10
    case .settings, .catalog, .result: 1 << 20
    }
  }

  /// Whether a file goes by the one extension that documents have.
  static func isWellNamed(_ path: Substring.UTF8View) -> Bool { path.suffix(5).elementsEqual(".yaml".utf8) }

  /// Whether a file has any extension that YAML goes by, in whatever case, and is not hidden.
  static func isDocument(_ name: Substring.UTF8View) -> Bool {
    guard name.first != UInt8(ascii: ".") else { return false }
    if isWellNamed(name) { return true }
    let lowered = Substring(name.suffix(5)).lowercased()
    return lowered == ".yaml" || lowered.hasSuffix(".yml")
  }
}
