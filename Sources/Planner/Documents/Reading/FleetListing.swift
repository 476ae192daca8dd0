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
  /// The paths of all orders whose file name is not theirs alone.
  private let pathsByTwinName: [String: [String]]

  /// - Parameters:
  ///   - files: With paths in the repository; files that are no documents may be among them.
  ///   - folder: The fleet's folder, without a slash at its end; empty where it is the repository itself.
  public init(_ files: [FleetFile], in folder: String) {
    let prefix = folder.isEmpty ? "" : folder + "/"
    var filesByKind: [DocumentKind: [FleetFile]] = [:]
    for file in files where file.path.utf8.starts(with: prefix.utf8) {
      guard let kind = DocumentKind(path: file.path.utf8.dropFirst(prefix.utf8.count)) else { continue }
      filesByKind[kind, default: []].append(file)
    }
    for kind in filesByKind.keys { filesByKind[kind]?.sort { $0.path < $1.path } }
    self.folder = folder
    // `.yaml` sorts before `.yml`, so that the right one counts where both are there.
    settings = filesByKind[.settings]?.first
    catalog = filesByKind[.catalog]?.first
    orders = filesByKind[.order] ?? []
    results = filesByKind[.result] ?? []
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

  /// The other file that has this order's name, in another folder.
  func twin(of order: FleetFile) -> String? {
    pathsByTwinName[order.stem]?.first { $0 != order.path }
  }
}
