/// Which of the fleet's documents a file is, by where it stands.
public enum DocumentKind: Hashable, Sendable {
  /// `fleet.yaml`
  case settings
  /// `catalog.yaml`
  case catalog
  /// `service.yaml`
  case service
  /// `orders/**/<order>.yaml`
  case order
  /// `results/<nn>/<order>.yaml`
  case result
  /// `results/open.yaml`
  case openOrders

  /// Nil for files that are nobody's concern, as a README.
  ///
  /// - Parameter path: Within the fleet's folder, `/` between its parts. A document whose name ends in `.yml` is one all the
  ///   same: reading it says that it must be renamed, for an order that is overlooked is worse than one that is refused.
  public init?(path: String) { self.init(path.utf8.span) }

  init?(_ path: Span<UInt8>) {
    let nameStart = path.indices.last { path[$0] == UInt8(ascii: "/") }.map { $0 + 1 } ?? 0
    guard Self.isDocument(path.extracting(droppingFirst: nameStart)) else { return nil }
    if hasBytes("orders/", in: path, at: 0) {
      self = .order
    } else if isWord("results/open.yaml", path) {
      self = .openOrders
    } else if hasBytes("results/", in: path, at: 0) {
      self = .result
    } else if isWord("fleet.yaml", path) || isWord("fleet.yml", path) {
      self = .settings
    } else if isWord("catalog.yaml", path) || isWord("catalog.yml", path) {
      self = .catalog
    } else if isWord("service.yaml", path) || isWord("service.yml", path) {
      self = .service
    } else {
      return nil
    }
  }

  /// The greatest length of such a document in bytes; longer ones need not be read from the disk.
  public var byteLimit: Int {
    switch self {
    case .order, .service: 64 << 10
    case .settings, .catalog, .result, .openOrders: 1 << 20
    }
  }

  /// Whether a file goes by the one extension that documents have.
  static func isWellNamed(_ path: Span<UInt8>) -> Bool { hasBytes(".yaml", in: path, at: path.count - 5) }

  /// Whether a file's name has any extension that YAML goes by, in whatever case, and is not hidden.
  static func isDocument(_ name: Span<UInt8>) -> Bool {
    guard !hasBytes(".", in: name, at: 0) else { return false }
    if isWellNamed(name) { return true }
    let lowered = name.indices.suffix(5).map { isCapital(name[$0]) ? name[$0] | 0x20 : name[$0] }
    return lowered.elementsEqual(".yaml".utf8) || lowered.suffix(4).elementsEqual(".yml".utf8)
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
}

/// Where an order's result stands within the fleet's folder: `results/42/ord-1042.yaml`.
///
/// The folder is the id's last two characters, `-` and `_` left out and `0` before a single one.
public func resultPath(of order: OrderID) -> String {
  let end = order.text.utf8.suffix(2).filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
  return "results/" + (end.count == 1 ? "0" : "") + String(decoding: end, as: UTF8.self) + "/" + order.text + ".yaml"
}
