/// The files below a fleet's folder, told apart by where they stand.
public struct FleetListing: Sendable {
  /// The fleet's folder in the repository: `fleet`.
  public let folder: String
  public let settings: FleetFile?
  public let catalog: FleetFile?
  /// Sorted by path.
  public let orders: [FleetFile]
  /// Sorted by path.
  public let results: [FleetFile]
  /// What is in the way of orders and results.
  private let obstacles: [Obstacle]
  /// The paths of all orders whose file name is not theirs alone.
  private let pathsByTwinName: [String: [String]]

  /// - Parameters:
  ///   - files: With paths in the repository; files that are no documents may be among them.
  ///   - folder: The fleet's folder, without a slash at its end; empty where it is the repository itself.
  public init(_ files: [FleetFile], in folder: String) {
    let prefix = folder.isEmpty ? "" : folder + "/"
    var filesByKind: [DocumentKind: [FleetFile]] = [:]
    var obstacles: [String: Obstacle] = [:]
    for file in files where file.path.utf8.starts(with: prefix.utf8) {
      let inner = file.path.utf8.dropFirst(prefix.utf8.count)
      let kind = DocumentKind(path: inner)
      if let kind { filesByKind[kind, default: []].append(file) }
      // A document at its usual place is in nobody's way.
      let isUsual = kind != nil && (kind != .result || inner.count { $0 == UInt8(ascii: "/") } == 2)
      guard !isUsual, let obstacle = Obstacle(file, at: inner) else { continue }
      obstacles[obstacle.path] = obstacle
    }
    for kind in filesByKind.keys { filesByKind[kind]?.sort { $0.path < $1.path } }
    self.folder = folder
    // `.yaml` sorts before `.yml`, so that the right one counts where both are there.
    settings = filesByKind[.settings]?.first
    catalog = filesByKind[.catalog]?.first
    orders = filesByKind[.order] ?? []
    results = filesByKind[.result] ?? []
    self.obstacles = obstacles.values.sorted { $0.path < $1.path }
    pathsByTwinName = Self.twins(among: orders)
  }

  private static func twins(among orders: [FleetFile]) -> [String: [String]] {
    var names: Set<String> = []
    names.reserveCapacity(orders.count)
    let twins = Set(orders.filter { !names.insert($0.stem).inserted }.map(\.stem))
    return Dictionary(grouping: orders.filter { twins.contains($0.stem) }, by: \.stem).mapValues { $0.map(\.path) }
  }

  /// The path in the repository of something within the fleet's folder.
  public func path(_ inner: String) -> String { folder.isEmpty ? inner : folder + "/" + inner }

  /// What is told of everything that is in the way of documents.
  var diagnostics: [Diagnostic] { obstacles.map { $0.diagnostic(in: self) } }

  /// The orders of which it cannot be known what they say, or what was recorded of them, for something is in the way.
  func unknown(declared: [OrderID], recorded: [OrderID]) -> Set<OrderID> {
    guard !obstacles.isEmpty else { return [] }
    let ofResults = obstacles.filter { $0.kind == .results }
    var unknown = Set(declared.filter { order in ofResults.contains { $0.blocks(resultPath(of: order)) } })
    // Whichever orders lie behind what is in the way: they are among those that are recorded and have no file.
    if ofResults.count < obstacles.count { unknown.formUnion(Set(recorded).subtracting(declared)) }
    return unknown
  }

  /// The document that an order was read from; nil where it is not here.
  public func bytes(of order: Order) -> [UInt8]? {
    guard case .bytes(let bytes)? = orders.first(where: { $0.path == order.path })?.content else { return nil }
    return bytes
  }

  /// The other file that has this order's name, in another folder.
  func twin(of order: FleetFile) -> String? {
    pathsByTwinName[order.stem]?.first { $0 != order.path }
  }
}
