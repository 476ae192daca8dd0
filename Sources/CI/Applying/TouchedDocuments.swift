import Git
import Planner

/// Which of a fleet's documents a commit changes, as far as it matters for orders.
struct TouchedDocuments: Sendable, Hashable {
  /// Orders whose documents it adds, changes or removes.
  private(set) var orders: Set<OrderID> = []
  /// Orders whose results it edits.
  private(set) var results: Set<OrderID> = []
  /// Whether it changes what concerns all orders, such as the catalog.
  private(set) var isShared = false
  /// Whether it may change anything, because its changes cannot be told apart.
  private(set) var isUncertain = false

  /// Nothing is known of it.
  static let uncertain = TouchedDocuments(isUncertain: true)

  init(
    orders: Set<OrderID> = [], results: Set<OrderID> = [], isShared: Bool = false, isUncertain: Bool = false
  ) {
    (self.orders, self.results) = (orders, results)
    (self.isShared, self.isUncertain) = (isShared, isUncertain)
  }

  /// What differs between two commits below the fleet's folder.
  init(_ changes: TreeChanges, below folder: String) {
    // Where the comparison ends early, the rest may be anything.
    isUncertain = changes.isCutOff
    for change in changes.list { add(change, below: folder) }
  }

  var isEmpty: Bool { orders.isEmpty && !mayEditResults && !isShared }

  /// Whether it edits what is recorded, as far as anybody can tell.
  var mayEditResults: Bool { !results.isEmpty || isUncertain }

  /// Whether it may have brought a change of an order.
  func concerns(_ order: OrderID) -> Bool {
    isShared || isUncertain || orders.contains(order) || results.contains(order)
  }

  /// The same with what another commit changes.
  func union(_ other: TouchedDocuments) -> TouchedDocuments {
    TouchedDocuments(
      orders: orders.union(other.orders), results: results.union(other.results), isShared: isShared || other.isShared,
      isUncertain: isUncertain || other.isUncertain)
  }

  private mutating func add(_ change: TreeChange, below folder: String) {
    guard change.path.hasPrefix(folder + "/") else { return isUncertain = true }
    let path = String(change.path.dropFirst(folder.count + 1))
    let isClear = if case .unclear = change.what { false } else { true }
    let stem = path.split(separator: "/").last.flatMap { name in
      OrderID(String(name.prefix { $0 != "." }))
    }
    switch DocumentKind(path: path) {
    case .order where isClear && stem != nil: if let stem { orders.insert(stem) }
    case .result where isClear && stem != nil: if let stem { results.insert(stem) }
    case .settings where isClear, .catalog where isClear: isShared = true
    case .order, .result, .settings, .catalog: isUncertain = true
    // It says which orders to look at, and nothing of what is done for them.
    case .openOrders, .service: break
    // A folder that is gone, or something else in the place of one, hides whatever was below it. Other files are nobody's concern.
    case nil: if isFolder(path) || !isClear { isUncertain = true }
    }
  }

  private func isFolder(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let first = parts.first, first == "orders" || first == "results" else { return false }
    return !(parts.last ?? "").contains(".")
  }
}
