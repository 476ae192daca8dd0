/// The files below a fleet's folder, told apart by where they stand; what is in them is not looked at.
public struct FleetListing: Sendable {
  /// The fleet's folder in the repository: `fleet`.
  public let folder: String
  /// Which of the files that the listing was made from is `fleet.yaml`, counted from 0.
  public let settings: Int?
  /// Which of them is `catalog.yaml`.
  public let catalog: Int?
  /// Which of them is `service.yaml`.
  public let service: Int?
  /// Which of them are orders.
  public let orders: [Int]
  /// Which of them are results.
  public let results: [Int]
  /// Which of them is the record of open orders.
  public let openOrders: Int?
  /// What is in the way of orders and results.
  private let pathConflicts: [PathConflict]
  /// The paths of all orders whose file name is not theirs alone.
  private let pathsByTwinName: [String: [String]]

  /// - Parameters:
  ///   - files: With paths in the repository; files that are no documents may be among them.
  ///   - folder: The fleet's folder, without a slash at its end; empty where it is the repository itself.
  public init(_ files: [Entry], in folder: String) {
    let prefix = folder.isEmpty ? "" : folder + "/"
    var (settings, catalog, orders, results): ([Int], [Int], [Int], [Int]) = ([], [], [], [])
    var service: [Int] = []
    var openOrders: Int?
    var pathConflicts: [String: PathConflict] = [:]
    for (number, file) in files.enumerated() where file.path.hasPrefix(prefix) {
      let inner = file.path.utf8.span.extracting(droppingFirst: prefix.utf8.count)
      let kind = file.sort.isNoDocument ? nil : DocumentKind(inner)
      switch kind {
      case .settings: settings.append(number)
      case .catalog: catalog.append(number)
      case .service: service.append(number)
      case .order: orders.append(number)
      case .result: results.append(number)
      case .openOrders: openOrders = number
      case nil: break
      }
      // A document at its usual place is in nobody's way.
      let isUsual = kind != nil && (kind != .result || inner.indices.count { inner[$0] == UInt8(ascii: "/") } == 2)
      guard !isUsual, let pathConflict = PathConflict(file, at: file.path.utf8.dropFirst(prefix.utf8.count)) else {
        continue
      }
      pathConflicts[pathConflict.path] = pathConflict
    }
    self.folder = folder
    // `.yaml` sorts before `.yml`, so that the right one counts where both are there.
    self.settings = settings.min { files[$0].path < files[$1].path }
    self.catalog = catalog.min { files[$0].path < files[$1].path }
    self.service = service.min { files[$0].path < files[$1].path }
    self.orders = orders
    self.results = results
    self.openOrders = openOrders
    self.pathConflicts = pathConflicts.values.sorted { $0.path < $1.path }
    pathsByTwinName = twins(among: orders.map { files[$0].path })
  }

  /// The path in the repository of something within the fleet's folder.
  public func path(_ inner: String) -> String { folder.isEmpty ? inner : folder + "/" + inner }

  /// What is told of everything that is in the way of documents.
  var diagnostics: [Diagnostic] { pathConflicts.map { $0.diagnostic(in: self) } }

  /// The orders whose documents or results cannot be known, because something blocks their paths.
  func unknown(declared: some Sequence<OrderID>, recorded: some Sequence<OrderID>) -> Set<OrderID> {
    guard !pathConflicts.isEmpty else { return [] }
    let ofResults = pathConflicts.filter { $0.kind == .results }
    var unknown = Set(declared.filter { order in ofResults.contains { $0.blocks(resultPath(of: order)) } })
    // It is not known which orders a blocked path hides, but they are among those that are recorded and have no file.
    if ofResults.count < pathConflicts.count { unknown.formUnion(Set(recorded).subtracting(declared)) }
    return unknown
  }

  /// The other file that has this order's name, in another folder. Paths are bytes: to Swift, some of different bytes are the same text.
  func twin(of order: FleetFile) -> String? {
    pathsByTwinName.isEmpty ? nil : pathsByTwinName[order.stem]?.first { !$0.utf8.elementsEqual(order.path.utf8) }
  }
}

extension FleetListing {
  /// A file below the fleet's folder that is not opened yet.
  public struct Entry: Sendable {
    /// Its path in the repository, `/` between its parts: `fleet/orders/ord-1042.yaml`.
    public let path: String
    public let sort: Sort

    /// What the path leads to.
    public enum Sort: Sendable {
      case file
      /// Not followed: it could lead out of the repository.
      case symbolicLink
      /// A submodule, a pipe, something that may not be read.
      case unreadable
      /// A folder so deep that what is in it was not listed.
      case deepFolder
      /// A file or folder whose name is not UTF-8.
      case misnamed(isFolder: Bool)

      /// Whether it is none, whatever its path is.
      var isNoDocument: Bool {
        switch self {
        case .deepFolder, .misnamed: true
        case .file, .symbolicLink, .unreadable: false
        }
      }
    }

    public init(path: String, sort: Sort) {
      self.path = path
      self.sort = sort
    }

    /// The file as it was listed before it was read.
    init(_ file: FleetFile) {
      path = file.path
      sort =
        switch file.content {
        case .bytes, .oversized, .filtered: .file
        case .symbolicLink: .symbolicLink
        case .unreadable: .unreadable
        }
    }
  }
}

/// By name the paths of all orders that share it with another, sorted.
private func twins(among paths: [String]) -> [String: [String]] {
  var names: Set<String> = []
  names.reserveCapacity(paths.count)
  let twins = Set(paths.lazy.map(fileStem).filter { !names.insert($0).inserted })
  guard !twins.isEmpty else { return [:] }
  return Dictionary(grouping: paths.filter { twins.contains(fileStem(of: $0)) }.sorted(), by: fileStem)
}
