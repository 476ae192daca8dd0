import Git
import Planner

extension Workspace {
  /// The orders whose results two commits have otherwise; nil where that cannot be told by names. The record of open orders is no result.
  func recordChanges(
    from old: ObjectID, to new: ObjectID, in repository: Repository
  ) async throws(GitError) -> Set<OrderID>? {
    guard old != new else { return [] }
    let changes = try await repository.changes(from: old, to: new, below: resultsPath, budget: 1_000_000)
    guard !changes.isCutOff else { return nil }
    var orders: Set<OrderID> = []
    for change in changes.list where change.path != openOrdersPath {
      let paths: [String]
      switch change.what {
      case .unclear: return nil
      // A folder stands for all that was in it.
      case .removed: paths = try await repository.entries(at: old, below: change.path).map(\.path)
      case .put(let entry):
        guard entry.kind == .file || entry.kind == .executable else { return nil }
        paths = [change.path]
      }
      for path in paths where path != openOrdersPath {
        guard let order = WaitingRecords.order(at: path, in: fleetPath) else { return nil }
        orders.insert(order)
      }
    }
    return orders
  }

  /// The orders of which a document was taken away between two commits, whether or not it is elsewhere now; nil where that cannot be told.
  func ordersRemoved(
    from old: ObjectID, to new: ObjectID, in repository: Repository
  ) async throws(GitError) -> Set<OrderID>? {
    guard old != new else { return [] }
    let changes = try await repository.changes(from: old, to: new, below: "\(fleetPath)/orders", budget: 1_000_000)
    guard !changes.isCutOff else { return nil }
    var orders: Set<OrderID> = []
    for change in changes.list {
      switch change.what {
      case .put: continue
      case .unclear: return nil
      case .removed:
        let entries = try await repository.entries(at: old, below: change.path)
        orders.formUnion(entries.compactMap { OrderID(fileStem(of: $0.path)) })
      }
    }
    return orders
  }
}
