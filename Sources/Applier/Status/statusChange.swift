public import Git
public import Planner

/// Where orders stand at a commit that may stand elsewhere at an earlier one.
public struct StatusChange: Sendable {
  /// The orders that were looked at; nil for all that there are.
  public let orders: Set<OrderID>?
  /// Sorted by order; an order of which nothing is left has none. Nil where `fleet.yaml` or `catalog.yaml` has errors.
  public let status: [OrderStatus]?
  /// The fleet's name, where it can be read.
  public let fleet: String?
}

extension Workspace {
  /// Reads where orders stand at a commit: those whose documents or results are not as they were at an earlier one, or all where something differs
  /// that concerns all, from git alone.
  ///
  /// - Parameters:
  ///   - old: nil for all orders.
  ///   - day: as of which they are told. What they come to on another day may differ without any commit.
  public func statusChange(
    from old: ObjectID?, to new: ObjectID, asOf day: Day
  ) async throws(ApplyFailure) -> StatusChange {
    let repository = try requireRepository()
    let orders = try await attempt { () throws(GitError) in try await changedOrders(from: old, to: new, in: repository)
    }
    let fleet: Fleet?
    switch orders {
    case nil: fleet = try await readFleet(at: new, as: new).fleet
    case let some? where some.isEmpty: return StatusChange(orders: [], status: [], fleet: nil)
    case let some?:
      fleet = try await attempt { () throws(GitError) in
        let named = try await find(some, in: "orders", of: [new], repository)
        guard let documents = named.first else { return nil }
        return try await readPart(of: some, documents, at: new, as: new, in: repository).reading.fleet
      }
    }
    let status = fleet.map { fleet in
      makeStatus(of: fleet, asOf: day).orders.filter { orders?.contains($0.id) ?? true }
    }
    return StatusChange(orders: orders, status: status, fleet: fleet?.settings.name)
  }

  /// Nil where all orders are to be looked at.
  private func changedOrders(
    from old: ObjectID?, to new: ObjectID, in repository: Repository
  ) async throws(GitError) -> Set<OrderID>? {
    guard let old, let recorded = try await recordChanges(from: old, to: new, in: repository) else { return nil }
    switch try await documentChanges(from: old, to: new, in: repository) {
    case .everything: return nil
    case .orders(let edited): return edited.union(recorded)
    }
  }
}
